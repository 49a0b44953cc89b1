"""An article written as text is read again as it was."""

from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st

from articles import plaintext
from articles.exports import texts
from articles.exports.entries import one_line
from articles.models import Article, Note, Source

LINES = st.sampled_from(
    [
        "A claim [1]. Another [2:1], [7].",
        "1. One",
        "2) Two",
        "  3. Three ↩︎",
        plaintext.SOURCES,
        plaintext.TEXT,
        "```",
        "    code[1]",
        "# A heading",
        "",
        "والمصدر [1].",
    ]
)
bodies = st.lists(LINES, max_size=6).map("\n".join).map(lambda body: body.strip("\n"))
titles = st.one_of(
    st.text(min_size=1, max_size=40),
    st.sampled_from(
        [
            "# Not a heading",
            "See https://x.example/",
            "See <https://x.example/>",
            "https://x.example/",
            "C--",
            "To be -",
            "1. First",
            "<>",
        ]
    ),
).filter(lambda title: one_line(title) and "↩" not in title)
addresses = st.sampled_from([None, "https://x.example/", "https://x.example/a?b=c"])
notes = st.lists(
    st.builds(
        Note,
        number=st.integers(1, 9),
        source=st.builds(Source, title=titles, url=addresses),
        uses=st.integers(0, 3),
    ),
    unique_by=lambda note: note.number,
    max_size=4,
).map(lambda listed: sorted(listed, key=lambda note: note.number))


def told(title: str, standfirst: str, body: str, listed: list[Note]) -> object:
    sources = [
        (note.number, one_line(note.source.title), note.source.url or "")
        for note in listed
    ]
    return one_line(title), standfirst, body.rstrip(), sources


def read(typed: str) -> object:
    draft = plaintext.parse(typed)
    sources = [(note.number, note.title, note.url) for note in draft.notes]
    return draft.title, draft.standfirst, draft.body, sources


@pytest.mark.parametrize("write", [texts.plain, texts.markdown])
@given(title=titles, body=bodies.filter(str.strip), listed=notes)
@example(title="A", body="[1]\n\n1. No source", listed=[])
@example(
    title="A", body="[2]\n\n1. One", listed=[Note(number=2, source=Source(title="S"))]
)
@example(title="A", body=plaintext.SOURCES, listed=[])
@example(title="A", body=f"One.\n\n{plaintext.TEXT}\n\nTwo.", listed=[])
def test_whatever_is_written_is_read_again(write, title, body, listed):
    article = Article(title=title, body=body)

    written = write(article, listed)

    assert read(written) == told(title, "", body, listed)


@given(title=titles, body=bodies.filter(str.strip), listed=notes)
def test_markdown_has_the_standfirst_and_a_plain_text_has_none(title, body, listed):
    article = Article(title=title, standfirst="In short:\n\nall.", body=body)

    marked, plain = texts.markdown(article, listed), texts.plain(article, listed)

    assert read(marked) == told(title, "In short:\nall.", body, listed)
    assert read(plain) == told(title, "", body, listed)


def article_with(*numbers: int) -> tuple[Article, list[Note]]:
    article = Article(title="The news", body="A claim [1].")
    listed = [
        Note(
            number=n, uses=2, source=Source(title=f"S{n}", url=f"https://x.example/{n}")
        )
        for n in numbers
    ]
    return article, listed


def test_markdown_has_a_heading_and_links():
    written = texts.markdown(*article_with(1, 2))

    assert written == (
        "# The news\n\nA claim [1].\n\n<!-- sources -->\n\n"
        "  1. S1 <https://x.example/1> ↩︎ ↩︎\n\n"
        "  2. S2 <https://x.example/2> ↩︎ ↩︎\n"
    )


def test_numbers_are_kept_by_a_reader_of_markdown_that_counts_on():
    written = texts.markdown(*article_with(2, 3, 5, 6, 9))

    signs = [line.split()[0] for line in written.splitlines() if "S" in line]
    assert signs == ["2.", "3.", "5)", "6)", "9."]


def test_a_struck_note_is_not_in_the_text():
    article, listed = article_with(1, 2)

    listed[1].is_struck = True

    assert texts.plain(article, listed) == (
        "The news\n\nA claim [1].\n\n  1. S1 https://x.example/1 ↩︎ ↩︎"
    )
