"""An edit that is refused says why, with the text still there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from accounts import actions as moderation
from accounts.models import Tally
from accounts.throttle import LIMITS
from forum.models import Discussion, Reply, ReplyRevision
from tests.integration.forum.amending import ago, edit, now
from tests.integration.forum.conftest import url_of
from tests.integration.forum.pages import kept_text, words

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

REFUSED = "You may not do this here, or no longer."


def assert_refused_with_the_text(response: Any) -> None:
    assert response.status_code == 403
    assert REFUSED in words(response)
    assert kept_text(response).strip() == "Second."
    assert now().body == "Alice said this."
    assert not ReplyRevision.objects.exists()


def test_for_a_day_and_no_longer(alice_client: Client, alices: Reply) -> None:
    ago(hours=23.9)
    assert alice_client.get(url_of(alices, "edit-reply")).status_code == 200
    assert "/edit/" in alice_client.get(url_of(alices)).content.decode()
    ago(hours=24)

    response = edit(alice_client, alices, "Second.")

    assert_refused_with_the_text(response)
    assert alice_client.get(url_of(alices, "edit-reply")).status_code == 403
    assert "/edit/" not in alice_client.get(url_of(alices)).content.decode()


def test_not_once_the_discussion_is_closed(alice_client: Client, alices: Reply) -> None:
    Discussion.objects.update(is_locked=True)

    assert_refused_with_the_text(edit(alice_client, alices, "Second."))
    assert alice_client.get(url_of(alices, "edit-reply")).status_code == 403


def test_not_what_was_withdrawn_meanwhile(alice_client: Client, alices: Reply) -> None:
    alice_client.post(url_of(alices, "withdraw-reply"))

    assert_refused_with_the_text(edit(alice_client, alices, "Second."))
    assert alice_client.get(url_of(alices, "edit-reply")).status_code == 404


def test_not_what_was_hidden_meanwhile(
    alice_client: Client, alices: Reply, mina: Any
) -> None:
    moderation.hide(subject=alices, by=mina, reason="spam")

    assert_refused_with_the_text(edit(alice_client, alices, "Second."))
    assert alice_client.get(url_of(alices, "edit-reply")).status_code == 404


@pytest.mark.parametrize("who", ["bob_client", "mina_client"])
def test_not_what_another_said(
    request: pytest.FixtureRequest, alices: Reply, who: str
) -> None:
    client = request.getfixturevalue(who)

    assert_refused_with_the_text(edit(client, alices, "Second."))
    assert client.get(url_of(alices, "edit-reply")).status_code == 403
    assert "/edit/" not in client.get(url_of(alices)).content.decode()


def test_a_visitor_signs_in_and_finds_the_words_again(
    visitor: Client, alice: Any, alices: Reply
) -> None:
    response = edit(visitor, alices, "Second.")

    place = url_of(alices, "edit-reply")
    assert response.headers["Location"].endswith(f"?next={place}")
    visitor.force_login(alice)
    assert kept_text(visitor.get(place)).strip() == "Second."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"body": " "}, "Write something first."),
        ({"body": "x"}, "A reply has at least 2 characters."),
        ({"body": "x" * 10_001}, "at most 10000 characters; this one has 10001."),
        ({"body": "As in [9]."}, "The article has no source [9]."),
        ({"sources": "https://a.example/\nmemo"}, "Line 2 is no address: memo."),
        ({"reason": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_is_wrong_is_said_beside_the_text(
    alice_client: Client, alices: Reply, typed: dict[str, str], sentence: str
) -> None:
    form = {"body": "Second.", **typed}

    response = edit(alice_client, alices, **form)

    assert response.status_code == 422
    assert sentence in words(response)
    assert kept_text(response).strip() == form["body"].strip()
    assert now().version == 1


def test_too_often_is_told_when_to_come_back(
    alice_client: Client, alices: Reply
) -> None:
    edit(alice_client, alices, "Second.")
    often = LIMITS["edit"][0].times
    Tally.objects.filter(key__startswith="edit:").update(count=often)

    response = edit(alice_client, alices, "Third.", version=2)

    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 600
    assert kept_text(response).strip() == "Third."
    assert now().body == "Second."
    again = edit(alice_client, alices, "Second.")  # which was accepted before
    assert again.headers["Location"] == url_of(alices)


def test_what_is_not_there_cannot_be_edited(
    alice_client: Client, article: Article
) -> None:
    address = reverse("forum:edit-reply", args=[article.slug, 7])

    assert alice_client.get(address).status_code == 404
    assert alice_client.post(address, {"body": "Second."}).status_code == 404
