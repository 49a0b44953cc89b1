"""Read an article from plain text: title, paragraphs with marks, numbered sources.

The form is that of a page copied from a reader's screen:

    The title

    A paragraph that leans on a source [1]. And once more [1:1].

      1. The title of the source https://example.org/ ↩︎ ↩︎

Where the sources begin is guessed, unless a line of its own says so. Another such line
may end a standfirst, one paragraph below the title, and another what is told of the
article there and does not belong to it: that it was corrected, or retracted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from articles import cleaning
from articles.marks import typed

NOTICES = "<!-- notices above -->"  # what stands between it and the title is no text
TEXT = "<!-- text -->"  # before it there is at most a standfirst
SOURCES = "<!-- sources -->"  # after it there are sources and nothing else

_SOURCE = re.compile(r"\s*(?P<number>[1-9][0-9]{0,2})[.)]\s+(?P<rest>\S.*)")
_BACK_LINK = re.compile("\\s*\u21a9[\ufe0e\ufe0f]?")
_GAP = re.compile(r"\n\s*\n")
# "<>" is no address, for a title that ends in one.
_ADDRESS_LAST = re.compile(
    r"(?:^|\s+(?:[\u2013\u2014-]+\s*)?)(?:<?(?P<url>https?://[^\s>]+)>?|<>)$",
    re.IGNORECASE,
)
# What was meant for an address, and is none on the web.
_UNFIT_LAST = re.compile(
    r"(?:^|\s)<?(?P<typed>(?:(?!https?:)[a-z][a-z0-9+.-]*://"
    r"|(?:blob|data|file|javascript|mailto|vbscript):|www\.)[^\s>]+)>?$",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """What may be wrong with a text."""

    MISCOUNTED = "miscounted"
    UNDEFINED = "undefined"
    UNCITED = "uncited"
    REPEATED = "repeated"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something an editor should look at, and the line where it stands."""

    line: int
    kind: Kind
    typed: str
    shown: str = ""
    number: int = field(default=0, compare=False)  # of the source that it is about


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A numbered source as it was typed."""

    line: int
    number: int
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as it was typed."""

    title: str
    body: str
    standfirst: str = ""
    notes: tuple[SourceLine, ...] = ()
    warnings: tuple[Remark, ...] = ()
    line: int = field(default=0, compare=False)  # where its text begins


def parse(text: str) -> Draft:
    """The article in this text. What looks wrong is warned of and never refused."""
    lines = cleaning.tidy(text.removeprefix("\ufeff")).split("\n")
    start = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    title = " ".join(lines[start : start + 1]).strip().removeprefix("# ")
    standfirst, begin = _standfirst(lines, _below_notices(lines, start + 1))
    marks = [(begin + line, mark) for line, mark in typed(lines[begin:])]
    end, sources = _announced(lines)
    if end is None:
        cited = {int(mark["number"]) for _, mark in marks}
        sources = _guessed(lines, begin, cited=cited)
        end = sources[0].line - 1 if sources else len(lines)

    notes: dict[int, SourceLine] = {}
    for source in sources:
        notes.setdefault(source.number, source)
    warnings = [
        *compare([(line, mark) for line, mark in marks if line <= end], notes),
        *(
            Remark(source.line, Kind.REPEATED, str(source.number))
            for source in sources
            if source is not notes[source.number]
        ),
        *_unfit(notes.values()),
    ]
    return Draft(
        title=title,
        body="\n".join(lines[begin:end]).strip("\n").rstrip(),
        standfirst=standfirst,
        notes=tuple(notes.values()),
        warnings=tuple(sorted(warnings, key=lambda remark: remark.line)),
        line=next((i + 1 for i in range(begin, end) if lines[i].strip()), begin),
    )


def _below_notices(lines: list[str], start: int) -> int:
    """Where the article goes on below what is told of it."""
    for i, line in enumerate(lines[start:], start):
        if line == TEXT:
            break
        if line == NOTICES:
            return i + 1
    return start


def _standfirst(lines: list[str], start: int) -> tuple[str, int]:
    """The paragraph that stands before the text, if one does, and where that begins."""
    if TEXT not in lines[start:]:
        return "", start
    end = lines.index(TEXT, start)
    said = "\n".join(lines[start:end]).strip()
    return ("", start) if _GAP.search(said) else (said, end + 1)


def _announced(lines: list[str]) -> tuple[int | None, list[SourceLine]]:
    """The line that says where the sources begin, and them; None if none does."""
    sources: list[SourceLine] = []
    for i in range(len(lines) - 1, -1, -1):
        if lines[i].strip() == SOURCES:
            return i, sources[::-1]
        if match := _SOURCE.fullmatch(lines[i]):
            sources.append(_source(i + 1, match))
        elif lines[i].strip():
            break
    return None, []


def _guessed(lines: list[str], start: int, *, cited: set[int]) -> list[SourceLine]:
    """The numbered sources at the end.

    A numbered list may also end an article that has none: then nothing cites it, and
    no line of it leads back.
    """
    sources: list[SourceLine] = []
    is_cited = False
    for i in range(len(lines) - 1, start - 1, -1):
        if not lines[i].strip():
            continue
        match = _SOURCE.fullmatch(lines[i])
        if match is None:
            break
        leads_back = _BACK_LINK.search(lines[i]) is not None
        number = int(match["number"])
        if sources and number >= sources[-1].number and not leads_back:
            break  # another list, just before the sources
        sources.append(_source(i + 1, match))
        is_cited = is_cited or leads_back or number in cited
    return sources[::-1] if is_cited else []


def _source(line: int, match: re.Match[str]) -> SourceLine:
    title, url = _BACK_LINK.sub("", match["rest"]).strip(), ""
    if address := _ADDRESS_LAST.search(title):
        url = address["url"] or ""
        title = title[: address.start()] or url
    return SourceLine(line, int(match["number"]), title, url)


def _unfit(notes: Iterable[SourceLine]) -> Iterator[Remark]:
    for note in notes:
        if not note.url and (found := _UNFIT_LAST.search(note.title)):
            yield Remark(note.line, Kind.UNFIT, found["typed"], number=note.number)


def compare(
    marks: Iterable[tuple[int, re.Match[str]]], notes: Mapping[int, SourceLine]
) -> Iterator[Remark]:
    """Marks without a source, marks with another count, sources without a mark."""
    counts: Counter[int] = Counter()
    for line, mark in marks:
        number, typed = int(mark["number"]), mark[0]
        if number not in notes:
            yield Remark(line, Kind.UNDEFINED, typed)
            continue
        use = counts[number]
        counts[number] += 1
        if int(mark["use"] or 0) != use:
            shown = f"[{number}:{use}]" if use else f"[{number}]"
            yield Remark(line, Kind.MISCOUNTED, typed, shown)
    for note in notes.values():
        if not counts[note.number]:
            said = str(note.number)
            yield Remark(note.line, Kind.UNCITED, said, number=note.number)
