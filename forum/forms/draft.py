"""A text on its way to being a reply."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.models.draft import MAX_DRAFT
from forum.models.reply import MAX_BODY

from .words import Words

if TYPE_CHECKING:
    from forum.actions import Written

LARGEST = 2**31 - 1  # a number as the database takes it


def _number() -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=0, max_value=LARGEST)


class DraftForm(forms.Form):
    """A draft and its place: the reply it answers, or the one it edits."""

    body = Words(
        max_length=MAX_DRAFT,
        required=False,
        strip=False,
        error_messages={
            "max_length": _(
                "A draft has at most %(limit_value)d characters; this one has "
                "%(show_value)d."
            )
        },
    )
    sources = Words(required=False, max_length=MAX_BODY, strip=False)
    parent = _number()
    edits = _number()
    version = _number()
    draft = _number()
    key = forms.CharField(required=False)

    def clean_key(self) -> UUID | None:
        """A damaged one is none: no text is refused for it."""
        with suppress(ValueError):
            return UUID(self.cleaned_data["key"])
        return None

    def written(self) -> Written:
        """What is typed, in the words of the actions."""
        given = self.cleaned_data
        edits = given["edits"] or 0
        return {
            "body": given["body"],
            "sources": given["sources"],
            "parent_number": given["parent"] or 0,
            "edits_number": edits,
            "key": given["key"],
            "written_over": (given["version"] or 0) if edits else 0,
            "version": given["draft"] or 0,
        }
