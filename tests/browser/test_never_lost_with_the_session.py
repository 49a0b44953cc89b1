"""A session that ended, a form that is too old: what was written is there again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.browser import stage
from tests.browser.composing import WORDS, composer, go_back, send
from tests.browser.doings import sign_in
from tests.browser.drafting import PROMISE, keeper, on_this_device, saved

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_a_second_sign_in_elsewhere_loses_no_word(
    open_page: Any, place: str, alice: Any
) -> None:
    page = signed_in_again(open_page, place, javascript=True)
    composer(page).fill(WORDS)

    send(composer(page))

    expect(page.get_by_text("This form had expired.")).to_be_visible()
    expect(composer(page)).to_have_value(WORDS)
    page.reload()
    expect(composer(page)).to_have_value(WORDS)
    send(composer(page))
    expect(page.locator(".reply__body")).to_contain_text("took an hour")
    assert on_this_device(page) == []


def test_a_second_sign_in_elsewhere_shows_the_words_without_a_script(
    open_page: Any, place: str, alice: Any
) -> None:
    page = signed_in_again(open_page, place, javascript=False)
    composer(page).fill(WORDS)

    send(composer(page))

    expect(page.get_by_role("heading", name="This form had expired")).to_be_visible()
    expect(page.get_by_label("Body")).to_have_value(WORDS)
    go_back(page)
    expect(composer(page)).to_have_value(WORDS)


def signed_in_again(open_page: Any, place: str, *, javascript: bool) -> Page:
    """A page opened by alice, who has since signed out and in again in another tab."""
    page: Page = open_page(javascript=javascript)
    page.goto(f"/accounts/login/?next={place}")
    sign_in(page, "alice")
    expect(composer(page)).to_be_visible()
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_role("link", name="Sign in")).to_be_visible()
    other.goto("/accounts/login/")
    sign_in(other, "alice")
    expect(other.get_by_role("button", name="Sign out")).to_be_visible()
    return page


def test_a_draft_that_a_signed_out_page_cannot_save_is_there_after_signing_in(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    stage.database(Session.objects.all().delete)
    composer(page).fill(WORDS)
    expect(keeper(page)).to_contain_text("You are signed out", timeout=PROMISE)
    expect(keeper(page)).to_contain_text("kept on this device")

    page.goto(f"/accounts/login/?next={place}")
    sign_in(page, "alice")

    expect(composer(page)).to_have_value(WORDS)
    expect(keeper(page)).to_have_text("Draft saved.", timeout=PROMISE)
    assert saved() == [WORDS]
