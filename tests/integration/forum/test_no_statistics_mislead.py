"""A site that was analysed when it was young still finds its replies when it is large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.urls import reverse

from forum.models import Visit
from forum.threads import BELOW, BEYOND
from tests.conftest import signed_in
from tests.factories import articles, forum
from tests.integration.forum import multitude
from tests.integration.forum.conftest import SOURCES
from tests.integration.forum.plans import about_replies, plan, reads_all
from tests.integration.forum.walking import flush

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

SIZE = 5_000
PLACES = [
    *(f"?order={order}" for order in ("best", "new", "old", "sourced")),
    "?after=900.90.1",
    "?after=900.90.0",  # begun before replies moved
    "?order=new&after=900.90.1",
    "?order=old&after=900.90.1",
    "?order=sourced&after=900.90.0",
    f"?after=b{BEYOND}.900.1",  # the last page
    f"?order=new&after=b{BELOW}.900.1",
    "?order=flat&page=70",
    "replies/1/",
    "replies/1/?order=old&after=900.90.1",
    "replies/33/",
    "feed.atom",
    "unread/2000/",
]


def analysed_when_young(article: Article, author: Any) -> None:
    """Three replies are told to the planner as all there are; then people came."""
    young = articles.make_article(slug="young", sources=SOURCES)
    forum.grow(article=young, author=author, parents=[0, 1, 0])
    analyse()
    discussion = multitude.fill(article, author, SIZE)
    discussion.replies.filter(number=40).update(ups=9, is_order_due=True)
    flush(discussion)
    if connection.vendor == "postgresql":
        analyse()  # which it does by itself as it grows
    connection.close()
    connection.ensure_connection()  # SQLite is rid of what it was told by now
    connection.close()


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.fixture
def returning(article: Article, alice: Any, bob: Any) -> Client:
    """Bob, who has seen the first nine replies of thousands."""
    analysed_when_young(article, alice)
    client = signed_in(bob)
    client.get(article.get_absolute_url())
    Visit.objects.update(since_number=9, seen_number=9)
    return client


@pytest.mark.django_db(transaction=True)
def test_no_page_reads_all_replies(returning: Client, article: Article) -> None:
    addresses = [article.get_absolute_url() + place for place in PLACES]
    addresses += [
        reverse("forum:front"),
        reverse("forum:member-replies", args=["bob"]),
    ]

    asked = {each: about_replies(returning, each) for each in addresses}

    assert all(asked.values())
    plans = [(each, plan(sql)) for each in addresses for sql in asked[each]]
    assert [(each, said) for each, said in plans if reads_all(said)] == []
