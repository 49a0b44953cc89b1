"""Sources as BibTeX: what a program that knows it reads in them."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given

from articles import exports
from articles.exports.entries import one_line
from articles.models import Source, SourceKind
from tests.unit.articles.references import (
    as_typeset,
    authors_of,
    bibtex,
    entries,
    parts_of,
    sources,
)


@given(sources)
@example(Source(title="} unbalanced {", authors="A and B; others, ; and, And"))
@example(Source(title="{", authors="{, }; \\, %"))
@example(Source(title="100 % of C:\\temp_1 & {more} @misc{x, y = 1}", authors="~, ^"))
def test_bibtex_is_read_back_with_title_authors_year_and_address(source):
    ((_key, entry),) = bibtex(source)

    assert as_typeset(entry.fields["title"]) == one_line(source.title)
    known = [parts_of(person) for person in entry.persons.get("author", [])]
    assert known == [[p for p in name if p] for name in authors_of(source)]
    year = source.published[:4] if source.published[:1].isdigit() else ""
    if source.published.endswith("99"):
        year = source.published
    assert as_typeset(entry.fields.get("year", "")) == (year or source.published)
    assert entry.fields.get("url") == source.url


def test_bibtex_has_all_that_is_known_of_a_source():
    source = Source(
        title="Attention & more",
        kind=SourceKind.PAPER,
        authors="Vaswani, Ashish; Google Brain",
        publisher="NeurIPS",
        published="2017-06-12",
        url="https://arxiv.org/abs/1706.03762",
        accessed=date(2024, 1, 2),
        archived_url="https://web.archive.org/web/2024/x",
        doi="10.48550/arXiv.1706.03762",
        arxiv_id="1706.03762",
        language="en",
        note="Read it.",
    )

    assert exports.bibtex.write(entries(source)) == (
        "@article{vaswani2017,\n"
        "  title = {{Attention \\& more}},\n"
        "  author = {Vaswani, Ashish and {Google Brain}},\n"
        "  journal = {NeurIPS},\n"
        "  year = {2017},\n"
        "  language = {en},\n"
        "  note = {Read it.},\n"
        "  month = jun,\n"
        "  day = {12},\n"
        "  doi = {10.48550/arXiv.1706.03762},\n"
        "  eprint = {1706.03762},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/1706.03762},\n"
        "  urldate = {2024-01-02},\n"
        "  archiveurl = {https://web.archive.org/web/2024/x},\n"
        "  label = {1},\n"
        "}\n"
    )
