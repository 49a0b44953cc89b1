"""Addresses of sources, one to a line."""

from __future__ import annotations

import re
from typing import Any, NoReturn
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _, ngettext_lazy

from articles import links
from articles.fetching import guard
from articles.marks import LETTERS

_LINE_END = re.compile("\r\n?|\n")  # what a page makes a line of; no other is one


class SourcesField(forms.CharField):
    """What is typed, one address to a line, as a list of canonical addresses.

    Blank lines and lines typed again count for nothing; each other line is one source.
    So whoever counts lines, the page too, finds the same letter for each.

    Raises ValidationError with one sentence for the first line that is no address on the
    public web or, typed otherwise, that of an earlier line, and for more than `most`.
    """

    most = len(LETTERS)
    default_error_messages = {
        "scheme": _("Line %(line)d is no address: %(typed)s. It begins with https://"),
        "spaces": _("Line %(line)d is no address: %(typed)s. It has no spaces in it."),
        "user": _(
            "Line %(line)d is no address: %(typed)s. "
            "It names a user: leave out what stands before the “@”."
        ),
        "host": _("Line %(line)d is no address: %(typed)s. No host is called so."),
        "port": _(
            "Line %(line)d is no address: %(typed)s. "
            "The number after the host is at most 65535."
        ),
        "length": _(
            "Line %(line)d is no address: %(typed)s. "
            "It has at most 2,048 characters; this one has %(length)d."
        ),
        "own": _(
            "Line %(line)d leads to nothing that others can read: %(typed)s. "
            "Give an address on the public web."
        ),
        "same": _(
            "Line %(line)d is the same source as line %(first)d. Take one of them out."
        ),
        "many": ngettext_lazy(
            "A reply has at most %(most)d source of its own.",
            "A reply has at most %(most)d sources of its own.",
            "most",
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        super().__init__(required=False, strip=False, **kwargs)

    def clean(self, value: Any) -> list[str]:
        typed: dict[str, int] = {}
        lines = _LINE_END.split(super().clean(value))
        for number, line in enumerate(lines, start=1):
            if line.strip():
                typed.setdefault(line.strip(), number)
        found: dict[str, int] = {}
        addresses: list[str] = []
        for line, number in typed.items():
            address = self._canonical(number, line)
            first = found.setdefault(links.identity(address), number)
            if first != number:
                self._refuse("same", line=number, first=first)
            addresses.append(address)
        if len(addresses) > self.most:
            self._refuse("many", most=self.most)
        return addresses

    def _canonical(self, number: int, line: str) -> str:
        facts = {"line": number, "typed": line[:60], "length": len(line)}
        try:
            address = links.canonical(line)
        except links.NoAddress as refusal:
            self._refuse(refusal.fault, **facts)
        if guard.is_own(urlsplit(address).hostname or ""):
            self._refuse("own", **facts)
        return address

    def _refuse(self, code: str, **facts: object) -> NoReturn:
        raise forms.ValidationError(
            self.error_messages[code], code=code, params=facts
        ) from None
