"""A context that serves another test remembers nothing of the one before: a test of the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser import stage

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.contexts import Contexts

LEAVE_TRACES = """() => {
  document.cookie = "been=here";
  localStorage.setItem("been", "here");
  sessionStorage.setItem("been", "here");
  addEventListener("pagehide", () => localStorage.setItem("left", "late"));
}"""
TRACES = """async () => [
  document.cookie, Object.keys(localStorage), Object.keys(sessionStorage),
  navigator.onLine, (await navigator.permissions.query({name: "clipboard-read"})).state,
]"""


def traces(page: Page) -> list[object]:
    page.goto("/about/")
    found: list[object] = page.evaluate(TRACES)
    return found


def test_a_context_that_is_used_again_is_as_good_as_new(
    site: str, contexts: Contexts
) -> None:
    def play() -> tuple[bool, list[object], list[object], list[str]]:
        first = contexts.take(base_url=site, locale="en")
        new = traces(first.page)
        first.page.evaluate(LEAVE_TRACES)
        first.page.evaluate("() => console.error('alas')")
        first.context.grant_permissions(["clipboard-read"])
        first.context.set_offline(offline=True)
        contexts.give_back(first)
        second = contexts.take(base_url=site, locale="en")
        used = traces(second.page)
        complaints = second.watch.complaints()
        contexts.give_back(second)
        return second.context is first.context, new, used, complaints

    is_same, new, used, complaints = stage.on_stage(play)

    assert is_same
    assert used == new
    assert complaints == []


def test_nobody_is_lent_what_another_still_has(site: str, contexts: Contexts) -> None:
    def play() -> bool:
        first = contexts.take(base_url=site)
        second = contexts.take(base_url=site)
        contexts.give_back(first)
        contexts.give_back(second)
        return first.context is second.context

    assert not stage.on_stage(play)
