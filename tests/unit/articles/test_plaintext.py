"""An article as plain text: what is read from it, and what is warned of."""

from pathlib import Path

import pytest

from articles import plaintext, prose
from articles.plaintext import Kind, Remark, SourceLine

SAMPLE = Path(plaintext.__file__).parent / "sample/democratization-of-generative-ai.txt"


def warnings(text: str) -> list[Remark]:
    return list(plaintext.parse(text).warnings)


def test_the_sample_is_read_without_a_warning():
    draft = plaintext.parse(SAMPLE.read_text(encoding="utf-8"))

    assert draft.title.startswith("The Democratization of Generative AI: Open-Source")
    assert draft.body.endswith("target-specific AI landscape.")
    assert [(note.line, note.number, note.url) for note in draft.notes] == [
        (13, 1, ""),
        (15, 2, ""),
        (17, 3, ""),
    ]
    assert draft.notes[1].title == (
        "Uncertainty Surrounding the Future of Open-Source AI Models"
    )
    assert draft.warnings == ()


def test_the_sample_is_shown_with_six_citations_as_they_were_typed():
    draft = plaintext.parse(SAMPLE.read_text(encoding="utf-8"))
    notes = {
        note.number: prose.NoteRef(note.number, note.title) for note in draft.notes
    }

    rendered = prose.render_article(draft.body, notes=notes)

    labels = [use.label for use in rendered.uses]
    assert labels == ["1", "1:1", "2", "2:1", "3", "3:1"]
    assert (rendered.mismatched, rendered.unknown) == ((), ())
    assert not rendered.is_escaped


def test_the_marks_of_other_systems_at_the_edges_make_no_difference():
    text = SAMPLE.read_text(encoding="utf-8")

    foreign = "\ufeff\r\n" + text.replace("\n", "\r\n")

    assert plaintext.parse(foreign).body == plaintext.parse(text).body
    assert plaintext.parse(foreign).title == plaintext.parse(text).title


def test_an_article_may_have_no_sources():
    draft = plaintext.parse("# Title\n\nA paragraph.\n\nAnother.\n")

    assert draft == plaintext.Draft("Title", "A paragraph.\n\nAnother.")


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff"])
def test_an_empty_text_is_an_empty_draft(text):
    assert plaintext.parse(text) == plaintext.Draft("", "")


def test_a_title_alone_is_a_title():
    assert plaintext.parse("Title") == plaintext.Draft("Title", "")


def test_an_article_may_have_sixty_sources():
    body = " ".join(f"Claim [{n}]." for n in range(1, 61))
    sources = "\n".join(f"{n}. Source {n} ↩︎" for n in range(1, 61))

    draft = plaintext.parse(f"Title\n\n{body}\n\n{sources}")

    assert [note.number for note in draft.notes] == list(range(1, 61))
    assert draft.notes[59].title == "Source 60"
    assert draft.warnings == ()


@pytest.mark.parametrize(
    ("typed", "title", "url"),
    [
        ("A title ↩︎ ↩︎", "A title", ""),
        ("A title ↩", "A title", ""),
        ("A title https://x.example/a ↩︎", "A title", "https://x.example/a"),
        ("A title <https://x.example/a> ↩︎", "A title", "https://x.example/a"),
        ("A title — https://x.example/a", "A title", "https://x.example/a"),
        ("https://x.example/a ↩︎", "https://x.example/a", "https://x.example/a"),
        ("On https://x.example and after", "On https://x.example and after", ""),
        ("A title HTTPS://x.example/a", "A title", "HTTPS://x.example/a"),
    ],
)
def test_a_source_may_carry_its_address(typed, title, url):
    draft = plaintext.parse(f"Title\n\nA [1].\n\n  1. {typed}")

    assert draft.notes == (SourceLine(5, 1, title, url),)


def test_sources_without_a_way_back_are_known_by_being_cited():
    draft = plaintext.parse("Title\n\nA [2].\n\n1. One\n2. Two")

    assert [note.title for note in draft.notes] == ["One", "Two"]


def test_a_numbered_list_that_nothing_cites_is_part_of_the_article():
    draft = plaintext.parse("Title\n\nTwo things:\n\n1. One\n2. Two")

    assert draft.notes == ()
    assert draft.body == "Two things:\n\n1. One\n2. Two"


def test_a_numbered_list_before_the_sources_is_part_of_the_article():
    draft = plaintext.parse("Title\n\nA [1].\n\n1. One\n2. Two\n\n1. Source ↩︎")

    assert draft.notes == (SourceLine(8, 1, "Source"),)
    assert draft.body.endswith("2. Two")


def test_a_mark_that_will_show_otherwise_is_warned_of():
    text = "Title\n\nA [1].\nB [1].\n\nC [1:1].\n\n1. One ↩︎"

    assert warnings(text) == [
        Remark(4, Kind.MISCOUNTED, "[1]", "[1:1]"),
        Remark(6, Kind.MISCOUNTED, "[1:1]", "[1:2]"),
    ]
    assert warnings("Title\n\nA [1:1].\n\n1. One") == [
        Remark(3, Kind.MISCOUNTED, "[1:1]", "[1]")
    ]


def test_a_mark_without_a_source_is_warned_of():
    text = "Title\n\nA [1].\n\nB [7].\n\n1. One"

    assert warnings(text) == [Remark(5, Kind.UNDEFINED, "[7]")]


def test_a_source_that_is_never_cited_is_warned_of():
    text = "Title\n\nA [1].\n\n1. One\n2. Two"

    assert warnings(text) == [Remark(6, Kind.UNCITED, "2")]


def test_a_source_listed_twice_is_warned_of():
    text = "Title\n\nA [1].\n\n1. One ↩︎\n1. Two ↩︎"

    assert warnings(text) == [Remark(6, Kind.REPEATED, "1")]
    assert plaintext.parse(text).notes == (SourceLine(5, 1, "One"),)


@pytest.mark.parametrize(
    "typed",
    ["javascript:alert(1)", "ftp://x.example/a", "mailto:a@x.example", "www.x.example"],
)
def test_what_was_meant_for_an_address_and_is_none_is_warned_of(typed):
    for written in (typed, f"<{typed}>"):
        text = f"Title\n\nA [1].\n\n1. One {written} ↩︎"

        assert warnings(text) == [Remark(5, Kind.UNFIT, typed)]
        assert plaintext.parse(text).notes[0].title == f"One {written}"


@pytest.mark.parametrize("title", ["On data: a review", "Part 2:one", "A: B"])
def test_a_colon_in_a_title_is_none(title):
    assert warnings(f"Title\n\nA [1].\n\n1. {title} ↩︎") == []


@pytest.mark.parametrize(
    "code",
    [
        "Read `a[7]` and ``b[8] ` c[9]``.",
        "```python\na[7] = b[8]\n```",
        "~~~\na[7]\n```\nb[8]\n~~~",
        "    a[7]",
        "a[0], a[i], [7](https://x.example/)",
    ],
)
def test_brackets_in_code_are_no_marks(code):
    assert warnings(f"Title\n\nA [1].\n\n{code}\n\n1. One") == []


def test_a_mark_after_code_counts():
    assert warnings("Title\n\n```\na\n```\n\nA [7].") == [
        Remark(7, Kind.UNDEFINED, "[7]")
    ]


def test_unseen_characters_are_left_out():
    assert plaintext.parse("Ti\x00tle\n\nA\x07 b.").title == "Title"
