"""A moderator takes a reply out of sight, and brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts import actions as moderation
from forum import actions
from forum.models import Discussion, Reply
from tests.factories import forum
from tests.integration.forum.conftest import url_of

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

SECRET = "Unspeakable words, as in [1]."  # noqa: S105 - what must not be seen


@pytest.fixture
def spoken(article: Article, alice: Any) -> Reply:
    return forum.make_reply(article=article, author=alice, body=SECRET)


def agreed(discussion: Discussion) -> bool:
    return forum.stored_counters(discussion) == forum.true_counters(discussion)


def test_nothing_of_a_removed_reply_is_seen_anywhere(
    visitor: Client, bob_client: Client, article: Article, mina: Any, spoken: Reply
) -> None:
    moderation.hide(subject=spoken, by=mina, reason="unkind")

    for address in (
        reverse("forum:front"),
        article.get_absolute_url(),
        f"{article.get_absolute_url()}?order=new",
        url_of(spoken),
        reverse("forum:feed", args=[article.slug]),
        reverse("forum:member-replies", args=["alice"]),
    ):
        for client in (visitor, bob_client):
            response = client.get(address)
            assert response.status_code == 200, address
            assert "Unspeakable" not in response.content.decode(), address


def test_its_place_says_why_and_names_the_entry(
    visitor: Client, mina: Any, spoken: Reply
) -> None:
    entry = moderation.hide(subject=spoken, by=mina, reason="off_topic")

    page = visitor.get(url_of(spoken)).content.decode()

    assert "Removed by a moderator: off topic." in page
    assert f'href="{entry.get_absolute_url()}"' in page


@pytest.mark.parametrize("deed", ["answer", "flag-reply", "withdraw-reply"])
def test_nothing_can_be_done_with_it(
    bob_client: Client, mina: Any, spoken: Reply, deed: str
) -> None:
    moderation.hide(subject=spoken, by=mina, reason="spam")

    address = reverse(f"forum:{deed}", args=["models", spoken.number])
    assert bob_client.get(address).status_code == 404


def test_counters_follow_a_reply_out_of_sight_and_back(
    alice: Any, bob: Any, mina: Any, article: Article, spoken: Reply
) -> None:
    answer = forum.make_reply(article=article, author=bob, parent=spoken, body="[2]!")
    discussion = Discussion.objects.get()

    moderation.hide(subject=answer, by=mina, reason="spam")

    assert agreed(discussion)
    discussion.refresh_from_db()
    assert (discussion.live_count, discussion.sourced_count) == (1, 1)
    moderation.hide(subject=Reply.objects.get(number=1), by=mina, reason="spam")
    assert agreed(discussion)
    assert not Reply.objects.filter(shown=True).exists()
    moderation.restore(subject=Reply.objects.get(number=2), by=mina)
    assert agreed(discussion)
    assert Reply.objects.get(number=1).shown
    moderation.restore(subject=Reply.objects.get(number=1), by=mina)
    assert agreed(discussion)
    article.refresh_from_db()
    assert article.reply_count == 2


def test_what_was_withdrawn_meanwhile_does_not_come_back(
    alice: Any, mina: Any, spoken: Reply
) -> None:
    actions.withdraw_reply(reply=spoken, by=alice)
    moderation.hide(subject=spoken, by=mina, reason="spam")

    moderation.restore(subject=spoken, by=mina)

    reply = Reply.objects.get()
    assert (reply.is_live, reply.is_hidden) == (False, False)
    assert agreed(reply.discussion)


def test_what_was_removed_cannot_be_withdrawn(
    alice: Any, mina: Any, spoken: Reply
) -> None:
    moderation.hide(subject=spoken, by=mina, reason="spam")

    with pytest.raises(PermissionDenied):
        actions.withdraw_reply(reply=spoken, by=alice)

    assert agreed(spoken.discussion)


def test_its_form_sent_again_makes_no_second_reply(
    article: Article, alice: Any, mina: Any, spoken: Reply
) -> None:
    moderation.hide(subject=spoken, by=mina, reason="spam")

    again = actions.post_reply(
        article=article, author=alice, body=SECRET, key=spoken.key
    )

    assert again == spoken
    assert Reply.objects.count() == 1
