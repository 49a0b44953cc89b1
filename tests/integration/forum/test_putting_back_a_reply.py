"""An author thinks better of having withdrawn a reply."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from accounts import actions as moderation
from forum.models import Discussion, Reply
from tests.factories import forum
from tests.integration.forum.conftest import url_of

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def withdrawn(article: Article, alice: Any, bob: Any, alice_client: Client) -> Reply:
    """What alice said, citing a source, and bob answered; then she withdrew it."""
    body = "Alice said this, as in [1]."
    reply = forum.make_reply(article=article, author=alice, body=body)
    forum.make_reply(article=article, author=bob, parent=reply)
    alice_client.post(url_of(reply, "withdraw-reply"))
    return reply


def ago(**span: float) -> None:
    """Let it have been withdrawn so long ago."""
    gone = Reply.objects.filter(withdrawn_at__isnull=False)
    gone.update(withdrawn_at=timezone.now() - timedelta(**span))


def assert_it_is(*, live: bool) -> None:
    assert Reply.objects.get(number=1).is_live == live
    discussion = Discussion.objects.get()
    assert discussion.live_count == discussion.article.reply_count == 1 + live
    assert discussion.sourced_count == live
    assert forum.stored_counters(discussion) == forum.true_counters(discussion)


def test_it_is_back_with_its_words_and_counted_again(
    alice_client: Client, visitor: Client, withdrawn: Reply
) -> None:
    assert_it_is(live=False)

    response = alice_client.post(url_of(withdrawn, "put-back-reply"))

    assert response.headers["Location"] == url_of(withdrawn)
    assert_it_is(live=True)
    assert "Alice said this" in visitor.get(url_of(withdrawn)).content.decode()
    assert "Your reply is back." in alice_client.get("/").content.decode()


def test_an_answer_without_a_root_above_comes_back_into_sight(
    alice_client: Client, article: Article, alice: Any, bob: Any
) -> None:
    root = forum.make_reply(article=article, author=bob)
    answer = forum.make_reply(article=article, author=alice, parent=root)
    for reply in (root, answer):
        reply.lock()
        reply.withdraw()
    assert not Reply.objects.filter(shown=True).exists()

    alice_client.post(url_of(answer, "put-back-reply"))

    assert Reply.objects.filter(shown=True).count() == 2
    discussion = Discussion.objects.get()
    assert forum.stored_counters(discussion) == forum.true_counters(discussion)


def test_sending_it_twice_puts_it_back_once(
    alice_client: Client, withdrawn: Reply
) -> None:
    for _time in range(3):
        response = alice_client.post(url_of(withdrawn, "put-back-reply"))

    assert response.headers["Location"] == url_of(withdrawn)
    assert_it_is(live=True)


def test_only_its_author_sees_the_way_back(
    alice_client: Client,
    bob_client: Client,
    mina_client: Client,
    visitor: Client,
    withdrawn: Reply,
) -> None:
    address = url_of(withdrawn, "put-back-reply")

    assert f'formaction="{address}"' in page(alice_client, withdrawn)
    for client in (bob_client, mina_client, visitor):
        assert "put-back" not in page(client, withdrawn)


def page(client: Client, reply: Reply) -> str:
    return str(client.get(url_of(reply)).content.decode())


def test_for_ten_minutes_and_no_longer(alice_client: Client, withdrawn: Reply) -> None:
    ago(minutes=9.9)
    assert "put-back" in page(alice_client, withdrawn)
    ago(minutes=10)

    response = alice_client.post(url_of(withdrawn, "put-back-reply"))

    assert response.status_code == 403
    assert "put-back" not in page(alice_client, withdrawn)
    assert_it_is(live=False)


@pytest.mark.parametrize(
    ("who", "status"), [("bob_client", 404), ("mina_client", 404), ("visitor", 302)]
)
def test_nobody_puts_back_what_another_withdrew(
    request: pytest.FixtureRequest, withdrawn: Reply, who: str, status: int
) -> None:
    client = request.getfixturevalue(who)

    response = client.post(url_of(withdrawn, "put-back-reply"))

    assert response.status_code == status
    assert_it_is(live=False)


def test_nobody_puts_back_what_another_says(bob_client: Client, alices: Reply) -> None:
    assert bob_client.post(url_of(alices, "put-back-reply")).status_code == 403


def test_what_a_moderator_hid_meanwhile_stays_hidden(
    alice_client: Client, visitor: Client, mina: Any, withdrawn: Reply
) -> None:
    moderation.hide(subject=withdrawn, by=mina, reason="unkind")

    response = alice_client.post(url_of(withdrawn, "put-back-reply"))

    assert response.status_code == 403
    assert "put-back" not in page(alice_client, withdrawn)
    assert "Alice said this" not in page(visitor, withdrawn)
    assert_it_is(live=False)


def test_what_was_hidden_cannot_be_put_back(
    alice_client: Client, mina: Any, alices: Reply
) -> None:
    moderation.hide(subject=alices, by=mina, reason="unkind")

    response = alice_client.post(url_of(alices, "put-back-reply"))

    assert response.status_code == 404
    assert not Reply.objects.get().is_live


def test_withdrawn_again_it_can_be_put_back_again(
    alice_client: Client, withdrawn: Reply
) -> None:
    for _time in range(2):
        alice_client.post(url_of(withdrawn, "put-back-reply"))
        assert_it_is(live=True)
        alice_client.post(url_of(withdrawn, "withdraw-reply"))
        assert_it_is(live=False)


def test_looking_at_the_address_does_nothing(
    alice_client: Client, withdrawn: Reply
) -> None:
    assert alice_client.get(url_of(withdrawn, "put-back-reply")).status_code == 405
    assert_it_is(live=False)
