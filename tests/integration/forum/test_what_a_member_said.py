"""All that one member has said, and what was said last on the front page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import actions as moderation
from tests.factories import articles, forum

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article
    from forum.models import Reply

pytestmark = pytest.mark.django_db

ALICE = "/members/alice/replies/"


def test_a_members_replies_are_listed_newest_first_with_their_articles(
    visitor: Client, article: Article, alice: Any, bob: Any
) -> None:
    other = articles.make_article(title="Another thing")
    forum.make_reply(article=article, author=alice, body="The older.")
    forum.make_reply(article=article, author=bob, body="By bob.")
    forum.make_reply(article=other, author=alice, body="The newer.")

    page = visitor.get(ALICE).content.decode()

    assert page.index("The newer.") < page.index("The older.")
    assert "Another thing" in page
    assert "By bob." not in page


def test_who_said_nothing_has_an_empty_list(visitor: Client, bob: Any) -> None:
    page = visitor.get("/members/bob/replies/").content.decode()

    assert "Nothing said yet" in page


def test_the_list_has_pages(visitor: Client, article: Article, alice: Any) -> None:
    forum.grow(article=article, author=alice, parents=[0] * 30)

    for asked, count in (("", 25), ("?page=2", 5), ("?page=99", 5), ("?page=x", 25)):
        page = visitor.get(f"{ALICE}{asked}").content.decode()
        assert page.count('<li class="statement"') == count


def test_the_list_costs_the_same_for_one_and_for_many(
    visitor: Client, article: Article, alice: Any
) -> None:
    costs = []
    for parents in ([0], [0] * 24):
        other = articles.make_article()
        forum.grow(article=other, author=alice, parents=parents)
        with CaptureQueriesContext(connection) as queries:
            visitor.get(ALICE)
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 4


@pytest.mark.parametrize("name", ["nobody", "%00", "al ice", "a" * 500, "älice"])
def test_an_unknown_member_is_404(visitor: Client, alice: Any, name: str) -> None:
    assert visitor.get(f"/members/{name}/replies/").status_code == 404


def test_however_a_name_is_typed_there_is_one_address(
    visitor: Client, alice: Any
) -> None:
    response = visitor.get("/members/Alice/replies/")

    assert (response.status_code, response.headers["Location"]) == (301, ALICE)


def test_who_has_yet_to_confirm_an_address_is_not_there(
    visitor: Client, bob: Any
) -> None:
    EmailAddress.objects.filter(user=bob).update(verified=False)

    assert visitor.get("/members/bob/replies/").status_code == 404


def test_the_front_page_shows_what_was_said_last(
    visitor: Client, article: Article, alice: Any
) -> None:
    for number in range(7):
        forum.make_reply(article=article, author=alice, body=f"Word {number}, [1].")

    page = visitor.get("/").content.decode()

    shown = [number for number in range(7) if f"Word {number}" in page]
    assert shown == [2, 3, 4, 5, 6]
    assert "citing a source" in page


def test_the_front_page_shows_nothing_that_has_gone(
    visitor: Client, article: Article, alice: Any, mina: Any, alices: Reply
) -> None:
    removed = forum.make_reply(article=article, author=alice, body="Removed words.")
    moderation.hide(subject=removed, by=mina, reason="spam")
    alices.refresh_from_db()
    alices.lock()
    alices.withdraw()

    page = visitor.get("/").content.decode()

    assert "Removed words." not in page
    assert "Alice said this." not in page
    assert "Talking now" not in page
