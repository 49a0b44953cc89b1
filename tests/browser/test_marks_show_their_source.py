"""A mark in a reply shows its source to whoever points at it, stops at it or taps it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.doings import tab_to
from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from forum.models import Reply

LONG = "The memo says so, and it says it at some length, and then once more [1]. " * 2


@pytest.fixture
def bobs(erin: Any, bob: Any) -> Reply:
    memo = ("The leaked memo of a large company", "https://www.memo.example/leaked")
    article = make_article(author=erin, sources=[memo])
    sources = ["https://report.example/2026"]
    return make_reply(
        article=article, author=bob, body=f"{LONG} So do I [a].", sources=sources
    )


@pytest.fixture
def place(bobs: Reply) -> str:
    return bobs.discussion.article.get_absolute_url()


def mark(page: Page, label: str) -> Locator:
    return page.locator(".reply__body .cite", has_text=label).first


def note(page: Page) -> Locator:
    return page.locator(".cite-note")


def test_a_pointer_sees_the_source_and_may_go_to_it(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)

    mark(page, "[1]").hover()
    expect(note(page)).to_contain_text("The leaked memo of a large company")
    expect(note(page)).to_contain_text("memo.example")
    note(page).hover()
    page.wait_for_timeout(500)  # longer than it takes to go
    expect(note(page)).to_be_visible()
    page.mouse.move(5, 5)

    expect(note(page)).to_have_count(0)


def test_the_focus_sees_the_source_and_escape_puts_it_away(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)

    tab_to(page, ".reply__body .cite")
    expect(note(page)).to_be_visible()
    expect(mark(page, "[1]")).to_have_accessible_description(
        re.compile("The leaked memo of a large company")
    )
    page.keyboard.press("Escape")

    expect(note(page)).to_have_count(0)
    expect(mark(page, "[1]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(note(page)).to_be_visible()
    expect(note(page)).to_have_count(1)


def test_a_source_of_the_replys_own_is_shown_too(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)

    mark(page, "[a]").hover()

    expect(note(page)).to_contain_text("report.example/2026")


@pytest.mark.parametrize("width", [390, 320])
def test_the_first_tap_shows_and_the_second_follows(
    open_page: Any, place: str, alice: Any, width: int
) -> None:
    page = open_page(member=alice, width=width, has_touch=True, is_mobile=True)
    page.goto(place)

    mark(page, "[1]").tap()
    expect(note(page)).to_be_visible()
    expect(note(page)).to_be_in_viewport(ratio=1)
    expect(page).to_have_url(re.compile(f"{place}$"))
    assert page.evaluate(
        "() => document.scrollingElement.scrollWidth <= document.documentElement.clientWidth"
    )
    mark(page, "[1]").tap()

    expect(page).to_have_url(re.compile("#r1-fn1$"))


def test_a_tap_elsewhere_puts_it_away(open_page: Any, place: str, alice: Any) -> None:
    page = open_page(member=alice, width=390, has_touch=True, is_mobile=True)
    page.goto(place)
    mark(page, "[1]").tap()
    expect(note(page)).to_be_visible()

    page.get_by_role("heading", name="Discussion").tap()

    expect(note(page)).to_have_count(0)


def test_without_a_script_a_mark_leads_to_its_note(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice, javascript=False)
    page.goto(place)

    mark(page, "[1]").click()

    expect(page).to_have_url(re.compile("#r1-fn1$"))
    expect(page.locator("#r1-fn1")).to_be_in_viewport()
