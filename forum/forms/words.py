"""Text that people write, as they count it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import normalize_newlines


class Words(forms.CharField):
    """Text as people count it: a line end is one character, however it was sent."""

    def to_python(self, value: Any) -> str:
        words = super().to_python(value)
        return str(normalize_newlines(words)) if words else ""
