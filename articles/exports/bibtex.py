r"""Sources as BibTeX, which LaTeX and most reference managers read. Pure.

What TeX would read as a command is escaped, letters of every script stay what they are,
in UTF-8. Braces are BibTeX's own marks, escaped or not: those that pair up are written
`\{`, which everybody reads, others by their names, which leave no value open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articles.models import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .authors import Author
    from .entries import Entry

# What the form calls each kind, and where it puts the publisher.
_FORMS = {
    SourceKind.MEMO: ("techreport", "institution"),
    SourceKind.PAPER: ("article", "journal"),
    SourceKind.REPORT: ("techreport", "institution"),
    SourceKind.NEWS: ("article", "journal"),
}
_OTHER = ("misc", "howpublished")
_TYPES = {SourceKind.MEMO: "Memo", SourceKind.REPORT: "Report"}

# fmt: off
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec",
)
# fmt: on
_COMMANDS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: rf"\{sign}" for sign in "#$%&_"},
}
_PAIRED = str.maketrans(_COMMANDS | {"{": r"\{", "}": r"\}"})
_UNPAIRED = str.maketrans(
    _COMMANDS | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
)
# What would be read as the edge of a name, or as a command.
_SPLITS = re.compile(r"[,\\{}]|\band\b", re.IGNORECASE)


def write(entries: Iterable[Entry]) -> str:
    """One record a source, its number as `label`."""
    return "\n".join(map(_record, entries))


def _record(entry: Entry) -> str:
    form, _publisher = _FORMS.get(entry.kind, _OTHER)
    fields = [f"  {name} = {value},\n" for name, value in _fields(entry)]
    return f"@{form}{{{entry.key},\n{''.join(fields)}}}\n"


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    # Twice in braces: which of its words are names, and keep their capitals, is not known.
    yield "title", f"{{{{{_escaped(entry.title)}}}}}"
    if entry.authors:
        yield "author", f"{{{' and '.join(map(_name, entry.authors))}}}"
    for name, value in _texts(entry).items():
        if value:
            yield name, f"{{{_escaped(value)}}}"
    if len(entry.published.parts) > 1:
        yield "month", _MONTHS[entry.published.parts[1] - 1]
    for name, value in _verbatim(entry).items():
        if value:
            yield name, f"{{{value}}}"


def _texts(entry: Entry) -> dict[str, str]:
    _form, publisher = _FORMS.get(entry.kind, _OTHER)
    return {
        publisher: entry.publisher,
        "type": _TYPES.get(entry.kind, ""),
        "year": entry.published.words or entry.published.year,
        "language": entry.language,
        "note": entry.note,
    }


def _verbatim(entry: Entry) -> dict[str, str]:
    """What is no prose: escaping would make another address of an address."""
    day = entry.published.parts[2:]
    return {
        "day": str(day[0]) if day else "",
        "doi": entry.doi,
        "eprint": entry.arxiv_id,
        "archiveprefix": "arXiv" if entry.arxiv_id else "",
        "url": entry.url,
        "urldate": entry.accessed.isoformat() if entry.accessed else "",
        "archiveurl": entry.archived_url,
        "label": str(entry.number),
    }


def _name(author: Author) -> str:
    if author.literal:
        return f"{{{_escaped(author.literal)}}}"
    parts = (author.family, author.suffix, author.given)
    return ", ".join(_part(part) for part in parts if part)


def _part(name: str) -> str:
    escaped = _escaped(name)
    return f"{{{escaped}}}" if _SPLITS.search(escaped) else escaped


def _escaped(text: str) -> str:
    return text.translate(_PAIRED if _pairs_up(text) else _UNPAIRED)


def _pairs_up(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0
