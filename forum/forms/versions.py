"""Which version of something a text was written over."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class VersionField(forms.IntegerField):
    """A version that comes along, hidden; 0 is none.

    One damaged on its way is none too: no text is refused for it.
    """

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, min_value=1)

    def clean(self, value: Any) -> int:
        with suppress(ValidationError):
            return super().clean(value) or 0
        return 0
