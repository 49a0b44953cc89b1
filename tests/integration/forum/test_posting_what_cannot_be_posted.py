"""Bad input: the right status, a clear sentence, every word kept, nothing stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts import actions as moderation
from accounts.models import Tally
from accounts.throttle import LIMITS
from forum.models import Discussion, Reply
from tests.factories import articles, forum
from tests.integration.forum.conftest import PART
from tests.integration.forum.pages import (
    assert_nothing_is_stored,
    hidden,
    kept_text,
    words,
)

if TYPE_CHECKING:
    from articles.models import Article

pytestmark = pytest.mark.django_db

WAYS = pytest.mark.parametrize("headers", [{}, PART], ids=["page", "part"])
TEXT = "Every word & <mark> of this, [1]."


@WAYS
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Write something first."),
        ({"body": ""}, "Write something first."),
        ({"body": " \t\r\n\u3000\xa0 "}, "Write something first."),
        ({"body": "\u200b\u2060\u200d\ufeff"}, "Write something that can be seen."),
        ({"body": "[n]: https://a.example"}, "Write something that can be seen."),
        ({"body": "&nbsp;&#8203;"}, "Write something that can be seen."),
        ({"body": "x"}, "A reply has at least 2 characters."),
        ({"body": "x" * 10_001}, "at most 10000 characters; this one has 10001."),
        ({"body": "As in [3] and [9:1]."}, "The article has no source [3], [9]."),
        ({"body": "be\x00fore"}, "Null characters are not allowed."),
        ({"body": TEXT, "parent": "77"}, "is not here, or no longer."),
        ({"body": TEXT, "parent": "one"}, "is not here, or no longer."),
        ({"body": TEXT, "parent": "-1"}, "is not here, or no longer."),
        ({"body": TEXT, "parent": "1.5"}, "is not here, or no longer."),
        ({"body": TEXT, "parent": "9" * 40}, "is not here, or no longer."),
        ({"body": TEXT, "parent": "1\x00"}, "Null characters are not allowed."),
        ({"body": TEXT, "key": "no key"}, "This form was damaged on its way."),
        ({"body": TEXT, "key": "\x00" * 16}, "This form was damaged on its way."),
    ],
)
def test_what_is_wrong_is_said_beside_the_text(
    bob_client: Client,
    article: Article,
    post_url: str,
    *,
    typed: dict[str, str],
    sentence: str,
    headers: dict[str, str],
) -> None:
    response = bob_client.post(post_url, typed, headers=headers)

    assert response.status_code == 422
    assert sentence in words(response)
    shown = kept_text(response).replace("\ufffd", "\x00")
    assert shown == typed.get("body", "").replace("\r\n", "\n")
    assert "HX-Request" in response.headers["Vary"]
    assert ("<html" in response.content.decode()) == (not headers)
    assert_nothing_is_stored()


@WAYS
def test_a_parent_in_another_discussion_is_unknown_here(
    bob_client: Client, alice: Any, post_url: str, headers: dict[str, str]
) -> None:
    elsewhere = articles.make_article()
    for _time in range(3):
        other = forum.make_reply(article=elsewhere, author=alice)

    response = bob_client.post(
        post_url, {"body": TEXT, "parent": other.number}, headers=headers
    )

    assert response.status_code == 422
    assert "is not here, or no longer." in words(response)
    assert kept_text(response) == TEXT
    assert not Reply.objects.filter(body=TEXT).exists()


def test_a_form_that_came_back_can_be_sent(
    bob_client: Client, article: Article, post_url: str
) -> None:
    damaged = {"body": "Fine.", "parent": "one", "key": "no key"}
    response = bob_client.post(post_url, damaged)
    again = {name: hidden(response, name) for name in ("parent", "key")}

    bob_client.post(post_url, {"body": kept_text(response), **again})

    assert Reply.objects.get().parent_number == 0


def test_a_form_that_came_back_keeps_its_key_so_that_it_is_still_sent_once(
    bob_client: Client, article: Article, post_url: str
) -> None:
    key = str(uuid4())

    response = bob_client.post(post_url, {"body": "", "key": key})

    assert hidden(response, "key") == key


@WAYS
def test_one_form_with_another_text_is_a_conflict_that_shows_both(
    bob_client: Client, article: Article, post_url: str, headers: dict[str, str]
) -> None:
    key = str(uuid4())
    bob_client.post(post_url, {"body": "The first text.", "key": key})

    response = bob_client.post(
        post_url, {"body": "The other text.", "key": key}, headers=headers
    )

    assert response.status_code == 409
    assert "This form was already sent, with another text or other sources." in words(
        response
    )
    assert "The first text." in words(response)
    assert kept_text(response) == "The other text."
    assert Reply.objects.count() == 1


@WAYS
def test_one_form_with_other_sources_is_a_conflict_too(
    bob_client: Client, article: Article, post_url: str, headers: dict[str, str]
) -> None:
    form = {"body": "See [a].", "key": str(uuid4()), "sources": "https://a.example/"}
    bob_client.post(post_url, form)
    more = {**form, "sources": "https://a.example/\nhttps://b.example/"}

    response = bob_client.post(post_url, more, headers=headers)

    assert response.status_code == 409
    assert "with another text or other sources." in words(response)
    assert kept_text(response, "sources") == more["sources"]
    again = {**more, "key": hidden(response, "key")}
    assert bob_client.post(post_url, again).status_code == 302
    assert [reply.source_count for reply in Reply.objects.order_by("pk")] == [1, 2]


def test_one_form_with_the_same_sources_spelt_otherwise_is_the_same_reply(
    bob_client: Client, article: Article, post_url: str
) -> None:
    form = {"body": "See [a].", "key": str(uuid4())}

    for sources in ("https://a.example/", "HTTPS://A.example"):
        response = bob_client.post(post_url, {**form, "sources": sources})

    assert response.status_code == 302
    assert Reply.objects.count() == 1


def test_after_a_conflict_the_text_can_be_sent_as_another_reply(
    bob_client: Client, article: Article, post_url: str
) -> None:
    key = str(uuid4())
    bob_client.post(post_url, {"body": "The first text.", "key": key})
    conflict = bob_client.post(post_url, {"body": "The other text.", "key": key})

    bob_client.post(
        post_url, {"body": "The other text.", "key": hidden(conflict, "key")}
    )

    texts = Reply.objects.order_by("number").values_list("body", flat=True)
    assert list(texts) == ["The first text.", "The other text."]


@WAYS
def test_too_often_is_told_when_to_come_back(
    bob_client: Client, article: Article, post_url: str, headers: dict[str, str]
) -> None:
    often = LIMITS["reply"][0].times
    for time in range(often):
        bob_client.post(post_url, {"body": f"Number {time}."})

    response = bob_client.post(post_url, {"body": TEXT}, headers=headers)

    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 300
    assert "That was often. Please try again in 5 minutes." in words(response)
    assert kept_text(response) == TEXT
    assert Reply.objects.count() == often
    assert Tally.objects.get(key__startswith="reply:300:").count == often


def test_what_is_refused_does_not_count_as_often(
    bob_client: Client, article: Article, post_url: str
) -> None:
    for _time in range(20):
        bob_client.post(post_url, {"body": "As in [9]."})

    assert bob_client.post(post_url, {"body": "Fine."}).status_code == 302


@WAYS
def test_a_closed_discussion_takes_no_reply_and_keeps_the_text(
    bob_client: Client, article: Article, post_url: str, headers: dict[str, str]
) -> None:
    Discussion.objects.create(article=article, is_locked=True)

    response = bob_client.post(post_url, {"body": TEXT}, headers=headers)

    assert response.status_code == 403
    assert "You may not do this here, or no longer." in words(response)
    assert kept_text(response) == TEXT
    assert not Reply.objects.exists()
    assert not Tally.objects.filter(key__startswith="reply:").exists()


def test_a_closed_discussion_offers_no_form(bob_client: Client, alices: Reply) -> None:
    Discussion.objects.update(is_locked=True)

    page = bob_client.get(alices.discussion.get_absolute_url()).content.decode()

    assert "This discussion is closed." in page
    assert "<textarea" not in page
    assert "/answer/" not in page


@pytest.mark.parametrize("how", ["hidden", "withdrawn"])
def test_what_has_gone_takes_no_answers(
    bob_client: Client, mina: Any, alices: Reply, post_url: str, how: str
) -> None:
    if how == "hidden":
        moderation.hide(subject=alices, by=mina, reason="spam")
    else:
        alices.lock()
        alices.withdraw()

    response = bob_client.post(post_url, {"body": TEXT, "parent": 1})

    assert response.status_code == 422
    assert kept_text(response) == TEXT
    assert alices.body not in response.content.decode()
    assert Reply.objects.count() == 1


@WAYS
def test_a_body_too_large_to_read_is_413(
    bob_client: Client, article: Article, post_url: str, headers: dict[str, str]
) -> None:
    response = bob_client.post(post_url, {"body": "x" * 2_600_000}, headers=headers)

    assert response.status_code == 413
    assert "too large to send" in words(response)
    assert ("<html" in response.content.decode()) == (not headers)
    assert_nothing_is_stored()


def test_in_place_a_body_too_large_leaves_the_form_where_it_is(
    bob_client: Client, article: Article, post_url: str
) -> None:
    response = bob_client.post(post_url, {"body": "x" * 2_600_000}, headers=PART)

    assert response.headers["HX-Reswap"] == "beforebegin"
    assert "HX-Request" in response.headers["Vary"]


def test_a_request_that_is_no_form_is_400(
    bob_client: Client, article: Article, post_url: str
) -> None:
    many = {f"field-{n}": "x" for n in range(3_000)}

    assert bob_client.post(post_url, many).status_code == 400


def test_a_form_of_unknown_origin_is_403_with_the_text_to_copy(
    bob: Any, article: Article, post_url: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(bob)

    response = client.post(post_url, {"body": TEXT})

    assert response.status_code == 403
    assert kept_text(response, name=None) == TEXT
    assert_nothing_is_stored()
