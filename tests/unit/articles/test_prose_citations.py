"""Marks: first use [1], later uses [1:1], [1:2]; their notes and their way back."""

import html5lib
import pytest

from articles import prose
from articles.prose import NoteRef, Use

MEMO = NoteRef(1, "The memo", "https://www.example.org/memo", "/articles/x/#fn1")
STUDY = NoteRef(2, "The <study> &amp; more", href="/articles/x/#fn2")
NOTES = {1: MEMO, 2: STUDY}


def article(text: str) -> prose.Rendered:
    return prose.render_article(text, notes=NOTES)


def reply(text: str) -> prose.Rendered:
    return prose.render_reply(text, notes=NOTES)


def marks(html: str) -> list[tuple[str, str, str]]:
    links = html5lib.parseFragment(html, namespaceHTMLElements=False).iter("a")
    return [
        (link.text, link.get("id"), link.get("href"))
        for link in links
        if link.get("class") == "cite"
    ]


def test_the_first_use_is_plain_and_later_uses_are_counted():
    assert marks(article("A [1], b [1], c [2], d [1].").html) == [
        ("[1]", "fnref1", "#fn1"),
        ("[1:1]", "fnref1:1", "#fn1"),
        ("[2]", "fnref2", "#fn2"),
        ("[1:2]", "fnref1:2", "#fn1"),
    ]


def test_a_mark_tells_a_screen_reader_that_it_leads_to_a_note():
    html = article("A [1].").html

    assert '<a class="cite" href="#fn1" id="fnref1" role="doc-noteref">[1]</a>' in html


def test_uses_are_counted_in_reading_order_however_deep_they_stand():
    text = (
        "- a\n\n    - b [1]\n\n- c [1]\n\n> d *[1]*\n\n| e |\n|---|\n| [1] |\n\n# f [1]"
    )

    assert [mark[0] for mark in marks(article(text).html)] == [
        "[1]",
        "[1:1]",
        "[1:2]",
        "[1:3]",
        "[1:4]",
    ]


@pytest.mark.parametrize("typed", ["[1]", "[^1]", "[1:0]", "[1:7]", "[^1:2]"])
def test_every_way_to_type_a_mark_shows_the_same(typed):
    assert [mark[0] for mark in marks(reply(f"A {typed}.").html)] == ["[1]"]


def test_marks_may_touch():
    assert [mark[0] for mark in marks(reply("A [1][2].").html)] == ["[1]", "[2]"]


def test_a_count_that_was_typed_otherwise_is_reported():
    rendered = article("A [1:2], b [1:1], c [1].")

    assert rendered.mismatched == (("[1:2]", "[1]"),)


def test_a_number_that_no_note_has_stays_as_typed_and_is_reported_once():
    rendered = article("A [9], b [1], c [9], d [7:1].")

    assert rendered.unknown == (9, 7)
    assert "A [9], b " in rendered.html
    assert "d [7:1]." in rendered.html


@pytest.mark.parametrize(
    "typed",
    [
        "`[1]`",
        "```\n[1]\n```",
        "    [1]",
        r"\[1]",
        "[1](https://x.example/)",
        "[see [1]](https://x.example/)",
        "[0] [01] [1000] [1:1000] [1:] [:1] [a] [1a] [ 1 ] [^] [\u0661]",
    ],
)
def test_what_is_no_mark_stays_as_typed(typed):
    rendered = article(typed)

    assert marks(rendered.html) == []
    assert (rendered.uses, rendered.unknown) == ((), ())


def test_a_member_cannot_give_a_number_another_meaning():
    rendered = reply("A [1].\n\n[1]: https://elsewhere.example/")

    assert [mark[0] for mark in marks(rendered.html)] == ["[1]", "[1:1]"]
    assert "elsewhere" in rendered.html


def test_each_use_knows_its_sentence():
    rendered = article(
        "One. Two leans *here* [1], it does. Three.\n\n"
        "So said Dr. Who. [2] It was the U.S. Army vs. them [1]!\n\n"
        "- A list &lt;item&gt; & `code` [2]\n- [2]\n\n---"
    )

    assert rendered.uses == (
        Use(1, 0, "Two leans here [1], it does."),
        Use(2, 0, "So said Dr. Who."),
        Use(1, 1, "It was the U.S. Army vs. them!"),
        Use(2, 1, "A list <item> & code"),
        Use(2, 2, ""),
    )


def test_a_sentence_is_quoted_with_the_marks_that_are_words_of_it():
    rendered = article(
        "Second [2] and [1]. According to [1], so.\n\n[2] said. It [1]. [2] So [1][2]."
    )

    assert [use.sentence for use in rendered.uses] == [
        "Second [2] and [1].",
        "Second [2] and [1].",
        "According to [1:1], so.",
        "[2:1] said.",
        "It.",
        "It.",
        "So.",
        "So.",
    ]


def test_a_very_long_sentence_is_cut_at_a_word():
    (use,) = article("word " * 400 + "[1].").uses

    assert use.sentence.endswith("word…")
    assert len(use.sentence) <= 500


def test_a_source_stands_beside_the_block_that_cites_it_first():
    html = article("A [1].\n\nB [1] and [2].").html

    first = html.index('<aside aria-hidden="true" class="margin-note">')
    second = html.index("<aside", first + 1)
    assert first < html.index("<p>A") < second < html.index("<p>B")
    assert html.count("<aside") == 2
    assert '<span class="margin-note__title">The memo</span>' in html
    assert html.count('<span class="margin-note__host">example.org</span>') == 1


def test_the_title_of_a_source_is_shown_letter_for_letter():
    shown = "The &lt;study&gt; &amp;amp; more"

    assert shown in article("A [2].").html
    assert shown in reply("A [2].").html


def test_a_reply_lists_its_sources_with_a_way_back_from_each():
    html = reply("A [2]. B [1]. C [2].").at(12)

    assert html.endswith(
        '<ol class="reply__notes"><li id="r12-fn1">'
        '<a class="chip" href="/articles/x/#fn1">'
        '<span class="chip__number">1</span> The memo</a> '
        '<a aria-label="Back to reference 1" class="backlink" href="#r12-fnref1">↩︎</a>'
        '</li><li id="r12-fn2"><a class="chip" href="/articles/x/#fn2">'
        '<span class="chip__number">2</span> The &lt;study&gt; &amp;amp; more</a> '
        '<a aria-label="Back to reference 2" class="backlink" href="#r12-fnref2">↩︎</a>'
        '<a aria-label="Back to reference 2:1" class="backlink" href="#r12-fnref2:1">'
        "↩︎</a></li></ol>"
    )


def test_the_way_back_is_named_in_the_language_of_the_page():
    rendered = prose.render_reply("A [1].", notes=NOTES, back_label="Zurück zu {mark}")

    assert 'aria-label="Zurück zu 1"' in rendered.html


def test_a_reply_without_a_citation_lists_nothing():
    assert "reply__notes" not in reply("A.").html


def test_the_ids_of_a_reply_bear_its_number_and_cannot_be_foreseen():
    first, second = reply("A [1]."), reply("A [1].")

    assert first.slot != second.slot
    assert first.at(12) == second.at(12)
    assert marks(first.at(12)) == [("[1]", "r12-fnref1", "#r12-fn1")]
    assert first.slot not in first.at(12)


def test_a_text_that_is_all_marks_is_shown_as_typed():
    assert reply("[1]" * 3_000).is_escaped
