"""Marks by letter: `[a]` is a source that the reply brings along."""

import html5lib
import pytest

from articles import prose
from articles.marks import LETTERS
from articles.prose import NoteRef, Use

STUDY = NoteRef(3, "The study", "https://study.example/", "/articles/x/#fn3")
PAPER = "https://paper.example/p"
DATA = "https://www.data.example/d"
OWN = {
    "a": NoteRef(0, "The paper", PAPER, PAPER, "a"),
    "b": NoteRef(0, "data.example/d", DATA, DATA, "b"),
}
ALIAS = {"a": STUDY, "b": OWN["b"]}


def reply(text: str, own: dict[str, NoteRef] = OWN) -> prose.Rendered:
    return prose.render_reply(text, notes={3: STUDY}, own=own)


def marks(rendered: prose.Rendered) -> list[tuple[str, str, str]]:
    html = html5lib.parseFragment(rendered.at(12), namespaceHTMLElements=False)
    return [
        (link.text, link.get("id"), link.get("href"))
        for link in html.iter("a")
        if link.get("class") == "cite"
    ]


def listed(rendered: prose.Rendered) -> list[str]:
    html = html5lib.parseFragment(rendered.at(12), namespaceHTMLElements=False)
    return [item.get("id") for item in html.iter("li") if item.get("id")]


def test_a_letter_is_counted_as_a_number_is():
    rendered = reply("A [a], b [3], c [b], d [a].")

    assert marks(rendered) == [
        ("[a]", "r12-fnrefa", "#r12-fna"),
        ("[3]", "r12-fnref3", "#r12-fn3"),
        ("[b]", "r12-fnrefb", "#r12-fnb"),
        ("[a:1]", "r12-fnrefa:1", "#r12-fna"),
    ]


def test_each_use_of_a_letter_knows_its_sentence():
    rendered = reply("So it is [a]. And so [a].")

    assert rendered.uses == (
        Use(0, 0, "So it is.", "a"),
        Use(0, 1, "And so.", "a"),
    )
    assert [use.label for use in rendered.uses] == ["a", "a:1"]


def test_a_source_of_its_own_leads_out_and_back():
    html = reply("A [a].", {"a": OWN["a"]}).at(12)

    assert html.endswith(
        '<ol class="reply__notes"><li id="r12-fna">'
        '<a class="chip" href="https://paper.example/p" rel="nofollow ugc noopener">'
        '<span class="chip__number">a</span> The paper '
        '<span class="chip__host">paper.example</span></a> '
        '<a aria-label="Back to reference a" class="backlink" href="#r12-fnrefa">↩︎</a>'
        "</li></ol>"
    )


def test_the_host_is_not_said_twice():
    assert "chip__host" not in reply("A.", {"b": OWN["b"]}).html


def test_sources_of_its_own_are_listed_though_no_mark_names_them():
    assert listed(reply("A.")) == ["r12-fna", "r12-fnb"]


def test_the_sources_of_the_article_are_listed_first():
    assert listed(reply("A [b], b [a], c [3].")) == ["r12-fn3", "r12-fna", "r12-fnb"]


def test_the_letter_of_a_source_that_the_article_has_is_its_number():
    rendered = reply("A [3], b [a], c [b], d [a].", ALIAS)

    assert [mark[0] for mark in marks(rendered)] == ["[3]", "[3:1]", "[b]", "[3:2]"]
    assert listed(rendered) == ["r12-fn3", "r12-fnb"]
    assert [(use.number, use.letter) for use in rendered.uses] == [
        (3, ""),
        (3, ""),
        (0, "b"),
        (3, ""),
    ]


def test_a_letter_may_stand_for_a_note_that_was_not_given_by_number():
    rendered = prose.render_reply("A [a].", notes={}, own=ALIAS)

    assert marks(rendered) == [("[3]", "r12-fnref3", "#r12-fn3")]
    assert listed(rendered) == ["r12-fn3", "r12-fnb"]


@pytest.mark.parametrize("typed", ["[a]", "[^a]", "[a:0]", "[a:7]"])
def test_every_way_to_type_a_letter_shows_the_same(typed):
    assert [mark[0] for mark in marks(reply(f"A {typed}."))] == ["[a]"]


@pytest.mark.parametrize(
    "typed",
    [
        "[c]",
        "[x]",
        "- [x] done",
        "- [ ] open",
        "[A]",
        "[aa]",
        "[a1]",
        "[a:]",
        "[k]",
        "[\u0430]",  # Cyrillic
        r"\[a]",
        "`[a]`",
        "```\n[a]\n```",
        "    [a]",
    ],
)
def test_what_is_no_letter_of_a_source_stays_as_typed_and_is_no_error(typed):
    rendered = reply(typed)

    assert marks(rendered) == []
    assert (rendered.uses, rendered.unknown, rendered.mismatched) == ((), (), ())
    assert typed.strip("` \n\\-") in rendered.html


def test_a_letter_beyond_those_of_its_sources_is_told():
    typed = "[a], [c], [b:1] and [c]; [e]very, x[d], `[f]`"

    assert reply(typed).unlisted == ("c", "d")
    assert reply(typed, {}).unlisted == ()


def test_a_link_whose_words_are_a_letter_stays_a_link():
    html = reply("[a](https://x.example/) and [see [a]](https://x.example/)").html

    assert html.count('<a href="https://x.example/"') == 2
    assert "cite" not in html


@pytest.mark.parametrize("name", ["a", "A", "^a", "a:1", "A:"])
@pytest.mark.parametrize("quoted", ["", "> "])
def test_no_definition_turns_a_mark_into_a_link(name, quoted):
    rendered = reply(f"A [a].\n\n{quoted}[{name}]: https://x.example/")

    assert marks(rendered)[0] == ("[a]", "r12-fnrefa", "#r12-fna")
    assert ': <a href="https://x.example/"' in rendered.html


def test_a_letter_in_a_quote_is_a_mark():
    assert [mark[0] for mark in marks(reply("> A [a]."))] == ["[a]"]


def test_an_article_knows_no_letters():
    assert "cite" not in prose.render_article("A [a].", notes={3: STUDY}).html


def test_the_title_and_address_of_a_source_are_never_markup():
    title, address = "<b> & [a] *x*", 'https://x.example/"><b>'
    html = reply("A.", {"a": NoteRef(0, title, address, address, "a")}).html

    assert "&lt;b&gt; &amp; [a] *x*" in html
    assert "href" not in html


def test_what_a_reply_says_ends_before_its_sources():
    html = reply("A [a].\n\n1. One [3].").at(12)

    said = prose.said(html)

    assert said + html[len(said) :] == html
    assert html[len(said) :].startswith('<ol class="reply__notes">')
    assert said.rstrip().endswith("</ol>")
    assert "The paper" not in said
    assert prose.said("<p>No sources.</p>") == "<p>No sources.</p>"


def test_each_letter_can_be_cited_and_no_other():
    own = {
        letter: NoteRef(0, "x", PAPER + letter, PAPER + letter, letter)
        for letter in LETTERS
    }

    rendered = reply(" ".join(f"[{letter}]" for letter in f"{LETTERS}k"), own)

    assert [use.letter for use in rendered.uses] == list(LETTERS)
    assert [one[0] for one in marks(rendered)] == [f"[{sign}]" for sign in LETTERS]
    assert listed(rendered) == [f"r12-fn{sign}" for sign in LETTERS]
    assert "[k]" in rendered.html
