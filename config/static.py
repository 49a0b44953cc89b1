"""How static files get their lasting names, and style sheets become one."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any, Protocol

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from django.core.files import File

    Converter = Callable[[re.Match[str]], str]
    Processed = Iterator[tuple[str, str | None, bool | Exception]]

UNTOUCHED = ("django_htmx/",)  # imports nothing; its comments only look as if they did
OWN = "css/"  # the style sheets of this site
IMPORT = re.compile(
    r'^@import url\("(?P<url>[^"]+)"\)(?: layer\((?P<layer>[a-z]+)\))?;$', re.MULTILINE
)
ADDRESS = re.compile(r'url\("(?P<url>[^":]+)"\)')


class Opens(Protocol):
    """What static files are found in: `open(name)` gives one of them."""

    def open(self, name: str) -> File[bytes]: ...


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hashed and compressed; the addresses inside CSS and JavaScript modules too."""

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: Mapping[str, tuple[Opens, str]], **options: Any
    ) -> Processed:
        """Read each style sheet of ours with all that it imports (see `Whole`)."""
        whole = {
            name: (Whole(storage), path) if is_own_style(name) else (storage, path)
            for name, (storage, path) in paths.items()
        }
        yield from super().post_process(whole, **options)

    def url_converter(
        self, name: str, hashed_files: dict[str, str], template: str | None = None
    ) -> Converter:
        """Leave the files of others as they are where nothing in them is an address."""
        if name.startswith(UNTOUCHED):
            return lambda match: match[0]
        converter: Converter = super().url_converter(name, hashed_files, template)
        return converter


class Whole:
    """Opens a style sheet with those it imports in their places, each in its layer.

    A page then asks for one file and not for sixty, of which the browser would learn only
    when it has read the first (docs/performance.md).
    """

    def __init__(self, storage: Opens) -> None:
        self.storage = storage

    def open(self, name: str) -> ContentFile[bytes]:
        return ContentFile(self._read(name).encode())

    def _read(self, name: str) -> str:
        def in_place(match: re.Match[str]) -> str:
            folder = posixpath.dirname(match["url"])
            style = seen_from(folder, self._read(beside(name, match["url"])))
            layer = match["layer"]
            return f"@layer {layer} {{\n{style}}}" if layer else style

        with self.storage.open(name) as file:
            return IMPORT.sub(in_place, file.read().decode())


def is_own_style(name: str) -> bool:
    return name.startswith(OWN) and name.endswith(".css")


def beside(name: str, url: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), url))


def seen_from(folder: str, style: str) -> str:
    """The style with the addresses in it led through that folder, where it lay."""
    return ADDRESS.sub(
        lambda match: (
            f'url("{posixpath.normpath(posixpath.join(folder, match["url"]))}")'
        ),
        style,
    )
