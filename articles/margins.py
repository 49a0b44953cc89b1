"""An article's text in pieces, between which stand the notes that are beside it. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .models import Note

# As `citations` writes it. Nobody else can: no text brings an element about.
_PLACE = re.compile(
    r'<aside aria-hidden="true" class="margin-note">'
    r'<span class="margin-note__number">([0-9]{1,3})</span>.*?</aside>\n?',
    re.DOTALL,
)


def without(html: str) -> str:
    """The stored text alone, for those who have no margin beside it."""
    return _PLACE.sub("", html)


class Piece(NamedTuple):
    """Some safe HTML, and the note that stands beside what comes after it."""

    html: str
    note: Note | None = None


def pieces(html: str, notes: Iterable[Note]) -> list[Piece]:
    """The stored text, with each note as it is known today at the place kept for it.

    What is stored of a note is what it was called when the text was last written.
    """
    known = {note.number: note for note in notes}
    found, begin = [], 0
    for place in _PLACE.finditer(html):
        note = known.get(int(place[1]))
        found.append(Piece(html[begin : place.start()], note))
        begin = place.end()
    return [*found, Piece(html[begin:])]
