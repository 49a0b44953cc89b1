"""Whatever refuses a text, its author has it: on the page, and after closing the tab."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from accounts import throttle
from tests.browser import stage
from tests.browser.composing import WORDS, composer, go_back, send
from tests.browser.drafting import begun, closed_and_opened, keeper, saved
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    import pytest
    from playwright.sync_api import Locator, Page

    from articles.models import Article

KEY = "12345678-1234-5678-1234-567812345678"  # of a form
LARGEST = 50_000  # bytes that the server reads here; else it is long to draw


def editor(page: Page) -> Locator:
    return page.get_by_label("Your reply")


# ---------------------------------------------------------------- 422: typed wrongly
def test_what_must_be_mended_is_there_after_closing_the_tab(
    open_page: Any, place: str, alice: Any, javascript: Any
) -> None:
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    composer(page).fill("The ninth source says so [9].")
    send(composer(page))
    expect(page.get_by_text("The article has no source [9].").first).to_be_visible()
    expect(composer(page)).to_have_value("The ninth source says so [9].")

    again = closed_and_opened(page, place)

    expect(composer(again)).to_have_value("The ninth source says so [9].")


def test_what_is_too_long_for_a_reply_is_there_to_be_cut(
    open_page: Any, place: str, alice: Any, javascript: Any
) -> None:
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    composer(page).fill("word " * 3_000)
    send(composer(page))
    expect(page.get_by_text("A reply has at most 10000 characters")).to_be_visible()

    again = closed_and_opened(page, place)

    expect(composer(again)).to_have_value(re.compile("^(word ){2999}word ?$"))


def test_what_is_too_long_for_a_draft_is_kept_on_the_device(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).fill("word " * 5_000)
    expect(keeper(page)).to_contain_text("Your text is kept on this device.")

    again = closed_and_opened(page, place)

    expect(composer(again)).to_have_value(re.compile("^(word ){4999}word ?$"))
    assert saved() == []


# ------------------------------------------------------------------- 429: too often
def test_who_comes_too_often_finds_the_words_later(
    open_page: Any,
    place: str,
    alice: Any,
    monkeypatch: pytest.MonkeyPatch,
    *,
    javascript: bool,
) -> None:
    limit = throttle.LIMITS["reply"][0]
    monkeypatch.setitem(throttle.LIMITS, "reply", (throttle.Limit(0, limit.within),))
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    composer(page).fill(WORDS)
    with page.expect_response("**/replies/") as answered:
        send(composer(page))
    assert answered.value.status == 429
    expect(page.get_by_text("That was often.").first).to_be_visible()
    expect(composer(page)).to_have_value(WORDS)

    again = closed_and_opened(page, place)

    expect(composer(again)).to_have_value(WORDS)


# --------------------------------------------------------------- 409: another window
def test_a_form_sent_before_with_another_text_keeps_this_one(
    open_page: Any, place: str, alice: Any, article: Article, javascript: Any
) -> None:
    begun(alice, article, "One.", key=KEY)
    first = open_page(member=alice, javascript=javascript)
    first.goto(place)
    second = open_page(member=alice, javascript=javascript)
    second.goto(place)
    send(composer(first))
    expect(first.locator(".reply__body")).to_have_text("One.")

    composer(second).fill("One, two.")
    with second.expect_response("**/replies/") as answered:
        send(composer(second))

    assert answered.value.status == 409
    expect(composer(second)).to_have_value("One, two.")
    again = closed_and_opened(second, place)
    expect(composer(again)).to_have_value("One, two.")
    send(composer(again))
    expect(again.locator(".reply__body")).to_have_count(2)


def test_an_edit_that_came_second_keeps_its_text_and_sees_the_other(
    open_page: Any, place: str, alice: Any, article: Article, javascript: Any
) -> None:
    own = stage.database(lambda: make_reply(article=article, author=alice))
    form = f"{place}replies/{own.number}/edit/"
    first = open_page(member=alice, javascript=javascript)
    first.goto(form)
    second = open_page(member=alice, javascript=javascript)
    second.goto(form)
    editor(first).fill("So says the first.")
    first.get_by_role("button", name="Save", exact=True).click()
    expect(first.locator(".reply__body")).to_have_text("So says the first.")

    editor(second).fill("So says the second.")
    second.get_by_role("button", name="Save", exact=True).click()

    expect(second.locator(".version").first).to_contain_text("So says the first.")
    expect(editor(second)).to_have_value("So says the second.")
    again = closed_and_opened(second, form)
    expect(editor(again)).to_have_value("So says the second.")
    again.get_by_role("button", name="Save", exact=True).click()
    expect(again.locator(".version").first).to_contain_text("So says the first.")
    expect(editor(again)).to_have_value("So says the second.")


# -------------------------------------------------------------------- 413: too large
def test_what_is_too_large_to_be_read_stays_in_the_field(
    open_page: Any, place: str, alice: Any, settings: Any, *, javascript: bool
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    composer(page).fill(WORDS + "x" * LARGEST)

    with page.expect_response("**/replies/") as answered:
        send(composer(page))

    assert answered.value.status == 413
    expect(page.get_by_text("too large to send").first).to_be_visible()
    if not javascript:
        go_back(page)
    expect(composer(page)).to_have_value(re.compile(f"^{re.escape(WORDS)}x+$"))
