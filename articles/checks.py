"""What an editor should mend before readers see it. Pure: works on text and notes.

An error keeps an article from being published; a warning is for the editor to weigh.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from . import links, marks

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from .drafts import NoteDraft
    from .prose import Rendered

CLAIMS = 25  # words; a shorter paragraph leads over, asks or greets

_MARK = re.compile(marks.MARK)


class Kind(StrEnum):
    """What may be wrong; `mending` knows what helps."""

    UNRENDERED = "unrendered"
    UNDEFINED = "undefined"
    UNCITED = "uncited"
    UNSOURCED = "unsourced"
    MISCOUNTED = "miscounted"
    REPEATED = "repeated"
    UNADDRESSED = "unaddressed"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, and where: a line of the text, or a source by its number."""

    message: str
    is_error: bool = False
    line: int = 0
    number: int = 0
    field: str = "title"  # of the source's row, if it is about a source
    kind: Kind = Kind.UNRENDERED
    mark: str = ""  # as it stands in that line
    cites: int = 0  # the number in the mark, or of the source that is the same

    def __str__(self) -> str:
        return at(self.line, self.message) if self.line else self.message


def at(line: int, said: str) -> str:
    """What is said of a line."""
    return _("Line %(line)d: %(said)s") % {"line": line, "said": said}


def find(
    body: str,
    notes: Sequence[NoteDraft],
    rendered: Rendered,
    *,
    known: Container[int] = (),
) -> list[Finding]:
    """Everything worth a look, errors first, each kind in reading order.

    `rendered` is this text with these notes. If that failed, nobody knows what the
    text cites, and its marks are not judged. `known` are the numbers that readers know.
    """
    if rendered.is_escaped:
        on_marks = [Finding(_("The text could not be rendered. It is shown as typed."))]
    else:
        cited = {use.number for use in rendered.uses}
        on_marks = [
            *_undefined(body, rendered),
            *_uncited(notes, cited),
            *_without_source(body),
            *_miscounted(body, rendered),
        ]
    found = [*on_marks, *_repeated(notes, known), *_addresses(notes)]
    return sorted(found, key=lambda finding: not finding.is_error)


def find_besides_marks(body: str, notes: Sequence[NoteDraft]) -> list[Finding]:
    """What can be told without a look at the marks."""
    return [*_without_source(body), *_repeated(notes, ()), *_addresses(notes)]


def find_unrendered(
    body: str, notes: Sequence[NoteDraft], *, known: Container[int] = ()
) -> list[Finding]:
    """The errors of a text that is too long to wait for, as far as one look tells.

    A number that stands nowhere is surely not cited. What only rendering shows, the
    worker that renders it reports.
    """
    listed = {note.number for note in notes}
    found = [
        *_unknown(body, listed),
        *_uncited(notes, {int(mark["number"]) for mark in _MARK.finditer(body)}),
        *_repeated(notes, known),
        *_addresses(notes),
    ]
    return [finding for finding in found if finding.is_error]


def can_be_followed(url: str) -> bool:
    """Whether a source could be found there."""
    try:
        links.canonical(url)
    except ValueError:
        return False
    return True


def _undefined(body: str, rendered: Rendered) -> Iterator[Finding]:
    typed = _first_typed(body)
    for number in rendered.unknown:
        if number in typed:
            line, mark = typed[number]
        else:  # where a quick look sees code, or in a title that is hidden
            line, mark = _anywhere(body, rf"\[\^?{number}(?::[0-9]{{1,3}})?\]")
        yield _no_source(number, line, mark)


def _unknown(body: str, known: set[int]) -> Iterator[Finding]:
    typed = _first_typed(body)
    for number in sorted(typed.keys() - known):
        yield _no_source(number, *typed[number])


def _no_source(number: int, line: int, mark: str) -> Finding:
    message = _("[%(number)d] has no source.") % {"number": number}
    return Finding(
        message,
        is_error=True,
        line=line,
        kind=Kind.UNDEFINED,
        mark=mark,
        cites=number,
    )


def _first_typed(body: str) -> dict[int, tuple[int, str]]:
    """Where each number is cited first, and by which mark."""
    first: dict[int, tuple[int, str]] = {}
    for line, mark in marks.typed(body.split("\n")):
        first.setdefault(int(mark["number"]), (line, mark[0]))
    return first


def _uncited(notes: Sequence[NoteDraft], cited: set[int]) -> Iterator[Finding]:
    for note in notes:
        if note.number not in cited:
            message = _("Source %(number)d is never cited.") % {"number": note.number}
            yield Finding(message, is_error=True, number=note.number, kind=Kind.UNCITED)


def _repeated(notes: Sequence[NoteDraft], known: Container[int]) -> Iterator[Finding]:
    """A source is given one number. Two that readers know were found to be one: both stay."""
    first: dict[object, int] = {}
    for note in sorted(notes, key=lambda note: note.number not in known):
        identity = _identity(note)
        if identity in first and note.number not in known:
            message = _("Source %(number)d is the same as source %(first)d.") % {
                "number": note.number,
                "first": first[identity],
            }
            yield Finding(
                message,
                is_error=True,
                number=note.number,
                kind=Kind.REPEATED,
                cites=first[identity],
            )
        first.setdefault(identity, note.number)


def _identity(note: NoteDraft) -> object:
    """Its address; without one, all that is known of it. One title names many works."""
    try:
        return links.identity(note.url)
    except ValueError:
        known = (note.title, note.publisher, note.year)
        return tuple(" ".join(part.casefold().split()) for part in known)


def _addresses(notes: Sequence[NoteDraft]) -> Iterator[Finding]:
    for note in notes:
        values = {"number": note.number}
        if not note.url:
            message = _("Source %(number)d has no address: nobody can follow it.")
            yield Finding(
                message % values,
                number=note.number,
                field="url",
                kind=Kind.UNADDRESSED,
            )
        elif not can_be_followed(note.url):
            message = _("The address of source %(number)d is none on the web.")
            yield Finding(
                message % values,
                is_error=True,
                number=note.number,
                field="url",
                kind=Kind.MALFORMED,
            )


def _without_source(body: str) -> Iterator[Finding]:
    for block in marks.blocks(body):
        is_claim = block.is_prose and len(block.text.split()) >= CLAIMS
        if is_claim and not _MARK.search(block.text):
            message = _("This paragraph names no source.")
            yield Finding(message, line=block.line, kind=Kind.UNSOURCED)


def _miscounted(body: str, rendered: Rendered) -> Iterator[Finding]:
    for typed, shown in dict.fromkeys(rendered.mismatched):
        message = _("%(typed)s will show as %(shown)s.")
        is_alone = body.count(typed) == 1
        mark = _MARK.fullmatch(typed)
        yield Finding(
            message % {"typed": typed, "shown": shown},
            line=_anywhere(body, re.escape(typed))[0] if is_alone else 0,
            kind=Kind.MISCOUNTED,
            mark=typed,
            cites=int(mark["number"]) if mark else 0,
        )


def _anywhere(body: str, pattern: str) -> tuple[int, str]:
    """The first line that has it, or 0; and what stands there."""
    match = re.search(pattern, body)
    return (body.count("\n", 0, match.start()) + 1, match[0]) if match else (0, "")
