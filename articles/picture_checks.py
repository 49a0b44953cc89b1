"""Pictures of which a text does not say what they show. Pure."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from . import cleaning
from .checks import Finding

_WORDLESS = re.compile(rf"!\[\s*\]\({cleaning.PICTURE.pattern}")


def find(body: str, undescribed: int | None = None) -> list[Finding]:
    """An error for each that is found; `undescribed` is how many rendering counted.

    Without that, as far as one look tells.
    """
    message = _("Say in words what this picture shows, between “![” and “]”.")
    if undescribed == 0:
        return []
    lines = [
        body.count("\n", 0, found.start()) + 1 for found in _WORDLESS.finditer(body)
    ]
    if undescribed and not lines:
        lines = [0]
    return [Finding(message, is_error=True, line=line) for line in lines]
