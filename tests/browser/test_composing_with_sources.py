"""Citing while writing: from a list, by a number begun, by an address that is pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from forum.models import Reply
from tests.browser import stage
from tests.browser.composing import composer, said_aloud, send
from tests.factories.accounts import make_member
from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from articles.models import Article


@pytest.fixture
def article(erin: Any) -> Article:
    memo = ("A memo", "https://memo.example/leaked")
    return make_article(author=erin, sources=[memo, "A book", "A third"])


@pytest.fixture
def place(article: Article) -> str:
    return article.get_absolute_url()


def suggestions(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def own(page: Page) -> Locator:
    return page.get_by_label("Sources of your own")


def paste(field: Locator, text: str) -> None:
    """As from another page, by key."""
    page = field.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    field.press("Control+v")


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
    own(page).fill("https://report.example/2026")

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


# --------------------------------------------------------------------- By pasting
def test_a_pasted_address_becomes_a_source_and_its_mark(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).press_sequentially("The report says so ")

    paste(composer(page), "https://report.example/2026")

    expect(composer(page)).to_have_value("The report says so [a]")
    expect(own(page)).to_have_value("https://report.example/2026")
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
    expect(own(page)).to_have_value("https://report.example/2026")

    page.keyboard.press("Control+z")

    expect(composer(page)).to_have_value("See https://report.example/2026")
    expect(own(page)).to_have_value("")
    page.keyboard.press("Control+Shift+z")
    expect(composer(page)).to_have_value("See [a]")
    expect(own(page)).to_have_value("https://report.example/2026")


def test_an_address_of_the_article_becomes_its_number(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).press_sequentially("See ")

    paste(composer(page), "https://memo.example/leaked#page-2")

    expect(composer(page)).to_have_value("See [1]")
    expect(own(page)).to_have_value("")


def test_an_address_pasted_over_words_becomes_their_link(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).fill("the report")
    composer(page).press("Control+a")

    paste(composer(page), "https://report.example/2026")

    expect(composer(page)).to_have_value("[the report](https://report.example/2026)")
    expect(own(page)).to_have_value("")


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
    expect(own(page)).to_have_value("")


def test_the_eleventh_address_stays_in_the_text(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    full = "\n".join(f"https://report.example/{n}" for n in range(10))
    page.get_by_role("button", name="Cite", exact=True).click()
    own(page).fill(full)

    paste(composer(page), "https://one-more.example/")

    expect(composer(page)).to_have_value("https://one-more.example/")
    expect(own(page)).to_have_value(full)
    expect(said_aloud(page)).to_have_text("A reply has at most ten sources of its own.")
