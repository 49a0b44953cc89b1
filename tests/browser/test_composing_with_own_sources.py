"""Sources of one's own while writing: pasted or typed, each line has its letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from forum.models import Reply
from tests.browser import stage
from tests.browser.composing import (
    composer,
    own_sources,
    paste,
    said_aloud,
    send,
    suggestions,
)
from tests.factories.articles import make_article

if TYPE_CHECKING:
    from articles.models import Article

REPORT = "https://report.example/2026"


@pytest.fixture
def article(erin: Any) -> Article:
    memo = ("A memo", "https://memo.example/leaked")
    return make_article(author=erin, sources=[memo, "A book", "A third"])


# ---------------------------------------------------------------------- By typing
def test_one_source_in_two_spellings_is_told_of_beside_its_lines(
    open_page: Any, place: str, alice: Any, javascript: Any
) -> None:
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    body = "The report says so [b], the others do not [c]."
    lines = "\n".join([f"{REPORT}?utm_source=feed", REPORT, "https://third.example/"])
    composer(page).fill(body)
    if javascript:
        page.get_by_role("button", name="Cite", exact=True).click()
    else:
        page.get_by_text("Cite a source").click()
    own_sources(page).fill(lines)

    send(composer(page))

    expect(page.locator(".field__error")).to_have_text(
        "Line 2 is the same source as line 1. Take one of them out."
    )
    expect(own_sources(page)).to_be_visible()
    expect(own_sources(page)).to_have_accessible_description(
        re.compile("^Line 2 is the same")
    )
    expect(own_sources(page)).to_have_value(lines)
    expect(page.locator(".composer__text")).to_have_value(body)


def test_the_page_counts_lines_as_the_server_does(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    page.get_by_role("button", name="Cite", exact=True).click()
    own_sources(page).fill(f"\n{REPORT}\n  {REPORT} \n\nhttps://third.example/")
    composer(page).press_sequentially("The third says so [b")
    expect(suggestions(page)).to_have_text(["bhttps://third.example/"])
    page.keyboard.press("Enter")

    paste(composer(page), "https://fourth.example/")

    expect(composer(page)).to_have_value("The third says so [b][c]")
    send(composer(page))
    expect(page.locator(".reply .cite")).to_have_text(["[b]", "[c]"])
    cited = stage.database(
        lambda: list(
            Reply.objects.get().citations.values_list("letter", "source__url", "uses")
        )
    )
    assert sorted(cited) == [
        ("a", REPORT, 0),
        ("b", "https://third.example/", 1),
        ("c", "https://fourth.example/", 1),
    ]


# --------------------------------------------------------------------- By pasting
def test_a_pasted_address_becomes_a_source_and_its_mark(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).press_sequentially("The report says so ")

    paste(composer(page), "https://report.example/2026")

    expect(composer(page)).to_have_value("The report says so [a]")
    expect(own_sources(page)).to_have_value("https://report.example/2026")
    hint = "Added as [a]: report.example. Ctrl+Z gives the plain address back."
    expect(page.locator(".composer__status")).to_have_text(hint)
    expect(said_aloud(page)).to_have_text(hint)
    send(composer(page))
    expect(page.locator(".reply .cite")).to_have_text("[a]")
    [cited] = stage.database(lambda: list(Reply.objects.get().citations.all()))
    assert cited.letter == "a"


def test_undo_gives_the_address_back_and_lets_the_source_go(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).press_sequentially("See ")
    paste(composer(page), "https://report.example/2026")
    expect(own_sources(page)).to_have_value("https://report.example/2026")

    page.keyboard.press("Control+z")

    expect(composer(page)).to_have_value("See https://report.example/2026")
    expect(own_sources(page)).to_have_value("")
    page.keyboard.press("Control+Shift+z")
    expect(composer(page)).to_have_value("See [a]")
    expect(own_sources(page)).to_have_value("https://report.example/2026")


def test_an_address_of_the_article_becomes_its_number(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).press_sequentially("See ")

    paste(composer(page), "https://memo.example/leaked#page-2")

    expect(composer(page)).to_have_value("See [1]")
    expect(own_sources(page)).to_have_value("")


def test_an_address_pasted_over_words_becomes_their_link(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).fill("the report")
    composer(page).press("Control+a")

    paste(composer(page), "https://report.example/2026")

    expect(composer(page)).to_have_value("[the report](https://report.example/2026)")
    expect(own_sources(page)).to_have_value("")


@pytest.mark.parametrize(
    ("before", "pasted"),
    [
        ("[the report](", "https://report.example/"),
        ("```\ncurl ", "https://report.example/"),
        ("", "See https://report.example/ for more"),
        ("", "report.example"),
    ],
)
def test_what_is_no_lone_address_is_pasted_as_it_is(
    open_page: Any, place: str, alice: Any, before: str, pasted: str
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).fill(before)

    paste(composer(page), pasted)

    expect(composer(page)).to_have_value(before + pasted)
    expect(own_sources(page)).to_have_value("")


def test_the_eleventh_address_stays_in_the_text(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    full = "\n".join(f"https://report.example/{n}" for n in range(10))
    page.get_by_role("button", name="Cite", exact=True).click()
    own_sources(page).fill(full)

    paste(composer(page), "https://one-more.example/")

    expect(composer(page)).to_have_value("https://one-more.example/")
    expect(own_sources(page)).to_have_value(full)
    expect(said_aloud(page)).to_have_text("A reply has at most 10 sources of its own.")
