"""Sources as RIS, which reference managers import: one tag and one value to a line. Pure.

A value has no end of line in it, so none can be taken for a tag. Lines end as the form
has it, with CR and LF; the text is UTF-8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from articles.models import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from articles.dates import Published

    from .entries import Entry

END = "\r\n"

# What the form calls each kind, and where it puts the publisher.
_FORMS = {
    SourceKind.MEMO: ("RPRT", "PB"),
    SourceKind.PAPER: ("JOUR", "T2"),
    SourceKind.REPORT: ("RPRT", "PB"),
    SourceKind.NEWS: ("NEWS", "T2"),
    SourceKind.CODE: ("COMP", "PB"),
    SourceKind.DATA: ("DATA", "PB"),
    SourceKind.VIDEO: ("VIDEO", "PB"),
}
_ON_THE_WEB, _ANYWHERE = ("ELEC", "PB"), ("GEN", "PB")


def write(entries: Iterable[Entry]) -> str:
    """One record a source, its number as `LB`."""
    return END.join(map(_record, entries))


def _record(entry: Entry) -> str:
    lines = [f"{tag}  - {value}{END}" for tag, value in _lines(entry) if value]
    return "".join([*lines, f"ER  - {END}"])


def _lines(entry: Entry) -> Iterator[tuple[str, str]]:
    other = _ON_THE_WEB if entry.url else _ANYWHERE
    form, publisher = _FORMS.get(entry.kind, other)
    yield "TY", form
    yield "ID", entry.key
    yield "LB", str(entry.number)
    yield "TI", entry.title
    for author in entry.authors:
        yield "AU", author.in_order
    yield "PY", entry.published.year
    yield "DA", _day(entry.published)
    yield publisher, entry.publisher
    yield "M3", "Memo" if entry.kind == SourceKind.MEMO else ""
    yield "DO", entry.doi
    yield "AN", f"arXiv:{entry.arxiv_id}" if entry.arxiv_id else ""
    yield "UR", entry.url
    yield "Y2", entry.accessed.strftime("%Y/%m/%d/") if entry.accessed else ""
    yield "AV", entry.archived_url
    yield "LA", entry.language
    yield "N1", entry.note


def _day(published: Published) -> str:
    """Year, month, day and words between three strokes; a year alone has its own tag."""
    if published.words:
        return f"{published.year}///{published.words}"
    if len(published.parts) < 2:
        return ""
    year, month, *day = (f"{part:02}" for part in published.parts)
    return f"{year:0>4}/{month}/{''.join(day)}/"
