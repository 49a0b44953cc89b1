"""Without a line, or without a script: what was written is there again."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from accounts import throttle
from forum.models import Reply
from tests.browser import stage
from tests.browser.composing import WORDS, composer
from tests.browser.drafting import (
    PROMISE,
    closed_and_opened,
    keeper,
    on_this_device,
    saved,
    write,
)

TOO_OFTEN = "Failed to load resource: the server responded with a status of 429"
# As a private window, or one whose owner has said so.
REFUSE = """
Object.defineProperty(window, "localStorage", {
  get: () => { throw new DOMException("no", "SecurityError"); },
});
"""
FILL = """() => {
  for (let [size, n] = [1 << 20, 0]; size >= 1; n++) {
    try { localStorage.setItem(`n${n}`, "x".repeat(size)); } catch { size >>= 1; }
  }
}"""


def test_what_is_written_without_a_line_is_saved_when_there_is_one(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    page.context.set_offline(True)
    composer(page).fill(WORDS)
    expect(keeper(page)).to_contain_text("The draft is not saved yet.")

    page.context.set_offline(False)

    expect(keeper(page)).to_have_text("Draft saved.")
    assert saved() == [WORDS]
    assert on_this_device(page) == []


def test_a_tab_closed_without_a_line_gives_the_words_back(
    open_page: Any, place: str, alice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(member=alice, forgive=[TOO_OFTEN])
    page.goto(place)
    page.context.set_offline(True)
    composer(page).fill(WORDS)
    context = page.context
    # What a tab sends as it closes may outlive it, line or none: here it arrives nowhere.
    with monkeypatch.context() as nothing_arrives:
        none = (throttle.Limit(0, throttle.LIMITS["draft"][0].within),)
        nothing_arrives.setitem(throttle.LIMITS, "draft", none)
        page.close()
        context.set_offline(False)
        again = context.new_page()
        again.goto(place)
        expect(composer(again)).to_have_value(WORDS)
        assert saved() == []

    again.reload()

    expect(composer(again)).to_have_value(WORDS)
    expect(again.locator("unsent-text")).to_have_text(
        "This is what you had written and not sent."
    )
    expect(keeper(again)).to_have_text("Draft saved.", timeout=PROMISE)
    assert saved() == [WORDS]


@pytest.mark.parametrize("obstacle", ["full", "refused"])
def test_who_writes_where_the_device_keeps_nothing_is_told_the_truth(
    open_page: Any, place: str, alice: Any, obstacle: str
) -> None:
    page = open_page(member=alice, alone=obstacle == "refused")
    if obstacle == "refused":
        page.add_init_script(REFUSE)
    page.goto(place)
    if obstacle == "full":
        page.evaluate(FILL)
    page.context.set_offline(True)

    composer(page).fill(WORDS)

    expect(keeper(page)).to_have_text(
        "It is not saved, and this device keeps nothing. "
        "Copy your text before you leave this page.",
        timeout=PROMISE,
    )
    page.context.set_offline(False)
    expect(keeper(page)).to_have_text("Draft saved.")
    assert saved() == [WORDS]


def test_a_page_loaded_again_has_the_last_key(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    write(composer(page), "A thought")

    composer(page).press_sequentially(", and the last word")
    page.reload()

    expect(composer(page)).to_have_value("A thought, and the last word")


def test_words_saved_without_a_script_are_there_after_closing_the_tab(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice, javascript=False)
    page.goto(place)
    composer(page).fill(WORDS)
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Your draft is kept.")).to_be_visible()

    again = closed_and_opened(page, place)

    expect(composer(again)).to_have_value(WORDS)
    assert stage.database(Reply.objects.count) == 0
