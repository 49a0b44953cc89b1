"""From one new reply to the next, by key and by link, on the page and beyond it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from forum.models import Visit
from tests.browser import stage
from tests.browser.composing import said_aloud
from tests.browser.doings import own_link
from tests.factories.articles import make_article
from tests.factories.forum import grow

if TYPE_CHECKING:
    from accounts.models import Member
    from articles.models import Article


@pytest.fixture
def article(erin: Any) -> Article:
    return make_article(author=erin)


@pytest.fixture
def place(article: Article, bob: Any) -> str:
    """A reply with an answer, and one that is withdrawn with another."""
    grow(article=article, author=bob, parents=[0, 1, 0, 3], withdrawn={3})
    return f"{article.get_absolute_url()}?order=old"


@pytest.fixture
def read_to(article: Article, alice: Member) -> Any:
    """Alice has been here when there were so many replies."""

    def been(number: int) -> None:
        Visit.objects.create(
            member=alice,
            article=article,
            seen_number=number,
            since_number=number,
            visited_at=timezone.now(),
        )

    return been


def test_u_goes_through_what_is_new(
    open_page: Any, place: str, read_to: Any, alice: Any
) -> None:
    stage.database(lambda: read_to(1))
    page = open_page(member=alice)
    page.goto(place)
    page.locator("#b1 > summary").click()

    page.keyboard.press("u")
    expect(own_link(page, 2)).to_be_focused()  # its branch is unfolded again
    expect(said_aloud(page)).to_have_text("Reply by bob, 2 of 3, new")
    page.keyboard.press("u")
    expect(own_link(page, 4)).to_be_focused()
    page.keyboard.press("u")

    expect(said_aloud(page)).to_have_text("Nothing further down is new to you.")
    expect(own_link(page, 4)).to_be_focused()


def test_u_goes_on_to_what_is_new_elsewhere(
    open_page: Any, place: str, article: Article, read_to: Any, alice: Any
) -> None:
    stage.database(lambda: read_to(1))
    page = open_page(member=alice)
    page.goto(f"{article.get_absolute_url()}replies/2/")

    page.keyboard.press("u")

    expect(page).to_have_url(re.compile(r"/replies/4/\?.*#r4$"))
    expect(own_link(page, 4)).to_be_focused()
    expect(said_aloud(page)).to_have_text("Reply by bob, 1 of 1, new")


def test_whoever_comes_to_one_reply_has_it_before_them(
    open_page: Any, place: str, read_to: Any, alice: Any
) -> None:
    stage.database(lambda: read_to(4))
    page = open_page(member=alice)

    page.goto(f"{place}#r2")
    expect(own_link(page, 2)).to_be_focused()
    expect(said_aloud(page)).to_have_text("Reply by bob, 2 of 3")
    page.goto("about:blank")
    page.goto(f"{place}#r3")  # which has been withdrawn
    page.keyboard.press("j")

    expect(own_link(page, 4)).to_be_focused()


@pytest.fixture
def thirty(article: Article, bob: Any, read_to: Any) -> str:
    """Of thirty replies ten are new, five on the first page and five on the next."""
    grow(article=article, author=bob, parents=[0] * 30)
    read_to(20)
    return f"{article.get_absolute_url()}?order=old"


def test_u_does_not_lead_back_to_what_was_read_on_the_page(
    open_page: Any, thirty: str, alice: Any
) -> None:
    page = open_page(member=alice)
    page.goto(thirty)

    for number in range(21, 26):
        page.keyboard.press("u")
        expect(own_link(page, number)).to_be_focused()
    for number in range(26, 31):
        page.keyboard.press("u")
        expect(page).to_have_url(re.compile(rf"/replies/{number}/\?"))
        expect(own_link(page, number)).to_be_focused()
    page.keyboard.press("u")

    said = page.get_by_text("There is nothing more that is new to you here.")
    expect(said).to_be_in_viewport()


def test_without_javascript_next_unread_leads_to_what_the_page_does_not_show(
    open_page: Any, thirty: str, alice: Any
) -> None:
    page = open_page(member=alice, javascript=False)
    page.goto(thirty)

    for number in range(26, 31):
        page.get_by_role("link", name="Next unread").click()
        expect(page).to_have_url(re.compile(rf"/replies/{number}/\?"))
    page.get_by_role("link", name="To the whole discussion").click()

    expect(page.locator(".reply--new").first).to_be_visible()
