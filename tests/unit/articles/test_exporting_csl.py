"""Sources as CSL-JSON: what a citation processor reads in them."""

from __future__ import annotations

import warnings
from datetime import date

from citeproc.source.json import CiteProcJSON
from hypothesis import given, strategies as st

from articles.exports.entries import one_line
from articles.models import Source, SourceKind
from tests.unit.articles.references import authors_of, csl, sources

# Of CSL 1.0.2: what an item may have, of all that there is, and what ours may be.
CSL_NAMES = {
    "DOI", "URL", "accessed", "archive", "archive_location", "author", "container-title",
    "custom", "genre", "id", "issued", "language", "note", "number", "publisher",
    "title", "type",
}  # fmt: skip
CSL_TYPES = {
    "article-journal", "article-newspaper", "dataset", "document", "motion_picture",
    "report", "software", "webpage",
}  # fmt: skip


@given(sources)
def test_csl_is_read_back_and_has_only_what_its_schema_knows(source):
    (item,) = csl(source)

    assert item.keys() <= CSL_NAMES
    assert item["type"] in CSL_TYPES
    assert item["title"] == one_line(source.title)
    names = [list(name.values()) for name in item.get("author", [])]
    assert names == [[p for p in name if p] for name in authors_of(source)]
    assert item.get("URL") == source.url
    assert item["custom"] == {"number": 1}
    for day in (item.get("issued", {}), item.get("accessed", {})):
        assert day.keys() <= {"date-parts", "literal"}
        parts = day.get("date-parts", [[1]])
        assert all(isinstance(part, int) for part in parts[0])
        assert 1 <= len(parts[0]) <= 3


@given(st.lists(sources, max_size=5))
def test_a_citation_processor_knows_every_word_of_it(listed):
    items = csl(*listed)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", message=".*unsupported: custom$")
        read = CiteProcJSON(items)

    assert list(read) == [item["id"] for item in items]


def test_csl_tells_people_from_organisations_and_keeps_the_precision_of_a_date():
    source = Source(
        title="The memo",
        kind=SourceKind.MEMO,
        authors="King, Martin Luther, Jr.; OpenAI",
        published="2023-05",
        publisher="Google",
        accessed=date(2024, 1, 2),
        archived_url="https://web.archive.org/web/2024/x",
        arxiv_id="1706.03762",
    )

    (item,) = csl(source)

    assert item == {
        "id": "king2023",
        "type": "report",
        "genre": "Memo",
        "title": "The memo",
        "author": [
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"literal": "OpenAI"},
        ],
        "issued": {"date-parts": [[2023, 5]]},
        "publisher": "Google",
        "number": "arXiv:1706.03762",
        "accessed": {"date-parts": [[2024, 1, 2]]},
        "archive": "web.archive.org",
        "archive_location": "https://web.archive.org/web/2024/x",
        "custom": {"number": 1},
    }
