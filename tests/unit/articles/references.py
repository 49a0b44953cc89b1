"""Sources of every kind, and how other programs read what is written of them."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import rispy
from hypothesis import strategies as st
from pybtex.database import parse_string

from articles import exports
from articles.exports.entries import one_line
from articles.models import Note, Source, SourceKind

if TYPE_CHECKING:
    from pybtex.database import Entry, Person

AWKWARD = "{}\\%&$#_~^\"'`@,;=-/<>[]()* \t\n\r\u2028aB9éß😀א\u200fب中"
words = st.one_of(
    st.text(min_size=1, max_size=60),
    st.text(alphabet=AWKWARD, min_size=1, max_size=60),
)
# What is left of them on one line.
titles = words.map(one_line).filter(bool)
name_parts = words.map(lambda word: one_line(re.sub("[,;]", "", word))).filter(bool)
people = st.lists(name_parts, min_size=1, max_size=3).map(", ".join)
addresses = st.sampled_from(
    [
        "https://x.example/",
        "https://x.example/a%20b_c~d?e=%C3%A9&f=#g",
        "https://x.example/a;b,c(d)'e'!$*+@:",
        "http://[2001:db8::1]:8080/",
    ]
)
days = st.one_of(
    st.dates(min_value=date(1000, 1, 1)).map(date.isoformat),
    st.dates(min_value=date(1000, 1, 1)).map(lambda day: f"{day:%Y-%m}"),
    st.integers(1000, 2100).map(str),
    st.sampled_from(["", "c. 1843", "May 2023", "in press", "2023-99"]),
)
sources = st.builds(
    Source,
    title=words.filter(one_line),
    kind=st.sampled_from(SourceKind.values),
    authors=st.lists(people, max_size=3).map("; ".join),
    publisher=st.one_of(st.just(""), words),
    published=days,
    url=st.one_of(st.none(), addresses),
    accessed=st.one_of(st.none(), st.dates(min_value=date(1000, 1, 1))),
    archived_url=st.one_of(st.just(""), addresses),
    doi=st.sampled_from(["", "10.1000/a_b(c)<1::d>%", "https://doi.org/10.1000/x"]),
    arxiv_id=st.sampled_from(["", "2301.00001v2", "arXiv:hep-th/9901001"]),
    language=st.sampled_from(["", "en", "ar"]),
    note=st.one_of(st.just(""), words),
)


def noted(*listed: Source) -> list[Note]:
    return [Note(number=n, source=source) for n, source in enumerate(listed, start=1)]


def entries(*listed: Source) -> list[Any]:
    return exports.entries_of(noted(*listed))


def authors_of(source: Source) -> list[list[str]]:
    """Each author as the parts that were typed."""
    return [
        [one_line(part) for part in name.split(",")]
        for name in source.authors.split(";")
        if name.strip()
    ]


_NAMED = {
    "backslash": "\\", "asciitilde": "~", "asciicircum": "^", "braceleft": "{",
    "braceright": "}",
}  # fmt: skip


def as_typeset(value: str) -> str:
    """What LaTeX would print of a value."""

    def printed(match: re.Match[str]) -> str:
        return _NAMED[match[1]] if match[1] else match[2] or ""

    return re.sub(r"\\text([a-z]+)\{\}|\\([#$%&_{}])|[{}]", printed, value)


def bibtex(*listed: Source) -> list[tuple[str, Entry]]:
    written = exports.bibtex.write(entries(*listed))
    return list(parse_string(written, "bibtex").entries.items())


def parts_of(person: Person) -> list[str]:
    """Family, given names, what comes after them: as far as there are any."""
    parts = (
        [*person.prelast_names, *person.last_names],
        [*person.first_names, *person.middle_names],
        person.lineage_names,
    )
    return [as_typeset(" ".join(part)) for part in parts if part]


def ris(*listed: Source) -> list[dict[str, Any]]:
    written = exports.ris.write(entries(*listed))
    # An address may have a semicolon in it: one to a line, and no line has two.
    read = rispy.loads(written, newline="\r\n", delimiter_tags_mapping={})
    return list(read)


def csl(*listed: Source) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(exports.csl.write(entries(*listed)))
    return items
