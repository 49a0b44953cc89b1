"""A discussion read, answered and voted on by single keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from forum import actions
from forum.models import Discussion
from tests.browser import stage
from tests.browser.composing import composer, said_aloud
from tests.browser.doings import own_link
from tests.browser.test_axe import found_by_axe
from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from articles.models import Article

SHUT = "You cannot do that here."


@pytest.fixture
def article(erin: Any) -> Article:
    return make_article(author=erin, sources=["A memo"])


@pytest.fixture
def place(article: Article, bob: Any, mina: Any) -> str:
    """Bob's reply, Mina's answer to it, one that is withdrawn, and Bob's second."""
    first = make_reply(article=article, author=bob, body="The first thing.")
    make_reply(article=article, author=mina, body="The answer.", parent=first)
    gone = make_reply(article=article, author=mina, body="Taken back.")
    make_reply(article=article, author=bob, body="Below it.", parent=gone)
    actions.withdraw_reply(reply=gone, by=mina)
    return f"{article.get_absolute_url()}?order=old"


# ------------------------------------------------------------------------- Reading
def test_j_and_k_go_from_reply_to_reply(open_page: Any, place: str, alice: Any) -> None:
    page = open_page(member=alice)
    page.goto(place)

    page.keyboard.press("j")
    expect(own_link(page, 1)).to_be_focused()
    expect(page.locator("#r1")).to_be_in_viewport()
    expect(said_aloud(page)).to_have_text("Reply by bob, 1 of 3")
    page.keyboard.press("j")
    expect(own_link(page, 2)).to_be_focused()
    expect(said_aloud(page)).to_have_text("Reply by mina, 2 of 3")
    page.keyboard.press("j")
    expect(own_link(page, 4)).to_be_focused()  # what is gone is passed over
    page.keyboard.press("j")
    expect(said_aloud(page)).to_have_text("There is no further reply on this page.")
    expect(own_link(page, 4)).to_be_focused()
    page.keyboard.press("k")

    expect(own_link(page, 2)).to_be_focused()


