"""Readers see what an author changed."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import actions as moderation
from articles.models import Article
from forum import actions
from forum.models import Reply
from tests.factories import forum
from tests.integration.forum.conftest import url_of
from tests.integration.forum.pages import changes, statements, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.test import Client

pytestmark = pytest.mark.django_db


def edited(
    reply: Reply, *bodies: str, sources: Sequence[str] = (), reason: str = ""
) -> Reply:
    """The author edits it, once for each text, ten minutes after posting it."""
    forum.rest(reply.author)
    Reply.objects.filter(pk=reply.pk).update(
        created_at=timezone.now() - timedelta(minutes=10)
    )
    for body in bodies:
        reply = Reply.objects.select_related("discussion__article").get(pk=reply.pk)
        actions.edit_reply(
            reply=reply,
            by=reply.author,
            body=body,
            sources=sources,
            version=reply.version,
            reason=reason,
        )
    return reply


def history(client: Client, reply: Reply, page: int = 1) -> Any:
    return client.get(url_of(reply, "reply-history"), {"page": page})


def test_each_version_shows_what_it_changed_of_the_one_before(
    visitor: Client, alices: Reply
) -> None:
    edited(alices, "Alice said that.", "Bob said that.")

    assert changes(history(visitor, alices)) == [
        "<del>Alice</del><ins>Bob</ins> said that.",
        "Alice said <del>this</del><ins>that</ins>.",
        "Alice said this.",
    ]


def test_it_says_who_edited_when_and_why(visitor: Client, alices: Reply) -> None:
    edited(alices, "Second.", reason="It was <wrong>.")

    page = words(history(visitor, alices))
    assert "Edited by alice" in page
    assert "It was <wrong>." in page
    assert "As it was posted" in page


def test_the_sources_are_part_of_what_changed(visitor: Client, alices: Reply) -> None:
    edited(alices, alices.body, sources=["https://a.example/1"])

    [newest, _posted] = changes(history(visitor, alices))
    assert newest == "Alice said this.<ins>\n\nhttps://a.example/1</ins>"


def test_text_is_text(visitor: Client, alices: Reply) -> None:
    edited(alices, "<script>alert(1)</script> <ins>& \"'")

    [newest, _posted] = changes(history(visitor, alices))
    assert "&lt;script&gt;" in newest
    assert re.sub("</?(ins|del)>", "", newest).count("<") == 0
    assert "<script>alert" not in history(visitor, alices).content.decode()


def test_what_a_silent_edit_replaced_is_not_shown(
    visitor: Client, alice: Any, alices: Reply
) -> None:
    actions.edit_reply(reply=alices, by=alice, body="Alice said thus.", version=1)
    actions.edit_reply(reply=alices, by=alice, body="Alice said so.", version=2)

    edited(alices, "Alice said that.")

    response = history(visitor, alices)
    assert changes(response) == [
        "Alice said <del>so</del><ins>that</ins>.",
        "Alice said so.",
    ]
    assert "thus" not in words(response)


def test_what_was_never_edited_says_so(visitor: Client, alices: Reply) -> None:
    assert "stands as it was posted" in words(history(visitor, alices))


@pytest.mark.parametrize("who", ["visitor", "bob_client", "alice_client"])
def test_everybody_sees_the_same(
    request: pytest.FixtureRequest, alices: Reply, who: str
) -> None:
    edited(alices, "Alice said that.")

    response = history(request.getfixturevalue(who), alices)

    assert response.status_code == 200
    assert len(changes(response)) == 2


@pytest.mark.parametrize("who", ["visitor", "bob_client", "alice_client"])
@pytest.mark.parametrize("deed", ["hidden", "withdrawn"])
def test_what_has_gone_has_gone_with_its_history(
    request: pytest.FixtureRequest, alices: Reply, mina: Any, who: str, deed: str
) -> None:
    reply = edited(alices, "Alice said that.")
    if deed == "hidden":
        moderation.hide(subject=reply, by=mina, reason="spam")
    else:
        actions.withdraw_reply(reply=reply, by=reply.author)

    response = history(request.getfixturevalue(who), alices)

    assert response.status_code == 404
    assert "Alice said" not in response.content.decode()


@pytest.mark.parametrize("number", [7, 0])
def test_what_was_never_there_has_none(
    visitor: Client, article: Article, number: int
) -> None:
    address = reverse("forum:reply-history", args=[article.slug, number])

    assert visitor.get(address).status_code == 404


def test_an_article_not_yet_out_tells_nothing(visitor: Client, alices: Reply) -> None:
    edited(alices, "Alice said that.")
    Article.objects.update(publish_at=timezone.now() + timedelta(days=1))

    assert history(visitor, alices).status_code == 404


def test_ten_versions_to_a_page_and_the_same_queries_for_one_or_thirty(
    visitor: Client, article: Article, alice: Any, alices: Reply
) -> None:
    other = forum.make_reply(article=article, author=alice, body="Version 1.")
    edited(alices, "Alice said that.")
    edited(other, *(f"Version {number}." for number in range(2, 31)))

    pages = [changes(history(visitor, other, page)) for page in (1, 2, 3)]

    assert [len(page) for page in pages] == [10, 10, 10]
    assert pages[0][0] == "Version <del>29</del><ins>30</ins>."
    assert pages[1][0] == "Version <del>19</del><ins>20</ins>."
    assert pages[2][-1] == "Version 1."
    few, many = (
        len(statements(visitor, url_of(reply, "reply-history")))
        for reply in (alices, other)
    )
    assert few == many == 3  # the reply, its versions, the texts of the page
