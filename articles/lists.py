"""Lists as people type them, in the four spaces a level that Markdown counts. Pure.

A list belongs to an item if it begins under that item's text, or further in: after "- "
two spaces are enough, after "1. " three, as everyone who writes CommonMark is used to.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

LEVEL = 4  # spaces that Markdown asks for, whatever the item above begins with
DEEPEST = 24  # items within items: far more than anything that is shown

_ITEM = re.compile(r"(?P<marker>[*+-]|[0-9]+\.)(?P<gap> +)")
_ITEM_SOMEWHERE = re.compile(r"^[ >]*(?:[*+-]|[0-9]+\.) ", re.MULTILINE)
_RULE = re.compile(r" {0,3}([*_-])(?: {0,2}\1){2,} *")
_HEADING = re.compile(r"#{1,6} +\S")
_BEGINNING = ("*", "+", "-", "1.")  # of a list below text: "1984. " may end a sentence


class Lists(Extension):
    """Lists nest by the text of their items, and may follow a sentence at once."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        md.preprocessors.register(_Lists(md), "lists", 20)
        md.parser.blockprocessors.register(_Quotation(md.parser), "quote", 20)


def indented(lines: Iterable[str]) -> Iterator[str]:
    """The lines with their lists apart from the text above, four spaces a level."""
    reading = _Reading()
    for line in lines:
        yield from reading.take(line)


class _Lists(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return list(indented(lines))


class _Quotation(BlockQuoteProcessor):
    """A quotation, whose lists are read like those outside."""

    def run(self, parent: Element, blocks: list[str]) -> None:
        if _ITEM_SOMEWHERE.search(blocks[0]):
            lines = blocks[0].split("\n")
            begin = next(n for n, line in enumerate(lines) if self.RE.match(line))
            said = indented(self.clean(line) for line in lines[begin:])
            blocks[0] = "\n".join([*lines[:begin], *(f"> {line}" for line in said)])
        super().run(parent, blocks)


class _Begun(Enum):
    """With what the block began that a line goes on with."""

    NOTHING = 0
    TEXT = 1
    ITEM = 2
    CODE = 3


class _Item(NamedTuple):
    is_numbered: bool
    column: int  # where its text begins


class _Reading:
    """The items that the next line may belong to, each within the one before."""

    def __init__(self) -> None:
        self.open: list[_Item] = []
        self.begun = _Begun.NOTHING
        self.depth = 0  # where the block began

    def take(self, line: str) -> Iterator[str]:
        text = line.lstrip(" ")
        column = len(line) - len(text)
        if not text:
            self.begun = _Begun.NOTHING
            yield line
        elif self._is_code(column):
            yield self._at(len(self.open), text, further=column - self._column)
        elif self._ends_lists(line):
            self.open.clear()
            self.begun = _Begun.NOTHING
            yield line
        elif self._is_item(column, text):
            yield from self._item(column, text)
        else:
            yield self._text(line, column, text)

    @property
    def _column(self) -> int:
        """Where the text of the innermost item begins."""
        return self.open[-1].column if self.open else 0

    def _is_code(self, column: int) -> bool:
        """A block begins anew at its margin, and is code if it stands further in."""
        if self.begun in (_Begun.TEXT, _Begun.ITEM):
            return False
        del self.open[self._depth(column) :]
        is_code = column - self._column >= LEVEL
        self.begun = _Begun.CODE if is_code else _Begun.NOTHING
        return is_code

    def _ends_lists(self, line: str) -> bool:
        """A heading or a rule at the margin of the page; in an item it is the item's."""
        if self.open and self.begun is _Begun.NOTHING:
            return False
        return bool(_HEADING.match(line) or _RULE.fullmatch(line))

    def _is_item(self, column: int, text: str) -> bool:
        item = _ITEM.match(text)
        if item is None or _RULE.fullmatch(text):
            return False
        if self.begun is _Begun.NOTHING or self._is_next(column, item):
            return True
        if self.begun is _Begun.TEXT and column - self._column >= LEVEL:
            return False
        return item["marker"] in _BEGINNING

    def _item(self, column: int, text: str) -> Iterator[str]:
        depth = self._depth(column)
        item = _ITEM.match(text)
        is_next = item is not None and self._is_next(column, item)
        is_other = depth < len(self.open) and not is_next
        if self.begun is _Begun.ITEM:
            apart = is_other or depth < self.depth
        else:
            apart = self.begun is _Begun.TEXT
        if apart:
            yield ""
        if apart or self.begun is _Begun.NOTHING:
            self.depth = depth
        self.begun = _Begun.ITEM
        yield self._at(depth, text)
        del self.open[depth:]
        self._enter(column, text)

    def _enter(self, column: int, text: str) -> None:
        """Open the item, and those that begin on its line: "- 1. one"."""
        begin = 0
        while len(self.open) < DEEPEST and (item := _ITEM.match(text, begin)):
            if _RULE.fullmatch(text, begin):
                break
            gap = len(item["gap"])
            width = len(item["marker"]) + (gap if gap <= LEVEL else 1)
            begin, column = item.end(), column + min(width, LEVEL)
            self.open.append(_Item(item["marker"][-1] == ".", column))

    def _text(self, line: str, column: int, text: str) -> str:
        depth, belongs = len(self.open), column >= self._column
        if self.begun is not _Begun.ITEM:
            self.begun = _Begun.TEXT
            return self._at(depth, text) if depth and belongs else line
        if _ITEM.match(text):  # so far in, Markdown takes it for no item
            return self._at(depth + 1, text)
        return line if column < LEVEL else self._at(depth - 1, text, further=2)

    def _at(self, depth: int, text: str, *, further: int = 0) -> str:
        return " " * (LEVEL * depth + further) + text

    def _depth(self, column: int) -> int:
        """How many items a line that begins there is within."""
        within = sum(item.column <= column for item in self.open)
        return min(within, DEEPEST - 1)

    def _is_next(self, column: int, item: re.Match[str]) -> bool:
        """Whether it goes on with a list."""
        depth = self._depth(column)
        is_numbered = item["marker"][-1] == "."
        return depth < len(self.open) and self.open[depth].is_numbered == is_numbered
