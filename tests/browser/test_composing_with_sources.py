"""Citing while writing: a source from the list, or by the number that is begun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser import stage
from tests.browser.composing import (
    composer,
    own_sources,
    said_aloud,
    send,
    suggestions,
)
from tests.factories.accounts import make_member
from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from articles.models import Article


@pytest.fixture
def article(erin: Any) -> Article:
    memo = ("A memo", "https://memo.example/leaked")
    return make_article(author=erin, sources=[memo, "A book", "A third"])


# ---------------------------------------------------------------------- From a list
def test_a_source_is_picked_from_the_article(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).fill("So says the book")
    opener = page.get_by_role("button", name="Cite", exact=True)

    opener.click()
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name="1 A memo")).to_be_focused()
    page.get_by_role("button", name="2 A book").click()

    expect(composer(page)).to_have_value("So says the book [2]")
    expect(composer(page)).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    page.keyboard.type(".")
    send(composer(page))
    expect(page.locator(".reply .cite")).to_have_text("[2]")


def test_escape_closes_the_list_of_sources(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    page.get_by_role("button", name="Cite", exact=True).click()

    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="2 A book")).to_be_hidden()
    expect(composer(page)).to_be_focused()


def test_a_source_of_ones_own_is_cited_by_its_letter(
    open_page: Any, place: str, alice: Any, javascript: Any
) -> None:
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    composer(page).fill("The report says otherwise [a], the memo says so [1].")
    if javascript:
        page.get_by_role("button", name="Cite", exact=True).click()
    else:
        page.get_by_text("Cite a source").click()
        expect(page.get_by_text("A book").nth(1)).to_be_visible()
    own_sources(page).fill("https://report.example/2026")

    send(composer(page))

    expect(page.locator(".reply .cite")).to_have_text(["[a]", "[1]"])
    expect(page.locator(".reply .chip").nth(1)).to_contain_text("report.example/2026")


# ------------------------------------------------------------------- By what is begun
def test_a_bracket_offers_the_sources_and_a_number_finds_one(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).press_sequentially("So says the book [")
    expect(suggestions(page)).to_have_text(["1A memo", "2A book", "3A third"])
    expect(said_aloud(page)).to_have_text("3 to choose from, by the arrow keys")
    expect(composer(page)).to_have_attribute("aria-activedescendant", "")

    page.keyboard.type("2")
    expect(suggestions(page)).to_have_text(["2A book"])
    expect(composer(page)).to_have_attribute("aria-activedescendant", "choices-0-0")
    page.keyboard.press("Enter")

    expect(composer(page)).to_have_value("So says the book [2]")
    expect(suggestions(page)).to_have_count(0)


def test_arrows_choose_and_escape_closes(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).press_sequentially("So [")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(suggestions(page).nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(suggestions(page).nth(2)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(suggestions(page)).to_have_count(0)
    page.keyboard.type("1] it is")

    expect(composer(page)).to_have_value("So [1] it is")


def test_a_finger_chooses_too(open_page: Any, place: str, alice: Any) -> None:
    page = open_page(member=alice, width=390, has_touch=True, is_mobile=True)
    page.goto(place)
    composer(page).press_sequentially("So [")

    suggestions(page).nth(1).tap()

    expect(composer(page)).to_have_value("So [2]")


def test_a_name_is_completed_by_those_who_take_part(
    open_page: Any, place: str, article: Article, alice: Any, bob: Any
) -> None:
    stage.database(lambda: make_member("bea"))
    stage.database(lambda: make_reply(article=article, author=bob))
    page = open_page(member=alice)
    page.goto(place)

    composer(page).press_sequentially("As @b")
    expect(suggestions(page)).to_have_text(["@bob", "@bea"])
    page.keyboard.press("Tab")

    expect(composer(page)).to_have_value("As @bob ")
    page.keyboard.type("says.")
    send(composer(page))
    expect(page.locator(".reply .mention")).to_have_text("@bob")


def test_an_address_of_mail_is_no_name(open_page: Any, place: str, alice: Any) -> None:
    page = open_page(member=alice)
    page.goto(place)

    with page.expect_response("**/names/?q=a"):
        composer(page).press_sequentially("Ask @a")
    composer(page).fill("Write to bob@a")
    composer(page).press_sequentially("l")

    expect(suggestions(page)).to_have_count(0)
