"""Sources as RIS: what a program that knows it reads in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given

from articles.exports.entries import one_line
from articles.models import Source
from tests.unit.articles.references import authors_of, ris, sources


@given(sources)
@example(Source(title="TY  - JOUR\r\nER  - \r\nTI  - Another", authors="ER  - "))
def test_ris_is_read_back_with_title_authors_year_and_address(source):
    (record,) = ris(source)

    assert record["title"] == one_line(source.title)
    known = [", ".join(p for p in name if p) for name in authors_of(source)]
    assert record.get("authors", []) == known
    year = re.search(r"\d{4}", source.published)
    assert record.get("year") == (year[0] if year else None)
    assert record.get("urls", []) == ([source.url] if source.url else [])


@pytest.mark.parametrize(
    ("published", "year", "day"),
    [
        ("2023", "2023", None),
        ("2023-05", "2023", "2023/05//"),
        ("2023-05-04", "2023", "2023/05/04/"),
        ("c. 1843", "1843", "1843///c. 1843"),
        ("in press", None, "///in press"),
    ],
)
def test_ris_tells_the_day_as_precisely_as_it_is_known(published, year, day):
    (record,) = ris(Source(title="A memo", published=published))

    assert (record.get("year"), record.get("date")) == (year, day)
