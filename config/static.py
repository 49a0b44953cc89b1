"""How static files get their lasting names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

from config.styles import Whole, is_own_style

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Mapping

    from config.styles import Opens

    Converter = Callable[[re.Match[str]], str]
    Processed = Iterator[tuple[str, str | None, bool | Exception]]

UNTOUCHED = ("django_htmx/",)  # imports nothing; its comments only look as if they did


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hashed and compressed; the addresses inside CSS and JavaScript modules too."""

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: Mapping[str, tuple[Opens, str]], **options: Any
    ) -> Processed:
        """Read each style sheet of ours with all that it imports."""
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
