"""What is not published has no discussion that anybody could find."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from forum.models import Reply
from tests.factories import articles, forum

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

PAGES = ["discussion", "feed", "reply"]
DEEDS = [
    ("post", "post-reply"),
    ("get", "answer"),
    ("post", "vote"),
    ("get", "withdraw-reply"),
    ("post", "withdraw-reply"),
    ("get", "flag-reply"),
    ("post", "flag-reply"),
]


def address(name: str, article: Article) -> str:
    number = [] if name in {"discussion", "feed", "post-reply"} else [1]
    return reverse(f"forum:{name}", args=[article.slug, *number])


@pytest.fixture(params=["never published", "taken back", "its hour has not come"])
def unseen(request: Any, article: Article, draft: Article, alice: Any) -> Article:
    """An article that nobody may read; where it once was published, with a reply."""
    if request.param == "never published":
        return draft
    forum.make_reply(article=article, author=alice, body="Not to be seen.")
    if request.param == "taken back":
        article.status = article.Status.DRAFT
    else:
        article.publish_at = timezone.now() + timedelta(hours=1)
    article.save()
    return article


@pytest.mark.parametrize("name", PAGES)
def test_no_page_of_it_is_found(
    visitor: Client,
    alice_client: Client,
    erin_client: Client,
    unseen: Article,
    name: str,
) -> None:
    for client in (visitor, alice_client, erin_client):
        assert client.get(address(name, unseen)).status_code == 404


@pytest.mark.parametrize(("method", "name"), DEEDS)
def test_nothing_can_be_done_in_it(
    alice_client: Client, bob_client: Client, unseen: Article, method: str, name: str
) -> None:
    before = Reply.objects.count()

    for client in (alice_client, bob_client):
        typed = {"body": "Well.", "reason": "spam", "vote": "on"}
        data = typed if method == "post" else {}
        response = getattr(client, method)(address(name, unseen), data)
        assert response.status_code == 404

    assert Reply.objects.filter(is_live=True, ups=0, flags=0).count() == before


@pytest.mark.parametrize(("method", "name"), DEEDS)
def test_a_visitor_learns_nothing_from_a_deed(
    visitor: Client, unseen: Article, method: str, name: str
) -> None:
    response = getattr(visitor, method)(address(name, unseen))

    unknown = getattr(visitor, method)(
        address(name, unseen).replace(unseen.slug, "never-heard-of")
    )
    assert response.status_code == unknown.status_code == 302


def test_its_replies_are_listed_nowhere(
    visitor: Client, alice: Any, unseen: Article
) -> None:
    for place in ("/", "/?order=discussed", "/members/alice/replies/"):
        assert "Not to be seen." not in visitor.get(place).content.decode()


def test_an_article_is_found_again_when_its_hour_comes(
    visitor: Client, erin: Any
) -> None:
    past = timezone.now() - timedelta(seconds=1)
    article = articles.make_article(author=erin, publish_at=past)

    assert visitor.get(article.get_absolute_url()).status_code == 200
