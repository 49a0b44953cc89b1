"""What is being written is on the server within seconds, wherever it is gone on with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from accounts import throttle
from forum import actions
from tests.browser import stage
from tests.browser.composing import (
    WORDS,
    answer,
    composer,
    open_answer,
    send,
)
from tests.browser.drafting import (
    PROMISE,
    begun,
    keeper,
    on_this_device,
    opened,
    saved,
    write,
)
from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from articles.models import Article
    from forum.models import Reply


@pytest.fixture
def bobs(article: Article, bob: Any) -> Reply:
    return make_reply(article=article, author=bob, body="So says the memo [1].")


# ------------------------------------------------------------------------ Everywhere
def test_soon_after_the_last_key_it_is_on_every_device(
    open_page: Any, place: str, alice: Any
) -> None:
    here = opened(open_page(member=alice), place)
    composer(here).press_sequentially(WORDS)
    expect(keeper(here)).to_have_text("Draft saved.", timeout=PROMISE)

    there = opened(open_page(member=alice), place)

    expect(composer(there)).to_have_value(WORDS)
    assert on_this_device(here) == []


def test_within_five_seconds_of_the_last_key_it_is_saved(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice, alone=True)
    page.clock.install()
    page.goto(place)
    page.clock.pause_at(datetime.now(tz=UTC) + timedelta(minutes=1))
    composer(page).press_sequentially(WORDS)

    with page.expect_response("**/draft/"):
        page.clock.run_for(5_000)

    assert saved() == [WORDS]


def test_who_never_pauses_is_saved_all_the_same(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice, alone=True)
    page.clock.install()
    page.goto(place)
    page.clock.pause_at(datetime.now(tz=UTC) + timedelta(minutes=1))

    with page.expect_response("**/draft/"):
        for letter in "abcdef":
            composer(page).press(letter)
            page.clock.run_for(1_000)

    assert saved() == ["abcde"]


def test_several_are_kept_at_once_and_found_again(
    open_page: Any, article: Article, place: str, alice: Any, bobs: Reply, *, erin: Any
) -> None:
    other = make_other(erin)
    own = stage.database(lambda: make_reply(article=article, author=alice))
    page = opened(open_page(member=alice), place)
    write(composer(page), "To all.")
    open_answer(page, bobs)
    answer(page).fill("To bob.")
    its_form = page.locator("form", has=answer(page))
    expect(its_form.locator("draft-keeper")).to_have_text("Draft saved.")
    page.goto(f"{place}replies/{own.number}/edit/")
    write(page.get_by_label("Your reply"), "So it was.")
    page.goto(other)
    write(composer(page), "Elsewhere.")

    page.goto("/drafts/")

    expect(page.locator(".statement__text")).to_have_text(
        ["Elsewhere.", "So it was.", "To bob.", "To all."]
    )
    page.get_by_role("link", name="Continue").nth(1).click()
    expect(page.get_by_label("Your reply")).to_have_value("So it was.")
    page.goto("/drafts/")
    page.get_by_role("link", name="Continue").nth(2).click()
    expect(answer(page)).to_have_value("To bob.")


def make_other(erin: Any) -> str:
    def make() -> str:
        return make_article(author=erin, slug="other").get_absolute_url()

    return stage.database(make)


def test_a_draft_is_discarded_when_its_author_is_sure(
    open_page: Any, place: str, alice: Any, article: Article, javascript: Any
) -> None:
    begun(alice, article, WORDS)
    page = opened(open_page(member=alice, javascript=javascript), "/drafts/")

    page.get_by_role("link", name="Discard").click()
    expect(page.locator(".verbatim")).to_have_text(WORDS)
    page.get_by_role("button", name="Discard it").click()

    expect(page.get_by_text("The draft is discarded.")).to_be_visible()
    assert saved() == []


def test_it_is_saved_when_its_author_asks(
    open_page: Any, place: str, alice: Any, javascript: Any
) -> None:
    page = opened(open_page(member=alice, javascript=javascript), place)
    composer(page).fill(WORDS)

    page.get_by_role("button", name="Save draft").click()

    said = "Draft saved." if javascript else "Your draft is kept."
    expect(page.get_by_text(said)).to_be_visible()
    assert saved() == [WORDS]


# -------------------------------------------------------------------------- The end
def test_sent_it_is_no_draft_any_more_here_or_there(
    open_page: Any, place: str, alice: Any
) -> None:
    page = opened(open_page(member=alice), place)
    write(composer(page), WORDS)

    send(composer(page))

    expect(page.locator(".reply__body")).to_contain_text("took an hour")
    assert saved() == []
    assert on_this_device(page) == []


def test_sent_before_it_was_ever_saved_it_leaves_none(
    open_page: Any, place: str, alice: Any
) -> None:
    page = opened(open_page(member=alice), place)
    composer(page).fill(WORDS)

    send(composer(page))

    expect(page.locator(".reply__body")).to_contain_text("took an hour")
    page.goto("/drafts/")
    expect(page.get_by_text("No drafts")).to_be_visible()
    assert on_this_device(page) == []


def test_a_text_taken_out_is_no_draft(open_page: Any, place: str, alice: Any) -> None:
    page = opened(open_page(member=alice), place)
    write(composer(page), WORDS)

    composer(page).fill("")

    expect(keeper(page)).to_have_text("", timeout=PROMISE)
    assert saved() == []


def test_an_edit_saved_is_no_draft(
    open_page: Any, place: str, alice: Any, article: Article
) -> None:
    own = stage.database(lambda: make_reply(article=article, author=alice))
    page = opened(open_page(member=alice), f"{place}replies/{own.number}/edit/")
    write(page.get_by_label("Your reply"), WORDS)

    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator(".reply__body")).to_contain_text("took an hour")
    assert saved() == []
    assert on_this_device(page) == []


# ------------------------------------------------------------------ Nowhere to go on
def test_a_draft_whose_reply_is_gone_stands_by_itself(
    open_page: Any,
    alice: Any,
    article: Article,
    bobs: Reply,
    bob: Any,
    *,
    javascript: Any,
) -> None:
    number = bobs.number
    begun(alice, article, WORDS, parent_number=number)
    stage.database(lambda: actions.withdraw_reply(reply=bobs, by=bob))
    page = opened(open_page(member=alice, javascript=javascript), "/drafts/")

    page.get_by_role("link", name="Continue").click()
    expect(composer(page)).to_have_value(WORDS)
    send(composer(page))

    expect(page.locator(".reply__body")).to_contain_text("took an hour")


def test_a_limit_on_saving_loses_nothing(
    open_page: Any,
    place: str,
    alice: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limit = throttle.LIMITS["draft"][0]
    none_now = (throttle.Limit(0, limit.within),)
    monkeypatch.setitem(throttle.LIMITS, "draft", none_now)
    page = opened(open_page(member=alice), place)

    composer(page).fill(WORDS)

    expect(keeper(page)).to_contain_text("kept on this device", timeout=PROMISE)
    page.reload()
    expect(composer(page)).to_have_value(WORDS)
