"""Writing on the page itself: sent once, mended in place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from accounts import throttle
from forum.models import Reply
from tests.browser import stage
from tests.browser.composing import (
    LOST_LINE,
    WORDS,
    answer,
    button,
    composer,
    open_answer,
    opener,
    said,
    said_aloud,
    send,
)
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from articles.models import Article


@pytest.fixture
def bobs(article: Article, bob: Any) -> Reply:
    return make_reply(article=article, author=bob, body="So says the memo [1].")


# ------------------------------------------------------------------------- Sending
def test_an_answer_opens_below_the_reply_and_stays_there(
    open_page: Any, place: str, alice: Any, bobs: Reply
) -> None:
    page = open_page(member=alice)
    page.goto(place)

    open_answer(page, bobs)
    expect(answer(page)).to_be_focused()
    answer(page).fill(WORDS)
    send(answer(page))

    added = page.locator(f"#{bobs.anchor} .reply", has_text="took an hour")
    expect(added).to_be_visible()
    expect(answer(page)).to_have_count(0)
    expect(added.locator(".reply__time")).to_be_focused()
    expect(page.locator("#discussion-counts")).to_contain_text("2 replies")
    expect(page).to_have_url(re.compile(f"{place}$"))
    expect(said_aloud(page)).to_have_text("The reply is sent.")


def test_an_answer_begun_is_put_away_and_taken_up_again(
    open_page: Any, place: str, alice: Any, bobs: Reply
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    open_answer(page, bobs)
    answer(page).press_sequentially("Half of a")

    page.get_by_role("link", name="Cancel").click()
    expect(answer(page)).to_have_count(0)
    expect(opener(page, bobs)).to_be_focused()
    open_answer(page, bobs)

    expect(answer(page)).to_have_value("Half of a")


def test_control_and_enter_send(open_page: Any, place: str, alice: Any) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).fill(WORDS)

    composer(page).press("Control+Enter")

    expect(page.locator(".reply__body")).to_contain_text("took an hour")
    expect(composer(page)).to_have_value("")
    expect(composer(page)).to_be_focused()
    expect(page.get_by_text("No replies yet")).to_be_hidden()
    expect(page.locator("#discussion-counts")).to_contain_text("1 reply")
    expect(page.get_by_role("link", name="Flat")).to_be_visible()


def test_two_clicks_send_once(
    open_page: Any, place: str, alice: Any, javascript: Any
) -> None:
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    composer(page).fill(WORDS)

    button(composer(page)).dblclick()

    expect(page.locator(".reply__body", has_text="took an hour")).to_have_count(1)
    page.goto(place)
    expect(page.locator(".reply")).to_have_count(1)
    assert stage.database(Reply.objects.count) == 1


# --------------------------------------------------------------- What comes back
def test_what_must_be_mended_comes_back_in_its_place(
    open_page: Any, place: str, alice: Any, javascript: Any
) -> None:
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    composer(page).fill("The ninth source says so [9].")

    with page.expect_response("**/replies/") as answered:
        send(composer(page))

    assert answered.value.status == 422
    refusal = "The article has no source [9]."
    expect(page.locator(".field__error")).to_have_text(refusal)
    expect(page.locator(".field__error")).to_be_in_viewport()
    expect(composer(page)).to_have_value("The ninth source says so [9].")
    expect(composer(page)).to_have_accessible_description(
        re.compile(re.escape(refusal))
    )
    if javascript:
        expect(page).to_have_url(re.compile(f"{place}$"))
        expect(composer(page)).to_be_focused()
        expect(said_aloud(page)).to_have_text(refusal)
    composer(page).fill(WORDS)
    send(composer(page))
    expect(page.locator(".reply__body")).to_contain_text("took an hour")


def test_haste_is_told_to_wait_with_the_words_kept(
    open_page: Any, place: str, alice: Any, javascript: Any, monkeypatch: Any
) -> None:
    limit = throttle.LIMITS["reply"][0]
    monkeypatch.setitem(throttle.LIMITS, "reply", (throttle.Limit(0, limit.within),))
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    composer(page).fill(WORDS)

    with page.expect_response("**/replies/") as answered:
        send(composer(page))

    assert answered.value.status == 429
    assert answered.value.headers["retry-after"] == "300"
    refusal = "That was often. Please try again in 5 minutes."
    comes_back(page, refusal, in_place=javascript, place=place)
    assert stage.database(Reply.objects.count) == 0


def test_a_form_sent_with_another_text_shows_both(
    open_page: Any, place: str, alice: Any, javascript: Any
) -> None:
    lost = [*LOST_LINE, "Failed to load resource: net::ERR_FAILED"]
    page = open_page(member=alice, javascript=javascript, forgive=lost)
    page.goto(place)
    if javascript:
        composer(page).fill("The first words.")
        send_unanswered(page)
        expect(said(page)).to_contain_text("The reply was not sent.")
    else:
        other = doubled(page)
        composer(other).fill("The first words.")
        send(composer(other))
        expect(other.locator(".reply__body")).to_contain_text("The first words.")
    composer(page).fill(WORDS)

    with page.expect_response("**/replies/") as answered:
        send(composer(page))

    assert answered.value.status == 409
    expect(page.get_by_role("main").get_by_text("The first words.")).to_be_visible()
    refusal = "This form was already sent, with another text or other sources."
    comes_back(page, refusal, in_place=javascript, place=place)
    assert stage.database(Reply.objects.count) == 1


# -------------------------------------------------------------------------- Votes
def test_a_vote_is_given_and_taken_back_in_place(
    open_page: Any, place: str, alice: Any, bobs: Reply, javascript: Any
) -> None:
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    vote = page.locator(f"#vote-{bobs.number}")
    expect(vote).to_have_accessible_name("Helpful: 0 members")

    vote.focus()
    vote.press("Enter")
    expect(vote).to_have_accessible_name("Helpful: 1 member")
    expect(vote).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile(f"{place}(#r1)?$"))
    if javascript:
        expect(vote).to_be_focused()
    vote.press("Enter")

    expect(vote).to_have_accessible_name("Helpful: 0 members")
    expect(vote).to_have_attribute("aria-pressed", "false")
    expect(page.locator(f"#{bobs.anchor}")).to_be_in_viewport()


def test_what_is_half_written_outlives_a_vote(
    open_page: Any, place: str, alice: Any, bobs: Reply
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    open_answer(page, bobs)
    answer(page).fill(WORDS)

    page.locator(f"#vote-{bobs.number}").click()

    expect(page.locator(f"#vote-{bobs.number}")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(answer(page)).to_have_value(WORDS)


def comes_back(page: Page, refusal: str, *, in_place: bool, place: str) -> None:
    """The sentence, the words, the focus, and the live region."""
    expect(page.get_by_text(refusal).first).to_be_visible()
    expect(composer(page)).to_have_value(WORDS)
    if in_place:
        expect(page).to_have_url(re.compile(f"{place}$"))
        expect(composer(page)).to_be_focused()
        expect(said_aloud(page)).to_have_text(refusal)


def doubled(page: Page) -> Page:
    """The same page in another tab, as a browser doubles it: with the same form."""
    other = page.context.new_page()
    other.goto(page.url)
    key = page.locator("[name=key]").first.input_value()
    other.locator("[name=key]").first.evaluate(
        "(field, key) => { field.value = key; }", key
    )
    return other


def send_unanswered(page: Page) -> None:
    """The server gets the form; its answer is lost on the way back."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/replies/", lose)
    with page.expect_event("requestfailed"):
        send(composer(page))
    page.unroute("**/replies/")
