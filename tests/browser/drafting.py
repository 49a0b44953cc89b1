"""Drafts as somebody finds them who writes: what is said of them, and the other version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from forum.models import Draft
from tests.browser import stage

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from articles.models import Article

# Milliseconds that a machine may take on which others work too. That a draft is on the
# server five seconds after the last key is held by a clock that the test winds itself.
PROMISE = 30_000


def keeper(page: Page) -> Locator:
    """How saving went."""
    return page.locator("draft-keeper").last


def other_version(page: Page) -> Locator:
    return page.locator("other-version").last


def write(field: Locator, words: str) -> None:
    """Type, and wait until it is saved."""
    field.fill(words)
    expect(keeper(field.page)).to_have_text("Draft saved.", timeout=PROMISE)


def begun(member: Any, article: Article, words: str, **fields: Any) -> None:
    """A draft that is there already."""

    def make() -> None:
        Draft.objects.create(member=member, article=article, body=words, **fields)

    stage.database(make)


def opened(page: Page, place: str) -> Page:
    page.goto(place)
    return page


def closed_and_opened(page: Page, place: str) -> Page:
    """The same browser, the tab closed and another one opened."""
    context = page.context
    page.close()
    return opened(context.new_page(), place)


def on_this_device(page: Page) -> list[str]:
    """The places of which the browser keeps a text."""
    names = page.evaluate("() => Object.keys(localStorage)")
    return [name for name in names if name.startswith("unsent:")]


def saved() -> list[str]:
    """The texts of all drafts on the server."""
    drafts = Draft.objects.order_by("pk").values_list("body", flat=True)
    return stage.database(lambda: list(drafts))
