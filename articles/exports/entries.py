"""A source as every form of reference list needs it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from articles import cleaning, dates
from articles.dates import UNKNOWN
from articles.models import SourceKind

from . import authors, keys

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from articles.dates import Published
    from articles.models import Note, Source

    from .authors import Author

_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_ARXIV = re.compile(r"^arxiv:\s*", re.IGNORECASE)
# What an address never has unencoded, and what would end a line or a value around it.
_UNFIT = re.compile(r'[\s\x00-\x1f\x7f<>"\\^`{|}]')
WORDS = 3  # of a title, where nothing else names a source


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One source, everything of it on one line. What is not known is empty."""

    key: str
    number: int  # of its note: what the article cites it by
    kind: SourceKind
    title: str
    authors: tuple[Author, ...] = ()
    published: Published = UNKNOWN
    publisher: str = ""
    url: str = ""
    accessed: date | None = None
    archived_url: str = ""
    doi: str = ""
    arxiv_id: str = ""
    language: str = ""
    note: str = ""


def entries_of(notes: Iterable[Note]) -> list[Entry]:
    """The sources that an article stands on, by number.

    A struck note is left out: the article no longer leans on its source, and who cites
    the article's sources would claim that it does. It still has its key, so that the
    keys of the others stay as they were.
    """
    listed = list(notes)
    known = keys.unique(_stem(note.source, number=note.number) for note in listed)
    return [
        _entry(note.source, key=key, number=note.number)
        for note, key in zip(listed, known, strict=True)
        if not note.is_struck
    ]


def one_line(text: str) -> str:
    """The text without ends of line, or anything else that cannot be seen."""
    return " ".join(cleaning.tidy(text).split())


def _stem(source: Source, *, number: int) -> str:
    written_by = authors.read(source.authors)
    return keys.stem(
        written_by[0].family or written_by[0].literal if written_by else "",
        source.host,
        "".join(source.title.split()[:WORDS]),
        year=dates.read(source.published).year,
        number=number,
    )


def _entry(source: Source, *, key: str, number: int) -> Entry:
    return Entry(
        key=key,
        number=number,
        kind=SourceKind(source.kind),
        title=one_line(source.title),
        authors=authors.read(one_line(source.authors)),
        published=dates.read(one_line(source.published)),
        publisher=one_line(source.publisher),
        url=_address(source.url or ""),
        accessed=source.accessed,
        archived_url=_address(source.archived_url),
        doi=_address(_DOI.sub("", source.doi)),
        arxiv_id=_address(_ARXIV.sub("", source.arxiv_id)),
        language=one_line(source.language),
        note=one_line(source.note),
    )


def _address(typed: str) -> str:
    return _UNFIT.sub(lambda sign: quote(sign[0]), typed.strip())
