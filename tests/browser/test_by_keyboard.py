"""Everything by keyboard alone: reading, signing in, replying, voting, folding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.doings import tab_to
from tests.factories.accounts import PASSWORD
from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Page

    from articles.models import Article

# What can have the focus, in the order of the text; of radio buttons only one can.
STOPS = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), textarea, select, summary")]
  .filter((element) => element.checkVisibility() && !element.disabled && element.tabIndex >= 0)
  .map((element) => element.outerHTML)"""
# A mark is described by its source as long as it has the focus.
FOCUSED = """() => document.activeElement.outerHTML
  .replace(' aria-describedby="cite-note"', "")"""
KIND = "() => document.activeElement.tagName + '.' + document.activeElement.className"


@pytest.fixture
def place(erin: Any, bob: Any, alice: Any) -> str:
    """An article with two sources, a reply by Bob, and Alice's answer to it."""
    article: Article = make_article(author=erin, sources=["A memo", "A book"])
    reply = make_reply(article=article, author=bob, body="So says the memo [1].")
    make_reply(article=article, author=alice, parent=reply, body="It does.")
    return article.get_absolute_url()


def test_the_first_stop_leads_past_the_header(page: Page, place: str) -> None:
    page.goto(place)

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("() => document.activeElement.closest('main') !== null")


def test_the_stops_follow_the_text(open_page: Any, place: str, alice: Any) -> None:
    page = open_page(member=alice)
    page.goto(place)
    expected = page.evaluate(STOPS)

    found = []
    for _ in expected:
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED))

    assert len(expected) > 40
    assert found == expected


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_one_sees_where_one_is(
    open_page: Any, place: str, alice: Any, colours: str
) -> None:
    """Each kind of stop looks different with the focus than without."""
    page = open_page(member=alice, colours=colours)
    page.goto(place)
    unseen, known = [], set()
    for _ in range(len(page.evaluate(STOPS))):
        page.keyboard.press("Tab")
        kind = page.evaluate(KIND)
        if kind == "BODY.":
            break  # a button that shows itself with the focus is left by looking
        if kind not in known and not looks_different(page):
            unseen.append(kind)
        known.add(kind)

    assert len(known) > 12
    assert unseen == []


def test_the_whole_story(page: Page, place: str) -> None:
    page.goto("/")
    follow(page, ".entry__link")
    expect(page.get_by_role("heading", level=1)).to_have_text("Models for everyone")

    follow(page, ".cite[href='#fn2']")
    expect(page).to_have_url(re.compile("#fn2$"))
    follow(page, "#fn2 .backlink")
    expect(page).to_have_url(re.compile("#fnref2$"))

    follow(page, ".discussion__invitation a")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    tab_to(page, "#id_login")
    page.keyboard.type("alice")
    tab_to(page, "#id_password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{place}#discussion$"))
    page.wait_for_load_state()  # with its scripts

    tab_to(page, "#body-0")
    page.keyboard.type("The book says otherwise [2].")
    page.keyboard.press("Control+Enter")
    added = page.locator(".reply", has_text="The book says otherwise")
    expect(added).to_be_visible()
    expect(page.locator("#body-0")).to_be_focused()

    tab_to(page, "#vote-1")
    page.keyboard.press("Space")
    expect(page.locator("#vote-1")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#vote-1")).to_be_focused()
    expect(page.locator(".htmx-added")).to_have_count(0)  # before that a link is a link

    follow(page, "#acts-1 [data-hx-target='#answer-1']")
    expect(page.get_by_label("Your answer to bob")).to_be_focused()
    page.keyboard.type("Does it?")
    follow(page, "#answer-1 .composer__send")
    expect(page.locator("#r1 .reply", has_text="Does it?")).to_be_visible()


def test_a_branch_folds_and_unfolds(page: Page, place: str) -> None:
    page.goto(place)
    answer = page.get_by_text("It does.")

    follow(page, ".branch__line")
    expect(answer).to_be_hidden()
    expect(page.get_by_text("1 reply to bob")).to_be_visible()
    page.keyboard.press("Enter")

    expect(answer).to_be_visible()


def follow(page: Page, selector: str) -> None:
    """Tab to it, and press Enter."""
    tab_to(page, selector)
    page.keyboard.press("Enter")


def looks_different(page: Page) -> bool:
    """Compare the place of the focus with the same place after it has gone."""
    box: FloatRect = page.evaluate(
        """() => {
          document.activeElement.scrollIntoView({block: "center"});
          const box = document.activeElement.getBoundingClientRect();
          return {x: Math.max(0, box.x - 6), y: Math.max(0, box.y - 6),
                  width: box.width + 12, height: box.height + 12};
        }"""
    )
    with_focus = page.screenshot(clip=box, caret="hide")
    page.evaluate("() => { window.left = document.activeElement; window.left.blur(); }")
    without = page.screenshot(clip=box, caret="hide")
    page.evaluate("() => window.left.focus({focusVisible: true})")
    return with_focus != without
