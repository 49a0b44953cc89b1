"""A file of plain text, judged line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from articles import cleaning, plaintext
from articles.checks import at
from articles.drafts import NoteDraft

from .file import (
    MAX_BODY,
    MAX_SOURCE_TITLE,
    MAX_SOURCES,
    MAX_STANDFIRST,
    MAX_TITLE,
    File,
    Refusal,
    can_be_followed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from articles.plaintext import Remark

    from .file import Placed


@dataclass(frozen=True, slots=True)
class Lines:
    """Everything has its line."""

    first: int  # of the text
    notes: Mapping[int, int]

    def text(self, line: int, said: str) -> Placed:
        place = self.first + max(line, 1) - 1
        return place, at(place, said)

    def note(self, number: int, said: str, field: str = "title") -> Placed:  # noqa: ARG002
        return self.notes[number], at(self.notes[number], said)

    def remark(self, remark: Remark, said: str) -> Placed:
        return remark.line, at(remark.line, said)


def article(
    typed: str, *, name: str, slug: str, standfirst: str | None, digest: str
) -> File:
    """Raises Refusal for what no article may be."""
    draft = plaintext.parse(typed)
    if faults := list(_faults(draft)):
        raise Refusal(*faults)
    return File(
        name=name,
        slug=slug,
        title=draft.title,
        body=draft.body,
        standfirst=draft.standfirst or None if standfirst is None else standfirst,
        notes=tuple(
            NoteDraft(number=note.number, title=note.title, url=note.url)
            for note in draft.notes
        ),
        digest=digest,
        places=Lines(draft.line, {note.number: note.line for note in draft.notes}),
        remarks=draft.warnings,
    )


def _faults(draft: plaintext.Draft) -> Iterator[str]:
    """What no article may be, whoever reads it."""
    if not draft.title:
        yield _("The file is empty: its first line is the title.")
    elif not draft.body:
        yield _("The file has a title and no text.")
    elif not cleaning.is_visible(draft.title):
        yield at(1, _("this title has nothing that can be seen."))
    yield from _excess(draft)
    for note in draft.notes:
        yield from _faults_of(note)


def _excess(draft: plaintext.Draft) -> Iterator[str]:
    if len(draft.title) > MAX_TITLE:
        yield at(1, _("a title has at most %d characters.") % MAX_TITLE)
    if len(draft.standfirst) > MAX_STANDFIRST:
        yield _("A standfirst has at most %d characters.") % MAX_STANDFIRST
    if len(draft.body) > MAX_BODY:
        yield _("A text has at most %d characters.") % MAX_BODY
    if len(draft.notes) > MAX_SOURCES:
        yield _("An article has at most %d sources.") % MAX_SOURCES


def _faults_of(note: plaintext.SourceLine) -> Iterator[str]:
    if len(note.title) > MAX_SOURCE_TITLE:
        said = _("a title has at most %d characters.") % MAX_SOURCE_TITLE
        yield at(note.line, said)
    if not can_be_followed(note.url):
        yield at(note.line, _("this is not an address on the web."))
