"""How static files get their lasting names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitenoise.storage import CompressedManifestStaticFilesStorage

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    Converter = Callable[[re.Match[str]], str]

WHOLE = ("django_htmx/",)  # imports nothing; its comments only look as if they did


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hashed and compressed; the addresses inside CSS and JavaScript modules too."""

    support_js_module_import_aggregation = True

    def url_converter(
        self, name: str, hashed_files: dict[str, str], template: str | None = None
    ) -> Converter:
        """Leave the files of others as they are where nothing in them is an address."""
        if name.startswith(WHOLE):
            return lambda match: match[0]
        converter: Converter = super().url_converter(name, hashed_files, template)
        return converter
