"""One click mends what a check has found, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from articles import checks, mending, prose
from articles.checks import Finding, Kind
from articles.drafts import NoteDraft
from articles.mending import Sheet
from articles.mending.offers import for_address
from articles.mending.sheet import spots
from articles.prose import NoteRef

if TYPE_CHECKING:
    from collections.abc import Sequence

LONG = "So many words are said here and nobody knows who says them first " * 3


def row(number: int, title: str = "", url: str = "") -> dict[str, str]:
    url = url or f"https://example.org/{number}"
    return {"number": str(number), "title": title or f"Source {number}", "url": url}


def sheet(body: str, *rows: dict[str, str], **more: object) -> Sheet:
    return Sheet(body=body, rows=rows, **more)  # type: ignore[arg-type]


def found(at: Sheet) -> list[Finding]:
    notes = [
        NoteDraft(number=number, title=row.get("title", ""), url=row.get("url", ""))
        for number, row in at.standing.items()
    ]
    known = {n.number: NoteRef(n.number, n.title, n.url) for n in notes}
    return checks.find(at.body, notes, prose.render_article(at.body, notes=known))


def codes(at: Sheet, kind: Kind) -> list[str]:
    return [
        mend.code
        for finding in found(at)
        if finding.kind == kind
        for mend in mending.offered(finding, at)
    ]


def mended(at: Sheet, code: str, **options: int) -> Sheet:
    return mending.mend(code, at, **options)[0]


# -------------------------------------------------------------- A mark without a source
def test_an_undefined_mark_gets_a_row_or_goes() -> None:
    at = sheet("One [1]. Other [9].", row(1))

    assert codes(at, Kind.UNDEFINED) == ["add:9", "unmark:9"]
    assert mended(at, "add:9").rows == (row(1), {"number": "9"})
    assert mended(at, "unmark:9").body == "One [1]. Other."


def test_a_row_is_added_where_one_is_still_empty() -> None:
    at = sheet("Other [9].", row(1), {"DELETE": ""}, {})

    assert mended(at, "add:9").rows == (row(1), {"number": "9"}, {})


def test_a_removed_source_comes_back_as_it_was() -> None:
    at = sheet(
        "See [2].", struck={2: {"title": "The memo", "url": "https://x.example/"}}
    )

    assert codes(at, Kind.UNDEFINED)[0] == "add:2"
    back = mended(at, "add:2")
    assert back.rows == (
        {"number": "2", "title": "The memo", "url": "https://x.example/"},
    )
    assert found(back) == []


def test_the_one_source_that_nobody_cites_may_be_meant() -> None:
    at = sheet("One [1]. Other [9:1].", row(1), row(2))

    assert codes(at, Kind.UNDEFINED) == ["add:9", "cite:9:2", "unmark:9"]
    assert mended(at, "cite:9:2").body == "One [1]. Other [2]."
    assert "cite" not in "".join(codes(sheet("[9]", row(1), row(2)), Kind.UNDEFINED))


def test_brackets_in_code_stay() -> None:
    body = "A `list[9]`, [9] [9](https://x.example/) \\[9]\n\n```\n[9]\n```\n\n    [9]"

    assert mended(sheet(body), "unmark:9").body == body.replace(", [9] [", ", [", 1)


# ------------------------------------------------------------------ A source without one
def test_a_source_that_is_never_cited_is_cited_or_goes() -> None:
    at = sheet("One [1].\n\nThe end.", row(1), row(2))

    assert codes(at, Kind.UNCITED) == ["mark:2", "drop:2"]
    assert mended(at, "mark:2").body == "One [1].\n\nThe end [2]."
    assert mended(at, "drop:2").rows[1] == row(2) | {"DELETE": "on"}


def test_it_is_cited_where_the_editor_was() -> None:
    at = sheet("One claim. Another.", row(1))

    assert mended(at, "mark:1", cursor=9).body == "One claim [1]. Another."
    assert mended(at, "mark:1", cursor=10).body == "One claim. [1] Another."
    assert mended(at, "mark:1", cursor=999).body == "One claim. Another [1]."


@pytest.mark.parametrize(
    "body", ["", "# Heading", "```\ncode\n```", "- item", "    code", "---"]
)
def test_where_there_is_no_paragraph_the_mark_is_one(body: str) -> None:
    at = sheet(body, row(1))

    assert found(mended(at, "mark:1")) == []


def test_removing_is_called_striking_when_readers_know_the_number() -> None:
    at = sheet("None.", row(1), known=frozenset({1}))
    (finding,) = found(at)

    assert mending.offered(finding, at)[1].label == "Strike source 1"


# --------------------------------------------------------------------- The same one twice
def test_of_the_same_source_the_first_stays() -> None:
    twin = row(2, url="https://example.org/1")
    at = sheet("One [1], other [2], again [2:1].", row(1), twin)

    assert codes(at, Kind.REPEATED) == ["merge:2:1"]
    after = mended(at, "merge:2:1")
    assert after.body == "One [1], other [1], again [1]."
    assert list(after.standing) == [1]


def test_numbers_that_readers_know_are_not_made_one() -> None:
    twin = row(2, url="https://example.org/1")
    at = sheet("One [1], other [2].", row(1), twin, known=frozenset({1, 2}))

    assert codes(at, Kind.REPEATED) == []
    with pytest.raises(mending.Unfit):
        mending.mend("merge:2:1", at)


# ---------------------------------------------------------------------------- The others
def test_a_mark_is_written_as_it_will_show() -> None:
    at = sheet("One [1:4]. Two [1:1], three [1].\n\nFour [1:9].", row(1))

    assert codes(at, Kind.MISCOUNTED)[0] == "recount:1"
    assert (
        mended(at, "recount:1").body == "One [1]. Two [1:1], three [1].\n\nFour [1:3]."
    )


def test_a_paragraph_of_claims_is_offered_its_sources_those_not_cited_first() -> None:
    at = sheet(f"One [1].\n\n{LONG.rstrip()}.", row(1), row(2))
    (code, other) = codes(at, Kind.UNSOURCED)

    assert (code.split(":")[1], other.split(":")[1]) == ("2", "1")
    assert mended(at, code).body == f"One [1].\n\n{LONG.rstrip()} [2]."
    assert found(mended(at, code)) == []


def test_the_paragraph_is_found_again_where_lines_came_above_it() -> None:
    at = sheet(f"{LONG}", row(1))
    (code,) = codes(at, Kind.UNSOURCED)

    moved = sheet(f"Before.\n\n\nMore.\n\n{LONG}", row(1))
    assert mended(moved, code).body.rstrip().endswith("first [1]")


def test_of_two_paragraphs_that_say_the_same_the_one_that_was_found_is_meant() -> None:
    at = sheet(f"{LONG}\n\nAs said.\n\n{LONG}", row(1))

    _, second = codes(at, Kind.UNSOURCED)

    assert mended(at, second).body.rstrip().endswith("first [1]")
    assert mended(at, second).body.count("[1]") == 1


def test_what_is_no_longer_there_is_not_mended() -> None:
    at = sheet("One [1].", row(1))

    for code in (
        "unmark:9", "cite:9:1", "cite:1:9", "drop:9", "add:1", "merge:9:1", "merge:1:1",
        "mark:9", "mark:1:1:00000000", "mark:1:x:00000000", "recount:1", "https:7",
        "", "x", "unmark", "unmark:x", "unmark:1:2", "add:1234", "mark", "mark:1:2:3:4",
        "add:-1", "add:²",
    ):  # fmt: skip
        with pytest.raises(mending.Unfit):
            mending.mend(code, at)


def test_an_address_gets_the_beginning_it_lacks() -> None:
    at = sheet("One [1].", row(1, url="example.org/a"))

    (offer,) = for_address(0, "example.org/a")

    assert offer.code == "https:0"
    assert mended(at, offer.code).rows[0]["url"] == "https://example.org/a"
    assert found(mended(at, offer.code)) == []
    for hopeless in ("", " ", "not an address", "javascript:alert(1)", "ftp://x.org/"):
        assert for_address(0, hopeless) == []


# --------------------------------------------------------------------------- In general
MARKS = st.builds(
    lambda number, use: f"[{number}{use}]",
    st.integers(1, 5),
    st.sampled_from(["", "", ":1", ":2", ":7"]),
)
WORDS = st.sampled_from(
    ["says", "so", "it", "`a[1]`", "**bold**", "[2](https://x.example/)", "\\[3]", "é"]
)
SAID = st.lists(st.one_of(MARKS, WORDS), min_size=1, max_size=8).map(" ".join)
BLOCKS = st.one_of(
    SAID.map(lambda said: f"{said}."),
    SAID.map(lambda said: f"# {said}"),
    SAID.map(lambda said: f"> {said}"),
    SAID.map(lambda said: f"- {said}\n    - {said}"),
    SAID.map(lambda said: f"```\n{said}\n```"),
    SAID.map(lambda said: f"The text\n{said}\n    {said}"),
    st.just(LONG),
)
BODIES = st.lists(BLOCKS, min_size=1, max_size=5).map("\n\n".join)
ROWS = st.lists(
    st.tuples(st.integers(1, 6), st.integers(1, 6)),
    max_size=5,
    unique_by=lambda t: t[0],
)


@given(BODIES, ROWS)
def test_what_was_mended_is_not_found_again_and_the_words_are_the_same(
    body: str, listed: Sequence[tuple[int, int]]
) -> None:
    rows = [row(n, url=f"https://example.org/{place}") for n, place in listed]
    at = sheet(body, *rows)

    for finding in found(at):
        for offer in mending.offered(finding, at):
            if offer.code.startswith("add"):
                continue  # its row wants a title first
            after = mended(at, offer.code)
            assert told(finding) not in map(told, found(after)), offer
            assert words(after.body) == words(at.body)
            assert len(after.rows) == len(at.rows)


def told(finding: Finding) -> tuple[object, ...]:
    line = finding.line if finding.kind == Kind.UNSOURCED else 0
    return finding.kind, finding.number, finding.cites, line


def words(body: str) -> str:
    """All but the marks, and the space about them."""
    for spot in sorted(spots(body), reverse=True):
        body = body[: spot.start] + body[spot.end :]
    return "".join(body.split())
