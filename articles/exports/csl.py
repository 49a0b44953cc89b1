"""Sources as CSL-JSON, which citation processors read. Pure.

An item has only what its schema knows; the number that the article cites a source by is
none of that, and lies in `custom`, which is for whatever else is known.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from articles import links
from articles.models import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.dates import Published

    from .authors import Author
    from .entries import Entry

# What the form calls each kind, and where it puts the publisher.
_FORMS = {
    SourceKind.MEMO: ("report", "publisher"),
    SourceKind.PAPER: ("article-journal", "container-title"),
    SourceKind.REPORT: ("report", "publisher"),
    SourceKind.NEWS: ("article-newspaper", "container-title"),
    SourceKind.CODE: ("software", "publisher"),
    SourceKind.DATA: ("dataset", "publisher"),
    SourceKind.VIDEO: ("motion_picture", "publisher"),
}
_ON_THE_WEB, _ANYWHERE = ("webpage", "container-title"), ("document", "publisher")


def write(entries: Iterable[Entry]) -> str:
    """A list of items, in UTF-8."""
    items = [item(entry) for entry in entries]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def item(entry: Entry) -> dict[str, Any]:
    """One source, without what is not known of it."""
    other = _ON_THE_WEB if entry.url else _ANYWHERE
    form, publisher = _FORMS.get(entry.kind, other)
    known = {
        "id": entry.key,
        "type": form,
        "genre": "Memo" if entry.kind == SourceKind.MEMO else "",
        "title": entry.title,
        "author": [_name(author) for author in entry.authors],
        "issued": _date(entry.published),
        publisher: entry.publisher,
        "DOI": entry.doi,
        "number": f"arXiv:{entry.arxiv_id}" if entry.arxiv_id else "",
        "URL": entry.url,
        "accessed": _parts(entry.accessed.timetuple()[:3]) if entry.accessed else {},
        "archive": links.host(entry.archived_url),
        "archive_location": entry.archived_url,
        "language": entry.language,
        "note": entry.note,
        "custom": {"number": entry.number},
    }
    return {name: value for name, value in known.items() if value}


def _name(author: Author) -> dict[str, str]:
    return {part: name for part, name in author._asdict().items() if name}


def _date(published: Published) -> dict[str, Any]:
    if published.parts:
        return _parts(published.parts)
    return {"literal": published.words} if published.words else {}


def _parts(parts: tuple[int, ...]) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}
