"""On paper stand the text, its sources with their addresses, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from articles.models import Article

MEMO = "https://www.memo.example/leaked?page=7"
PAPER = {"width": 643, "height": 940}  # A4 within margins of 2 cm, in pixels
OF_THE_SCREEN = [
    ".margin-note",
    ".cite-note",
    ".bar__nav",
    "reply-composer",
    ".backlink",
    ".sources__exports",
    ".colophon__links",
    "button",
]


@pytest.fixture
def article(erin: Any, bob: Any) -> Article:
    article = make_article(author=erin, sources=[("A memo", MEMO), "A book"])
    make_reply(
        article=article,
        author=bob,
        body="So says the memo [1], and a report [a].",
        sources=["https://report.example/2026?all"],
    )
    return article


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_paper_has_addresses_and_nothing_that_is_pressed(
    open_page: Any, article: Article, alice: Any, colours: str
) -> None:
    page = open_page(member=alice, colours=colours)
    page.goto(article.get_absolute_url())
    page.locator(".prose .cite").first.hover()
    expect(page.locator(".cite-note")).to_be_visible()

    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)

    expect(page.locator("#fn1")).to_contain_text("A memo")
    expect(page.locator("#fn1").get_by_text(MEMO)).to_be_visible()
    expect(page.locator("#fn1 .sources__host")).to_be_hidden()
    address = "(chip) => getComputedStyle(chip, '::after').content"
    own = page.locator(".chip", has_text="report.example")
    assert own.evaluate(address) == '"https://report.example/2026?all"'
    assert page.locator(".chip", has_text="A memo").evaluate(address) == "none"
    seen = "(all) => all.filter((one) => one.checkVisibility()).length"
    assert {
        shape: count
        for shape in OF_THE_SCREEN
        if (count := page.locator(shape).evaluate_all(seen))
    } == {}
    assert page.evaluate("() => getComputedStyle(document.body).color") == (
        "rgb(29, 27, 24)"
    )
    assert page.evaluate("() => document.scrollingElement.scrollWidth") == 643
