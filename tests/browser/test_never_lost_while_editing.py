"""An edit that is refused, or does not arrive: its author has the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from accounts import throttle
from tests.browser import stage
from tests.browser.composing import WORDS, go_back, obstructed
from tests.browser.doings import sign_in
from tests.browser.drafting import closed_and_opened, other_version
from tests.factories.articles import make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SENT = re.compile("/edit/")  # whatever stands behind it
LARGEST = 50_000  # bytes that the server reads here; else it is long to draw
AWAY = [
    "Failed to load resource: the server responded with a status of 503 (Service Unavailable)"
]
ways_to_fail = pytest.mark.parametrize("obstacle", ["away", "no line", "expired"])


@pytest.fixture
def form(erin: Any, alice: Any) -> str:
    article = make_article(author=erin, sources=["A memo", "A book"])
    reply = make_reply(article=article, author=alice)
    return f"{reply.get_absolute_url()}edit/"


def editor(page: Page) -> Locator:
    return page.get_by_label("Your reply")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def begun(open_page: Any, form: str, member: Any, words: str, **options: Any) -> Page:
    page: Page = open_page(member=member, forgive=AWAY, **options)
    page.goto(form)
    editor(page).fill(words)
    return page


def refused(page: Page, status: int) -> None:
    with page.expect_response(SENT) as answered:
        save(page)
    assert answered.value.status == status


@pytest.mark.parametrize("status", [422, 429])
def test_what_is_refused_comes_back_and_is_there_after_closing_the_tab(
    open_page: Any,
    form: str,
    alice: Any,
    monkeypatch: pytest.MonkeyPatch,
    *,
    javascript: Any,
    status: int,
) -> None:
    if status == 429:
        limit = throttle.Limit(0, throttle.DAY)
        monkeypatch.setitem(throttle.LIMITS, "edit", (limit,))
    words = WORDS if status == 429 else "The ninth source says so [9]."
    page = begun(open_page, form, alice, words, javascript=javascript)

    refused(page, status)

    expect(page.locator(".form__error, .field__error").first).to_be_visible()
    expect(editor(page)).to_have_value(words)
    expect(editor(closed_and_opened(page, form))).to_have_value(words)


def test_what_is_too_large_to_be_read_is_there_again(
    open_page: Any, form: str, alice: Any, settings: Any, javascript: Any
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST
    words = WORDS + "x" * LARGEST
    page = begun(open_page, form, alice, words, javascript=javascript)

    refused(page, 413)
    expect(page).not_to_have_title(re.compile("^Edit your reply"))
    go_back(page)

    expect(editor(page)).to_have_value(re.compile(f"^{re.escape(WORDS)}x+$"))


@ways_to_fail
def test_the_way_back_leads_to_the_words(
    open_page: Any, form: str, alice: Any, javascript: Any, obstacle: str
) -> None:
    page = begun(open_page, form, alice, WORDS, javascript=javascript, alone=True)

    with obstructed(page, obstacle, SENT):
        save(page)
        expect(page).not_to_have_title(re.compile("^Edit your reply"))
    go_back(page)

    expect(editor(page)).to_have_value(WORDS)
    if obstacle == "expired":
        if not javascript:
            return  # the page of the refusal showed them too, to be copied
        page.reload()
        page.get_by_role("button", name="Take the other version").click()
        expect(editor(page)).to_have_value(WORDS)
    save(page)
    expect(page.locator(".reply__body")).to_contain_text("took an hour")


@ways_to_fail
def test_a_closed_tab_offers_the_words_again(
    open_page: Any, form: str, alice: Any, obstacle: str
) -> None:
    page = begun(open_page, form, alice, WORDS, alone=True)
    with obstructed(page, obstacle, SENT):
        save(page)
        expect(page).not_to_have_title(re.compile("^Edit your reply"))

    again = closed_and_opened(page, form)

    expect(other_version(again)).to_contain_text("it is not known whether it arrived")
    again.get_by_role("button", name="Take the other version").click()
    expect(editor(again)).to_have_value(WORDS)


def test_words_of_somebody_signed_out_come_along_through_the_door(
    open_page: Any, form: str, alice: Any, javascript: Any
) -> None:
    page = begun(open_page, form, alice, WORDS, javascript=javascript)
    stage.database(Session.objects.all().delete)

    save(page)
    sign_in(page, "alice")

    expect(page).to_have_url(re.compile(f"{form}([?]again=1)?$"))
    expect(editor(page)).to_have_value(WORDS)
    save(page)
    expect(page.locator(".reply__body")).to_contain_text("took an hour")
