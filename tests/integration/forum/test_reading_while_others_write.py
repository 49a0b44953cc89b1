"""A page shows one moment, and a reader keeps nobody from writing."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, connections
from django.test import Client

from forum.models import Discussion
from forum.reading import Reader, one_snapshot
from forum.threads import Order
from tests.factories import accounts, articles, forum

if TYPE_CHECKING:
    from articles.models import Article
    from forum.models import Reply

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def first() -> Reply:
    alice = accounts.make_member("alice")
    return forum.make_reply(article=articles.make_article(slug="models"), author=alice)


def answered_meanwhile(reply: Reply) -> None:
    """Somebody else answers, elsewhere, now."""
    went_wrong: list[Exception] = []

    def answer() -> None:
        try:
            article: Article = reply.discussion.article
            forum.make_reply(article=article, author=reply.author, parent=reply)
        except Exception as error:  # noqa: BLE001 - told below
            went_wrong.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=answer)
    thread.start()
    thread.join(timeout=10)
    assert not thread.is_alive(), "the reader kept the writer waiting"
    assert went_wrong == []


def test_a_reply_that_arrives_meanwhile_is_on_the_next_page(first: Reply) -> None:
    with one_snapshot(AnonymousUser()):
        discussion = Discussion.objects.get()
        answered_meanwhile(first)
        reader = Reader(discussion=discussion, viewer=AnonymousUser(), order=Order.BEST)
        [row] = reader.page().rows

    assert (discussion.live_count, row.more, row.children) == (1, 0, [])
    assert Discussion.objects.get().live_count == 2


def test_after_reading_one_can_write(first: Reply) -> None:
    with one_snapshot(AnonymousUser()):
        Discussion.objects.get()

    forum.make_reply(article=first.discussion.article, author=first.author)

    assert Discussion.objects.get().live_count == 2
    assert connection.get_autocommit()


def test_a_reader_who_fails_leaves_nothing_open(first: Reply) -> None:
    for address in ("/articles/models/replies/99/", "/articles/unknown/"):
        assert Client().get(address).status_code == 404

    forum.make_reply(article=first.discussion.article, author=first.author)

    assert Discussion.objects.get().live_count == 2


@pytest.mark.parametrize("address", ["", "replies/1/"])
def test_who_was_signed_out_elsewhere_reads_on_as_a_visitor(
    first: Reply, address: str
) -> None:
    client = Client()
    client.force_login(first.author)
    first.author.set_password("another long password")
    first.author.save()

    response = client.get(f"/articles/models/{address}")

    assert response.status_code == 200
    assert "deeds" not in response.content.decode()


def test_a_member_reads_in_one_moment_too(first: Reply) -> None:
    client: Any = Client()
    client.force_login(first.author)

    page = client.get("/articles/models/").content.decode()

    assert "reply--own" in page
