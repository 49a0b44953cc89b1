"""The composer of a discussion as somebody finds it who writes there."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page, Route

    from forum.models import Reply

# What htmx writes to the console when a request does not arrive.
LOST_LINE = [
    f"htmx:{what}, [object HTMLElement]" for what in ("sendError", "afterRequest")
]
NOTED = 1_500  # milliseconds
WORDS = "A thought that took an hour to write [1]."


def composer(page: Page) -> Locator:
    return page.get_by_label("Add to the discussion")


def answer(page: Page) -> Locator:
    return page.get_by_label("Your answer to bob")


def opener(page: Page, reply: Reply) -> Locator:
    deeds = page.locator(f"#acts-{reply.number}")
    return deeds.get_by_role("link", name="Reply (reply by bob)")


def open_answer(page: Page, reply: Reply) -> None:
    opener(page, reply).click()
    expect(answer(page)).to_be_visible()


def button(field: Locator) -> Locator:
    form = field.page.locator("form", has=field)
    return form.get_by_role("button", name="Reply", exact=True)


def send(field: Locator) -> None:
    button(field).click()


def go_back(page: Page) -> None:
    """As a hand does it: later than Chromium notes what stood in the page's fields.

    It does so once a second, and as the page goes, which comes too late for whoever goes
    back in the same moment.
    """
    page.wait_for_timeout(NOTED)
    page.go_back()


def said(page: Page) -> Locator:
    """What the composer says below its field."""
    return page.locator(".composer__status").first


def said_aloud(page: Page) -> Locator:
    """What those hear who hear the page."""
    return page.locator("live-region")


def suggestions(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def own_sources(page: Page) -> Locator:
    return page.get_by_label("Sources of your own")


def paste(field: Locator, text: str) -> None:
    """As from another page, by key."""
    page = field.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    field.press("Control+v")


@contextmanager
def obstructed(
    page: Page, obstacle: str, what: str | re.Pattern[str]
) -> Iterator[None]:
    """While it lasts, what a form sends to such an address does not arrive, or not back."""
    if obstacle == "expired":  # the token, by a sign-in in another window
        here = urlsplit(page.url).hostname
        token = {"name": "csrftoken", "value": "a" * 32, "domain": here, "path": "/"}
        page.context.add_cookies([token])  # type: ignore[list-item]
        yield
        return

    def stop(route: Route) -> None:
        if obstacle == "away":
            route.fulfill(status=503, body="<h1>Away for a moment</h1>")
            return
        if obstacle == "answer lost":
            route.fetch()
        route.abort("internetdisconnected")

    page.route(what, lambda route: stop(route) if is_sent(route) else route.continue_())
    yield
    page.unroute(what)


def is_sent(route: Route) -> bool:
    return route.request.method == "POST"