def test_what_is_folded_away_is_passed_over(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    page.locator("#b1 > summary").click()

    page.keyboard.press("j")  # from the reply whose answers these are

    expect(own_link(page, 4)).to_be_focused()
    expect(said_aloud(page)).to_have_text("Reply by bob, 2 of 2")


@pytest.mark.parametrize("key", ["r", "e", "q"])
def test_a_key_for_a_reply_asks_to_choose_one_first(
    open_page: Any, place: str, alice: Any, key: str
) -> None:
    page = open_page(member=alice)
    page.goto(place)

    page.keyboard.press(key)

    sentence = "Choose a reply first: j goes to the next one."
    expect(said_aloud(page)).to_have_text(sentence)
    expect(page.locator("body")).to_be_focused()


def test_what_one_may_not_do_is_said(
    open_page: Any, place: str, article: Article, alice: Any
) -> None:
    stage.database(
        lambda: Discussion.objects.filter(article=article).update(is_locked=True)
    )
    page = open_page(member=alice)
    page.goto(place)

    for key in "eqrn":
        page.keyboard.press("j")
        expect(said_aloud(page)).not_to_have_text(SHUT)
        page.keyboard.press(key)
        expect(said_aloud(page)).to_have_text(SHUT)

    expect(page).to_have_url(re.compile(f"{re.escape(place)}$"))


def test_n_leads_to_the_field(open_page: Any, place: str, alice: Any) -> None:
    page = open_page(member=alice)
    page.goto(place)

    page.keyboard.press("n")
    expect(composer(page)).to_be_focused()
    page.keyboard.type("And n for a new one.")
    page.keyboard.press("Control+Enter")

    expect(page.locator(".reply", has_text="And n for a new one.")).to_be_visible()


def test_keys_are_letters_while_one_types_or_holds_another_key(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)

    composer(page).focus()
    page.keyboard.type("jkuren/?")
    expect(composer(page)).to_have_value("jkuren/?")
    expect(composer(page)).to_be_focused()
    page.locator("#b1 > summary").focus()
    for pressed in ("Control+j", "Alt+j", "Shift+J"):
        page.keyboard.press(pressed)

    expect(page.locator("#b1 > summary")).to_be_focused()
    expect(sheet(page)).to_be_hidden()


def test_from_one_reply_in_context_n_leads_to_the_discussion(
    open_page: Any, place: str, article: Article, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(f"{article.get_absolute_url()}replies/1/")

    page.keyboard.press("j")  # from the reply the page is about
    expect(own_link(page, 2)).to_be_focused()
    page.keyboard.press("n")

    whole = f"{article.get_absolute_url()}#discussion"
    expect(page).to_have_url(re.compile(f"{re.escape(whole)}$"))


# ------------------------------------------------------------------------ Searching
def test_slash_leads_to_the_search(open_page: Any, place: str, alice: Any) -> None:
    page = open_page(member=alice)
    page.goto(place)
    field = page.get_by_role("search").get_by_role("searchbox")

    page.keyboard.press("/")
    expect(page).to_have_url(re.compile("/sources/#q$"))
    expect(field).to_be_focused()
    page.keyboard.type("memo/leak")
    expect(field).to_have_value("memo/leak")
    page.locator("#content").focus()
    page.keyboard.press("/")

    expect(field).to_be_focused()
    expect(field).to_have_value("memo/leak")


# ----------------------------------------------------------------- Help, and off
@pytest.mark.parametrize("width", [1280, 390])
def test_the_keys_are_listed(
    open_page: Any, place: str, alice: Any, width: int
) -> None:
    page = open_page(member=alice, width=width)
    page.goto(place)
    page.keyboard.press("j")

    page.keyboard.press("?")
    expect(sheet(page)).to_be_visible()
    expect(sheet(page).locator("kbd")).to_have_text(
        ["j", "k", "u", "r", "e", "q", "n", "/", "Ctrl+Enter", "?", "Esc"]
    )
    expect(sheet(page)).to_be_in_viewport(ratio=1)
    expect(sheet(page).get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("Escape")

    expect(sheet(page)).to_be_hidden()
    expect(own_link(page, 1)).to_be_focused()


def test_axe_finds_nothing_in_the_list(open_page: Any, place: str, alice: Any) -> None:
    page = open_page(member=alice)
    page.goto(place)

    page.keyboard.press("?")
    expect(sheet(page)).to_be_visible()

    assert found_by_axe(page) == []


def test_a_button_opens_the_list_too(open_page: Any, place: str, alice: Any) -> None:
    page = open_page(member=alice)
    page.goto(place)

    page.get_by_role("button", name="Keys").click()
    expect(sheet(page)).to_be_visible()
    sheet(page).get_by_role("button", name="Close").click()

    expect(sheet(page)).to_be_hidden()


def test_keys_are_turned_off_and_on_again(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    page.keyboard.press("?")
    sheet(page).get_by_role("link", name="Turn them off in your settings").click()
    switch = page.get_by_role("checkbox", name="keys")
    expect(switch).to_be_checked()

    switch.uncheck()
    page.get_by_role("button", name="Save").click()
    expect(switch).not_to_be_checked()
    page.goto(place)
    page.keyboard.press("j")
    page.keyboard.press("?")
    page.keyboard.press("/")
    expect(page.locator("body")).to_be_focused()
    expect(page.locator("thread-keys, search-key")).to_have_count(0)
    page.goto("/settings/")
    switch.check()
    page.get_by_role("button", name="Save").click()
    page.goto(place)
    page.keyboard.press("j")

    expect(own_link(page, 1)).to_be_focused()


def test_without_javascript_nothing_promises_keys(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice, javascript=False)
    page.goto(place)

    expect(page.locator("#r1")).to_be_visible()
    expect(page.get_by_role("button", name="Keys")).to_have_count(0)
    expect(page.get_by_text("Keys").first).to_be_hidden()


def sheet(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Keys")
