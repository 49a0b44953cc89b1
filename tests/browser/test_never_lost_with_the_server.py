"""The server goes away, or dies in the middle of it: no text is lost or stored twice."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from playwright.sync_api import Error, expect

from articles.models import Article
from forum.models import Draft, Reply
from tests.browser import stage
from tests.browser.composing import (
    LOST_LINE,
    WORDS,
    composer,
    go_back,
    said,
    send,
)
from tests.browser.drafting import (
    PROMISE,
    closed_and_opened,
    keeper,
    on_this_device,
    other_version,
    saved,
)
from tests.browser.fragile import AFTER, BEFORE, Fragile
from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from collections.abc import Iterator

FAILED = "Failed to load resource: "
DEATH = [
    *LOST_LINE,
    f"{FAILED}net::ERR_EMPTY_RESPONSE",
    f"{FAILED}net::ERR_CONNECTION_RESET",
]
AWAY = [
    f"{FAILED}the server responded with a status of 503 (Service Unavailable)",
    "Response Status Error Code 503 from /articles/an-article-1/replies/"
    ", [object HTMLElement]",
    f"{FAILED}net::ERR_CONNECTION_REFUSED",
    f"{FAILED}net::ERR_CONNECTION_RESET",
]

moments = pytest.mark.parametrize("moment", [BEFORE, AFTER])


@pytest.fixture(scope="module")
def server(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Fragile]:
    server = Fragile(tmp_path_factory.mktemp("fragile"), connection.settings_dict)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def place(transactional_db: None, erin: Any, server: Fragile) -> str:
    article = make_article(author=erin, sources=["A memo", "A book"])
    return f"{server.url}{article.get_absolute_url()}"


def replies() -> list[str]:
    bodies = Reply.objects.values_list("body", flat=True)
    return stage.database(lambda: list(bodies))


# ---------------------------------------------------------------------------- A crash
@moments
def test_sent_again_after_a_crash_it_is_one_reply(
    server: Fragile, open_page: Any, place: str, alice: Any, moment: str
) -> None:
    page = open_page(member=alice, forgive=DEATH)
    page.goto(place)
    composer(page).fill(WORDS)

    with server.crashing(moment):
        send(composer(page))
        expect(said(page)).to_contain_text("The reply was not sent. It is kept here")
    expect(composer(page)).to_have_value(WORDS)
    assert replies() == ([] if moment == BEFORE else [WORDS])
    send(composer(page))

    expect(page.locator(".reply__body")).to_contain_text("took an hour")
    expect(composer(page)).to_have_value("")
    assert replies() == [WORDS]
    assert on_this_device(page) == []


@moments
def test_sent_again_from_a_new_tab_after_a_crash_it_is_one_reply(
    server: Fragile, open_page: Any, place: str, alice: Any, moment: str
) -> None:
    page = open_page(member=alice, forgive=DEATH)
    page.goto(place)
    composer(page).fill(WORDS)
    with server.crashing(moment):
        send(composer(page))
        expect(said(page)).to_contain_text("The reply was not sent.")
    context = page.context
    page.close()

    again = context.new_page()
    again.goto(place)
    expect(composer(again)).to_have_value(WORDS)
    send(composer(again))

    expect(again.locator(".reply__body").first).to_contain_text("took an hour")
    expect(composer(again)).to_have_value("")
    assert replies() == [WORDS]


@moments
def test_without_a_script_the_way_back_leads_to_the_words_and_to_one_reply(
    server: Fragile, open_page: Any, place: str, alice: Any, moment: str
) -> None:
    page = open_page(member=alice, javascript=False)
    page.goto(server.url)  # the cookie that comes along makes every page another one
    page.goto(place)
    composer(page).fill(WORDS)
    with server.crashing(moment), suppress(Error):  # what the browser says of it
        send(composer(page))
        page.wait_for_url("chrome-error://**")

    go_back(page)
    expect(composer(page)).to_have_value(WORDS)
    send(composer(page))

    expect(page.locator(".reply__body")).to_contain_text("took an hour")
    assert replies() == [WORDS]


def test_an_edit_sent_into_a_crash_is_there_to_be_taken(
    server: Fragile, open_page: Any, place: str, alice: Any
) -> None:
    form = f"{place}replies/{own_reply(alice)}/edit/"
    page = open_page(member=alice, forgive=DEATH)
    page.goto(form)
    page.get_by_label("Your reply").fill(WORDS)
    with server.crashing(BEFORE), suppress(Error):  # what the browser says of it
        page.get_by_role("button", name="Save", exact=True).click()
        page.wait_for_url("chrome-error://**")

    again = closed_and_opened(page, form)

    expect(other_version(again)).to_contain_text("it is not known whether it arrived")
    again.get_by_role("button", name="Take the other version").click()
    expect(again.get_by_label("Your reply")).to_have_value(WORDS)


def test_an_edit_that_arrived_in_spite_of_a_crash_is_offered_no_more(
    server: Fragile, open_page: Any, place: str, alice: Any
) -> None:
    form = f"{place}replies/{own_reply(alice)}/edit/"
    page = open_page(member=alice, forgive=DEATH)
    page.goto(form)
    page.get_by_label("Your reply").fill(WORDS)
    with server.crashing(AFTER), suppress(Error):  # what the browser says of it
        page.get_by_role("button", name="Save", exact=True).click()
        page.wait_for_url("chrome-error://**")

    again = closed_and_opened(page, form)

    expect(again.get_by_label("Your reply")).to_have_value(WORDS)
    expect(other_version(again)).to_be_hidden()
    assert replies() == [WORDS]


def own_reply(member: Any) -> int:
    def post() -> int:
        return make_reply(article=Article.objects.get(), author=member).number

    return stage.database(post)


# -------------------------------------------------------------------------------- 503
def test_a_server_that_is_away_gets_the_draft_when_it_is_back(
    server: Fragile, open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice, forgive=AWAY)
    page.goto(place)

    with server.unavailable():
        composer(page).fill(WORDS)
        expect(keeper(page)).to_contain_text(
            "The draft is not saved yet.", timeout=PROMISE
        )
        assert on_this_device(page) != []

    expect(keeper(page)).to_have_text("Draft saved.", timeout=30_000)
    assert saved() == [WORDS]
    assert on_this_device(page) == []


def test_what_is_sent_to_a_server_that_is_away_is_sent_again(
    server: Fragile, open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice, forgive=AWAY)
    page.goto(place)
    composer(page).fill(WORDS)

    with server.unavailable():
        send(composer(page))
        expect(said(page)).to_contain_text("The reply was not sent. It is kept here")
        expect(composer(page)).to_have_value(WORDS)
    send(composer(page))

    expect(page.locator(".reply__body")).to_contain_text("took an hour")
    assert replies() == [WORDS]
    assert stage.database(Draft.objects.count) == 0


def test_without_a_script_the_way_back_from_503_leads_to_the_words(
    server: Fragile, open_page: Any, place: str, alice: Any
) -> None:
    page = open_page(member=alice, javascript=False, forgive=AWAY)
    page.goto(place)
    composer(page).fill(WORDS)
    with server.unavailable():
        send(composer(page))
        expect(page.get_by_role("heading")).to_have_text("Away for a moment")

    go_back(page)

    expect(composer(page)).to_have_value(WORDS)
    send(composer(page))
    expect(page.locator(".reply__body")).to_contain_text("took an hour")
    assert replies() == [WORDS]
