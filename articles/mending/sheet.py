"""What lies on the desk: the text and the rows of sources as they were typed. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from articles.marks import INDENT, in_line, unfenced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from articles.marks import Block

# One source, whatever its row asks for. Where a box is ticked, "DELETE" says so.
Row = Mapping[str, str]

_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+\S")


class Spot(NamedTuple):
    """A mark in the text, and where it stands."""

    start: int
    end: int
    number: int
    use: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`struck` are the removed sources of an article that readers know, by number.

    `known` are the numbers that they know: these never mean another source.
    """

    body: str
    rows: tuple[Row, ...] = ()
    struck: Mapping[int, Row] = field(default_factory=dict)
    known: frozenset[int] = frozenset()

    @property
    def standing(self) -> dict[int, Row]:
        """The rows that name a source, by number."""
        return {
            int(row["number"]): row
            for row in self.rows
            if row.get("number", "").isdecimal() and not row.get("DELETE")
        }


def spots(body: str) -> Iterator[Spot]:
    """Each mark outside code, as far as one look tells.

    A line far in is code, unless it goes on with a list or with the line above it.
    """
    place, is_list, goes_on = 0, False, False
    lines = body.split("\n")
    for line, shown in zip(lines, unfenced(lines), strict=True):
        is_far_in = shown.startswith((INDENT, "\t"))
        if not shown.strip():
            goes_on = False
        elif not is_far_in or is_list or goes_on:
            is_list = _ITEM.match(shown) is not None or (
                is_list and (goes_on or is_far_in)
            )
            goes_on = True
            yield from _in_line(shown, place)
        place += len(line) + 1


def rewritten(body: str, say: Callable[[Spot], str | None]) -> str:
    """The text with other words for marks; None leaves one as it is, "" takes it out.

    With a mark that goes, the space that set it apart goes too.
    """
    pieces, done = list[str](), 0
    for spot in spots(body):
        words = say(spot)
        if words is None:
            continue
        start, end = spot.start, spot.end
        if not words:
            start, end = _with_its_space(body, start, end)
        pieces += [body[done:start], words]
        done = end
    return "".join([*pieces, body[done:]])


def token(block: Block) -> str:
    """Finds it again while lines above it come and go; of twins, the nearest."""
    return f"{block.line}:{digest(block)}"


def digest(block: Block) -> str:
    return f"{crc32(block.text.encode()):08x}"


def _in_line(line: str, place: int) -> Iterator[Spot]:
    for found in in_line(line):
        start, end = found.span()
        use = None if found["use"] is None else int(found["use"])
        yield Spot(place + start, place + end, int(found["number"]), use)


def _with_its_space(body: str, start: int, end: int) -> tuple[int, int]:
    if body[start - 1 : start] in {" ", "\t"}:
        return start - 1, end
    if body[start - 1 : start] in {"", "\n"} and body[end : end + 1] == " ":
        return start, end + 1
    return start, end
