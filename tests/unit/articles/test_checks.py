"""Citation checks: what an editor is told, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from articles import checks, prose
from articles.drafts import NoteDraft
from articles.prose import NoteRef

if TYPE_CHECKING:
    from articles.checks import Finding

LONG = "So many words " * 10
EXAMPLE = "https://example.org/"


def note(number: int, title: str = "", url: str = EXAMPLE, **known: str) -> NoteDraft:
    address = f"{url}{number}" if url == EXAMPLE else url
    title = title or f"Source {number}"
    return NoteDraft(number=number, title=title, url=address, **known)


def found(body: str, *notes: NoteDraft) -> list[Finding]:
    known = {n.number: NoteRef(n.number, n.title, n.url) for n in notes}
    return checks.find(body, notes, prose.render_article(body, notes=known))


def errors(findings: list[Finding]) -> list[str]:
    return [str(finding) for finding in findings if finding.is_error]


def warnings(findings: list[Finding]) -> list[str]:
    return [str(finding) for finding in findings if not finding.is_error]


def test_a_text_that_cites_each_of_its_sources_needs_no_mending() -> None:
    assert found("One says so [1].\n\nSo does another [2].", note(1), note(2)) == []


def test_a_mark_without_a_source_is_an_error_on_its_line() -> None:
    findings = found("One says so [1].\n\nAnother does [4:1].", note(1))

    assert errors(findings) == ["Line 3: [4] has no source."]


def test_a_mark_in_code_is_no_mark() -> None:
    assert found("Take `list[1]` of it.") == []


def test_a_mark_in_a_list_within_a_list_is_one() -> None:
    assert errors(found("- One\n\n    - Two [1]", note(1))) == []


def test_a_source_that_is_never_cited_is_an_error_in_its_row() -> None:
    (finding,) = found("One says so [1].", note(1), note(2))

    assert finding.is_error
    assert finding.number == 2
    assert finding.message == "Source 2 is never cited."


def test_two_spellings_of_one_address_are_the_same_source() -> None:
    twin = note(2, url="HTTPS://Example.org:443/1?utm_source=x#top")

    findings = found("One [1], other [2].", note(1), twin)

    assert errors(findings) == ["Source 2 is the same as source 1."]


def test_without_an_address_the_same_title_is_the_same_source() -> None:
    findings = found(
        "One [1], other [2].", note(1, "The  Memo", url=""), note(2, "the memo", url="")
    )

    assert errors(findings) == ["Source 2 is the same as source 1."]


@pytest.mark.parametrize("known", [{"publisher": "Press"}, {"year": "2024"}])
def test_one_title_may_name_two_works(known: dict[str, str]) -> None:
    first = note(1, "Memo", url="", publisher="Lab", year="2023")
    other = {"publisher": "Lab", "year": "2023", **known}

    findings = found("One [1], other [2].", first, note(2, "Memo", url="", **other))

    assert errors(findings) == []


def test_of_one_publisher_and_year_the_same_title_is_the_same_source() -> None:
    findings = found(
        "One [1], other [2].",
        note(1, "Memo", url="", publisher="Lab", year="2023"),
        note(2, "memo", url="", publisher="LAB", year="2023"),
    )

    assert errors(findings) == ["Source 2 is the same as source 1."]


def test_two_sources_at_two_addresses_may_share_a_title() -> None:
    assert found("One [1], other [2].", note(1, "Memo"), note(2, "Memo")) == []


def test_a_source_without_an_address_is_worth_a_warning() -> None:
    (finding,) = found("One says so [1].", note(1, url=""))

    assert not finding.is_error
    assert finding.field == "url"
    assert finding.number == 1


def test_a_malformed_address_is_an_error_in_its_row() -> None:
    for address in ("example.org", "ftp://example.org/", "https://exa mple.org"):
        (finding,) = found("One says so [1].", note(1, url=address))

        assert finding.is_error
        assert (finding.number, finding.field) == (1, "url")


def test_a_paragraph_of_claims_without_a_source_is_worth_a_warning() -> None:
    findings = found(f"One says so [1].\n\n{LONG}\n{LONG}", note(1))

    assert warnings(findings) == ["Line 3: This paragraph names no source."]


def test_headings_quotations_lists_tables_and_code_make_no_claims() -> None:
    for body in (
        f"# {LONG}",
        f"> {LONG}",
        f"- {LONG}",
        f"1. {LONG}",
        f"| {LONG} |",
        f"    {LONG}",
        f"\t{LONG}",
        f'[memo]: {EXAMPLE} "{LONG}"',
        f"```\n{LONG}\n\n{LONG}\n```",
        f"~~~\n```\n{LONG}\n~~~",
    ):
        assert found(body) == [], body


def test_a_typed_count_that_will_change_is_worth_a_warning_on_its_line() -> None:
    findings = found("One [1].\n\nAgain [1:7].", note(1))

    assert warnings(findings) == ["Line 3: [1:7] will show as [1:1]."]


def test_a_count_typed_twice_names_no_line_for_nobody_knows_which() -> None:
    findings = found("One [1].\n\nAgain [1:1], and again [1:1].", note(1))

    assert warnings(findings) == ["[1:1] will show as [1:2]."]


def test_errors_come_before_warnings() -> None:
    findings = found(f"{LONG}\n\nOne [1], other [9].", note(1, url=""))

    assert [finding.is_error for finding in findings] == [True, False, False]


def test_marks_are_not_judged_in_a_text_that_could_not_be_rendered() -> None:
    findings = checks.find("One [9].", [note(1)], prose.escaped("One [9]."))

    assert [finding.is_error for finding in findings] == [False]
    assert "could not be rendered" in str(findings[0])


def told(body: str, *notes: NoteDraft) -> list[str]:
    return [str(finding) for finding in checks.find_unrendered(body, notes)]


def test_a_text_that_is_not_rendered_is_judged_by_what_was_typed() -> None:
    body = "One says so [1].\n\nAnother does [4:1], and [4]."

    findings = told(body, note(1), note(2), note(3, url="ftp://example.org/"))

    assert findings == [
        "Line 3: [4] has no source.",
        "Source 2 is never cited.",
        "Source 3 is never cited.",
        "The address of source 3 is none on the web.",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "```\n[7]\n```",
        "    [7]",
        "Take `list[7]`.",
        r"An escaped \[7].",
        "A [7](https://example.org/).",
    ],
)
def test_what_is_no_mark_for_certain_keeps_nothing_back(body: str) -> None:
    assert told(body) == []


def test_a_mark_that_might_be_one_is_enough_to_be_cited() -> None:
    assert told("- One\n\n    - Two [1]", note(1)) == []


def test_a_warning_waits_for_the_rendering() -> None:
    assert told("One [1].", note(1, url="")) == []
