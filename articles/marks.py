"""Citation marks: `[1]`, `[1:1]`, `[a]`, as they are typed and counted, and where. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

LETTERS = "abcdefghij"  # of a reply's own sources; who leans on more writes an article

MAX_NUMBER = 999  # of a source
_NUMBER = "[1-9][0-9]{0,2}"
_USE = r"(?::(?P<use>[0-9]{1,3}))?"
MARK = rf"\[\^?(?P<number>{_NUMBER}){_USE}\]"
# A reply numbers the sources of its own with letters.
REPLY_MARK = rf"\[\^?(?P<number>{_NUMBER}|[{LETTERS}]){_USE}\]"

INDENT = " " * 4  # a line this far in is code, or part of a list
_FENCE = re.compile("(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_TYPED = re.compile(rf"(?<!\\){MARK}(?!\()")
# Headings, quotations, lists, tables, code, rules and definitions of links make no
# claims of the text's own, and a mark would stand oddly in them, or be none.
_NO_PROSE = re.compile(r"#|>|[-*+]\s|\d+[.)]\s|\||\s{4}|\t|[-*_]{3,}\s*$|\[[^\]]+\]:")

# What is code in a quotation: a piece of a line, and a fenced block without blank lines.
# The dialect takes code between bars at the margin alone; behind ">" they are backticks.
_QUOTED = re.compile(
    r"^(?P<bar>`{3,})[^`\n]*\n(?:(?!.*(?P=bar))[^\S\n]*\S.*\n)*(?P=bar)[ ]*$"
    r"|\\."
    r"|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    rf"|(?P<mark>\[)(?=\^?[{LETTERS}]{_USE}\](?!\())",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A source as a text may cite it: an article's by number, a reply's by letter."""

    number: int  # 0 for a source that only the reply has
    title: str
    url: str = ""  # the source's own address
    href: str = ""  # where a link to it leads: to the article's note, or to the source
    letter: str = ""

    @property
    def sign(self) -> str:
        """What its marks say between their brackets."""
        return _sign(self.number, self.letter)


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a text leans on a source. Use 0 prints [n], use 1 prints [n:1]."""

    number: int  # 0 for a source that only the reply has
    use: int
    sentence: str
    letter: str = ""  # by which it was typed, whatever is printed

    @property
    def sign(self) -> str:
        """That of the source."""
        return _sign(self.number, self.letter)

    @property
    def label(self) -> str:
        """What the mark says between its brackets."""
        return f"{self.sign}:{self.use}" if self.use else self.sign


def _sign(number: int, letter: str) -> str:
    return str(number) if number else letter


def unfenced(lines: Iterable[str]) -> Iterator[str]:
    """The lines, each one of fenced code left empty."""
    fence = ""
    for line in lines:
        bar = _FENCE.match(line)
        yield "" if bar or fence else line
        if bar:
            fence = "" if bar[1] == fence else fence or bar[1]


class Block(NamedTuple):
    """Lines without a gap between them, and where they stand."""

    line: int  # from 1
    start: int
    end: int
    text: str

    @property
    def is_prose(self) -> bool:
        """Whether it is a paragraph that may make a claim."""
        return not _NO_PROSE.match(self.text)


def blocks(text: str) -> Iterator[Block]:
    """The text's blocks outside fenced code, in order."""
    begun, start, place = 0, 0, 0
    lines = [*text.split("\n"), ""]
    shown = unfenced(lines)
    for number, (line, said) in enumerate(zip(lines, shown, strict=True), start=1):
        if said.strip():
            if not begun:
                begun, start = number, place
        elif begun:
            end = place - 1
            yield Block(begun, start, end, text[start:end])
            begun = 0
        place += len(line) + 1


def in_line(line: str) -> Iterator[re.Match[str]]:
    """Each mark of a line as it was typed, outside code."""
    code = [found.span() for found in _CODE.finditer(line)]
    for mark in _TYPED.finditer(line):
        if not any(begin < mark.end() and mark.start() < end for begin, end in code):
            yield mark


def typed(lines: Iterable[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Each mark as it was typed and its line from 1, outside code: a quick look."""
    for number, line in enumerate(unfenced(lines), start=1):
        if not line.startswith(INDENT):
            for mark in in_line(line):
                yield number, mark


def unlettered(text: str) -> str:
    """The text with each mark by letter as mere words: to be quoted in another's text.

    There the letter would mean a source of that text, or none.
    """
    return _QUOTED.sub(lambda found: "\\[" if found["mark"] else found[0], text)
