"""A mark shows its source to whoever points at it, stops at it or taps it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from articles import actions as editing
from articles.actions import Text
from tests.browser.doings import tab_to
from tests.factories.articles import TypedSource, make_article, make_notes
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from forum.models import Reply

SAID = "The memo says so, and it says it at some length, and then once more [1]. " * 2
MEMO = "The leaked memo of a large company"
IN_ARTICLE, IN_REPLY = ".prose", ".reply__body"
EITHER = pytest.mark.parametrize("text", [IN_ARTICLE, IN_REPLY])
FINGER: dict[str, Any] = {"has_touch": True, "is_mobile": True}


@pytest.fixture
def bobs(erin: Any, bob: Any) -> Reply:
    memo = (MEMO, "https://www.memo.example/leaked")
    sources: list[TypedSource] = [memo, "A book", "A rumour"]
    article = make_article(
        author=erin, body=f"{SAID} So [2].\n\nAnd [3].", sources=sources
    )
    reply = make_reply(
        article=article,
        author=bob,
        body=f"{SAID} So do I [a]. Not so [3].",
        sources=["https://report.example/2026"],
    )
    kept = make_notes(sources)[:2]
    text = Text(title="Models", standfirst="", body=f"{SAID} So [2].", notes=kept)
    editing.revise_article(
        article=article, editor=erin, text=text, began_from=article.version
    )
    return reply


@pytest.fixture
def place(bobs: Reply) -> str:
    return bobs.discussion.article.get_absolute_url()


def mark(page: Page, text: str, label: str) -> Locator:
    return page.locator(f"{text} .cite", has_text=label).first


def note(page: Page) -> Locator:
    return page.locator(".cite-note")


def top_and_bottom(one: Locator) -> tuple[float, float]:
    box = one.bounding_box()
    assert box is not None
    return box["y"], box["y"] + box["height"]


@EITHER
def test_a_pointer_sees_the_source_and_may_go_to_it(
    page: Page, place: str, text: str
) -> None:
    page.goto(place)

    mark(page, text, "[1]").hover()
    for words in (MEMO, "memo.example", "1 reply cites it"):
        expect(note(page)).to_contain_text(words)
    note(page).hover()
    page.wait_for_timeout(500)  # longer than it takes to go
    expect(note(page)).to_be_visible()
    page.mouse.move(5, 5)

    expect(note(page)).to_have_count(0)


@EITHER
def test_the_focus_sees_the_source_and_escape_puts_it_away(
    page: Page, place: str, text: str
) -> None:
    page.goto(place)

    tab_to(page, f"{text} .cite")
    expect(note(page)).to_be_visible()
    expect(mark(page, text, "[1]")).to_have_accessible_description(re.compile(MEMO))
    page.keyboard.press("Escape")

    expect(note(page)).to_have_count(0)
    expect(mark(page, text, "[1]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(note(page)).to_be_visible()
    expect(note(page)).to_have_count(1)


@EITHER
def test_a_pointer_that_went_away_takes_nothing_from_the_focus(
    page: Page, place: str, text: str
) -> None:
    page.goto(place)
    tab_to(page, f"{text} .cite")
    page.keyboard.press("Shift+Tab")
    expect(note(page)).to_have_count(0)

    page.mouse.move(300, 300)
    page.mouse.move(5, 5)
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)  # longer than it takes to go

    expect(note(page)).to_be_visible()


def test_a_source_of_the_replys_own_is_shown_too(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)

    mark(page, IN_REPLY, "[a]").hover()

    expect(note(page)).to_contain_text("report.example/2026")


def test_one_that_the_article_no_longer_cites_is_shown_as_such(
    page: Page, place: str
) -> None:
    page.goto(place)

    mark(page, IN_REPLY, "[3]").hover()

    expect(note(page)).to_contain_text("A rumour")
    expect(note(page)).to_contain_text("No longer cited in this article.")
    expect(page.locator("#fn3 .sources__name")).to_have_css(
        "text-decoration-line", "line-through"
    )


@EITHER
@pytest.mark.parametrize("width", [390, 320])
def test_a_tap_opens_the_source_below_its_line_and_the_next_shuts_it(
    open_page: Any, place: str, text: str, width: int
) -> None:
    page = open_page(width=width, **FINGER)
    page.goto(place)

    mark(page, text, "[1]").tap()
    expect(note(page)).to_contain_text(MEMO)
    expect(note(page)).to_be_in_viewport(ratio=1)
    expect(page).to_have_url(re.compile(f"{place}$"))
    line, shown = (top_and_bottom(one) for one in (mark(page, text, "[1]"), note(page)))
    assert line[1] <= shown[0] < line[0] + 60
    assert page.evaluate(
        "() => document.scrollingElement.scrollWidth <= document.documentElement.clientWidth"
    )
    page.get_by_role("heading", name="Discussion").tap()
    expect(note(page)).to_be_visible()
    mark(page, text, "[1]").tap()

    expect(note(page)).to_have_count(0)
    expect(page).to_have_url(re.compile(f"{place}$"))


def test_one_is_open_at_a_time_and_escape_shuts_it(page: Page, place: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(place)

    mark(page, IN_ARTICLE, "[1]").click()
    mark(page, IN_ARTICLE, "[2]").click()
    expect(note(page)).to_have_count(1)
    expect(note(page)).to_contain_text("A book")
    page.keyboard.press("Escape")

    expect(note(page)).to_have_count(0)


def test_where_notes_have_a_margin_a_click_leads_to_the_list(
    page: Page, place: str
) -> None:
    page.goto(place)

    mark(page, IN_ARTICLE, "[1]").click()

    expect(page).to_have_url(re.compile("#fn1$"))


def test_a_key_leads_to_the_list_on_a_small_screen_too(page: Page, place: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(place)

    tab_to(page, ".prose .cite")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("#fn1$"))


def test_a_margin_note_leads_a_pointer_to_the_source_and_no_key(
    page: Page, place: str
) -> None:
    page.goto(place)
    links = page.locator(".margin-note a")

    expect(links.first).to_have_attribute("href", "https://www.memo.example/leaked")
    assert links.evaluate_all("(all) => all.every((one) => one.tabIndex === -1)")
    page.locator(".margin-note", has_text="A book").get_by_text("A book").click()

    expect(page).to_have_url(re.compile("#fn2$"))


@EITHER
def test_without_a_script_a_mark_leads_to_its_note_and_the_note_back(
    open_page: Any, place: str, text: str
) -> None:
    page = open_page(javascript=False, width=390)
    page.goto(place)
    own = "r1-" if text == IN_REPLY else ""

    mark(page, text, "[1]").click()
    expect(page).to_have_url(re.compile(f"#{own}fn1$"))
    expect(page.locator(f"#{own}fn1")).to_be_in_viewport()
    page.locator(f"#{own}fn1").get_by_label("Back to reference 1", exact=True).click()

    expect(page).to_have_url(re.compile(f"#{own}fnref1$"))
    expect(mark(page, text, "[1]")).to_be_in_viewport()
