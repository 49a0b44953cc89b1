"""What changed between two texts, word by word. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Each finer than the one before. What lies between two ends, joined, is the text.
_ENDS = [
    re.compile(r"(?<=\n)"),  # of lines
    re.compile(r"(?<=[.!?…])(?=\s)|(?<=[\u3002\uff01\uff1f])"),  # of sentences
    re.compile(r"(?<=\w)(?!\w)|(?<=\s)(?!\s)|(?<=[^\w\s])"),  # of words
]
COMPARISONS = 30_000  # in all; some tens of milliseconds for the worst two texts


class Change(StrEnum):
    """What became of a piece of text. The values are HTML's words for it."""

    KEPT = ""
    REMOVED = "del"
    ADDED = "ins"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one fate."""

    change: Change
    text: str


def words(old: str, new: str) -> list[Piece]:
    """The pieces of both texts in reading order, what went before what came.

    Joined, the kept and removed pieces are `old`, the kept and added ones `new`. Lines
    are compared first, then the sentences of those that differ, then their words. Once
    the comparisons are spent, passages stand one after the other.
    """
    pieces: list[Piece] = []
    for piece in _Comparison().pieces(old, new):
        if pieces and pieces[-1].change is piece.change:
            piece = Piece(piece.change, pieces.pop().text + piece.text)  # noqa: PLW2901
        pieces.append(piece)
    return pieces


def changed(old: str, new: str) -> int:
    """How many characters were removed and added, taken together."""
    return sum(len(piece.text) for piece in words(old, new) if piece.change)


class _Comparison:
    """Compares two texts ever more finely, and counts what that costs."""

    def __init__(self) -> None:
        self.left = COMPARISONS

    def pieces(
        self, before: str, after: str, ends: Sequence[re.Pattern[str]] = _ENDS
    ) -> Iterator[Piece]:
        if not (before and after and ends):
            yield from _replaced(before, after)
            return
        old, new = ends[0].split(before), ends[0].split(after)
        head = _alike(old, new)
        tail = _alike(old[head:][::-1], new[head:][::-1])
        yield from _kept(old[:head])
        old_end, new_end = len(old) - tail, len(new) - tail
        yield from self._between(old[head:old_end], new[head:new_end], ends[1:])
        yield from _kept(old[old_end:])

    def _between(
        self, old: list[str], new: list[str], finer: Sequence[re.Pattern[str]]
    ) -> Iterator[Piece]:
        cost = len(old) * len(new)
        if cost > self.left:
            yield from _replaced("".join(old), "".join(new))
            return
        self.left -= cost
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind == "equal":
                yield from _kept(old[a:b])
            else:
                before, after = "".join(old[a:b]), "".join(new[c:d])
                yield from self.pieces(before, after, finer)


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """With how many parts both begin."""
    same = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        same += 1
    return same


def _kept(parts: Sequence[str]) -> Iterator[Piece]:
    if text := "".join(parts):
        yield Piece(Change.KEPT, text)


def _replaced(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece(Change.REMOVED, before)
    if after:
        yield Piece(Change.ADDED, after)
