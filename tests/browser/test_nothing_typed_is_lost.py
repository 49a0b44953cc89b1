"""Nothing typed is lost: not to a bad line, a closed tab, a step back or an ended session."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from forum.models import Reply
from tests.browser import stage
from tests.browser.composing import (
    LOST_LINE,
    WORDS,
    answer,
    composer,
    go_back,
    obstructed,
    open_answer,
    said,
    said_aloud,
    send,
)
from tests.browser.doings import sign_in
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from articles.models import Article

WENT_WRONG = [
    *LOST_LINE,
    "Failed to load resource: the server responded with a status of 503 (Service Unavailable)",
    "Response Status Error Code 503 from /articles/an-article-1/replies/, [object HTMLElement]",
]


@pytest.fixture
def bobs(article: Article, bob: Any) -> Reply:
    return make_reply(article=article, author=bob, body="So says the memo [1].")


def test_a_failed_line_keeps_the_words_and_says_so(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice, forgive=LOST_LINE)
    page.goto(place)
    composer(page).fill(WORDS)

    page.context.set_offline(True)
    send(composer(page))
    expect(said(page)).to_contain_text("The reply was not sent. It is kept here")
    expect(said_aloud(page)).to_contain_text("The reply was not sent.")
    expect(composer(page)).to_have_value(WORDS)
    page.context.set_offline(False)
    send(composer(page))

    expect(page.locator(".reply__body")).to_contain_text("took an hour")
    assert stage.database(Reply.objects.count) == 1


def test_a_closed_tab_gives_the_words_back(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).press_sequentially(WORDS)
    page.close()

    again = page.context.new_page()
    again.goto(place)

    expect(composer(again)).to_have_value(WORDS)


def test_what_was_sent_is_not_offered_again(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(place)
    composer(page).press_sequentially(WORDS)
    send(composer(page))
    expect(page.locator(".reply__body")).to_contain_text("took an hour")

    page.reload()

    expect(composer(page)).to_have_value("")


def test_the_way_back_leads_to_the_words(
    open_page: Any, place: str, alice: Any, bobs: Reply, javascript: Any
) -> None:
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    composer(page).press_sequentially(WORDS)
    page.get_by_role("link", name="bob").first.click()
    expect(page).to_have_url(re.compile("/members/bob/$"))

    go_back(page)

    expect(composer(page)).to_have_value(WORDS)


def test_words_of_somebody_signed_out_come_along_through_the_door(
    open_page: Any, place: str, alice: Any, javascript: Any
) -> None:
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    composer(page).fill(WORDS)
    stage.database(Session.objects.all().delete)

    send(composer(page))
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_in(page, "alice")

    expect(page).to_have_url(re.compile(f"{place}$"))
    expect(composer(page)).to_have_value(WORDS)
    send(composer(page))
    expect(page.locator(".reply__body")).to_contain_text("took an hour")
    page.goto(place)
    expect(composer(page)).to_have_value("")


def test_an_answer_of_somebody_signed_out_comes_along_as_one(
    open_page: Any, place: str, alice: Any, bobs: Reply, javascript: Any
) -> None:
    page = open_page(member=alice, javascript=javascript)
    page.goto(place)
    open_answer(page, bobs)
    answer(page).fill(WORDS)
    stage.database(Session.objects.all().delete)

    send(answer(page))
    sign_in(page, "alice")

    expect(answer(page)).to_have_value(WORDS)
    send(answer(page))
    expect(page.locator(".reply__body", has_text="took an hour")).to_have_count(1)
    sent = stage.database(Reply.objects.filter(parent_number=bobs.number).get)
    assert sent.author_id == alice.pk


@pytest.mark.parametrize("obstacle", ["away", "no line", "answer lost", "expired"])
def test_an_answer_in_its_place_outlives_what_went_wrong(
    open_page: Any, place: str, alice: Any, bobs: Reply, obstacle: str
) -> None:
    page = open_page(member=alice, alone=True, forgive=WENT_WRONG)
    page.goto(place)
    open_answer(page, bobs)
    answer(page).fill(WORDS)

    with obstructed(page, obstacle, "**/replies/"):
        send(answer(page))
        expect(said_aloud(page)).to_contain_text(
            re.compile("not sent|had expired|kept on this device")
        )
    expect(answer(page)).to_have_value(WORDS)
    if obstacle == "expired":
        page.reload()
        open_answer(page, bobs)
        expect(answer(page)).to_have_value(WORDS)
    send(answer(page))

    expect(page.locator(".reply__body", has_text="took an hour")).to_have_count(1)
    sent = stage.database(Reply.objects.filter(author=alice).get)
    assert sent.parent_number == bobs.number


def test_without_a_script_and_without_a_line_the_way_back_leads_to_the_words(
    open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice, javascript=False, alone=True)
    page.goto(place)
    composer(page).fill(WORDS)
    with obstructed(page, "no line", "**/replies/"):
        send(composer(page))
        expect(composer(page)).to_have_count(0)

    go_back(page)

    expect(composer(page)).to_have_value(WORDS)
    send(composer(page))
    expect(page.locator(".reply__body")).to_contain_text("took an hour")
