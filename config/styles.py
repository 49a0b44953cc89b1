"""Style sheets become one: what each imports is written in its place, in its layer."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Protocol

from django.core.files.base import ContentFile

if TYPE_CHECKING:
    from django.core.files import File

OWN = "css/"  # the style sheets of this site
IMPORT = re.compile(
    r'^@import url\("(?P<url>[^"]+)"\)(?: layer\((?P<layer>[a-z]+)\))?;$', re.MULTILINE
)
ADDRESS = re.compile(r'url\("(?P<url>[^":#/][^":]*)"\)')  # relative ones alone


class Opens(Protocol):
    """What static files are found in: `open(name)` gives one of them."""

    def open(self, name: str) -> File[bytes]: ...


class Whole:
    """Opens a style sheet with those it imports in their places, each in its layer.

    A page then asks for one file and not for dozens, of which the browser would learn only
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
