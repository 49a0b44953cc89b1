"""Addresses of sources, one to a line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles import links

MOST = 10  # letters a to j; who leans on more writes an article


class SourcesField(forms.CharField):
    """What is typed, one address to a line, as a list of canonical addresses.

    Each stands in it once, at its first place. Raises ValidationError with one sentence
    for the first line that is no address, and for more than MOST.
    """

    default_error_messages = {
        "address": _("Line %(line)d is no address: %(typed)s. It begins with https://"),
        "many": _("A reply has at most %(most)d sources of its own."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> list[str]:
        typed = super().clean(value).splitlines()
        found: dict[str, None] = {}
        for number, line in enumerate(typed, start=1):
            if line.strip():
                found[self._canonical(number, line.strip())] = None
        if len(found) > MOST:
            raise forms.ValidationError(
                self.error_messages["many"], code="many", params={"most": MOST}
            )
        return list(found)

    def _canonical(self, number: int, line: str) -> str:
        try:
            return links.canonical(line)
        except ValueError as error:
            raise forms.ValidationError(
                self.error_messages["address"],
                code="address",
                params={"line": number, "typed": line[:60]},
            ) from error
