"""A member takes back what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from forum.models import Discussion, Reply
from tests.factories import forum
from tests.integration.forum.conftest import url_of

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


def test_an_author_is_asked_first(alice_client: Client, alices: Reply) -> None:
    page = alice_client.get(url_of(alices, "withdraw-reply")).content.decode()

    assert "Alice said this." in page
    assert "You can put it back for ten minutes." in page
    assert Reply.objects.get().is_live


def test_a_withdrawn_reply_is_gone_with_its_words(
    alice_client: Client, visitor: Client, article: Article, alices: Reply
) -> None:
    alice_client.post(url_of(alices, "withdraw-reply"))

    article.refresh_from_db()
    assert article.reply_count == 0
    for address in (article.get_absolute_url(), url_of(alices)):
        page = visitor.get(address).content.decode()
        assert "Alice said this." not in page
    assert "Withdrawn by its author." in visitor.get(url_of(alices)).content.decode()
    assert "No replies yet" in visitor.get("/articles/models/").content.decode()


def test_its_place_stays_while_it_has_answers(
    alice_client: Client, visitor: Client, bob: Any, article: Article, alices: Reply
) -> None:
    forum.make_reply(article=article, author=bob, body="Why?", parent=alices)

    alice_client.post(url_of(alices, "withdraw-reply"))

    page = visitor.get(article.get_absolute_url()).content.decode()
    assert "Withdrawn by its author." in page
    assert "Why?" in page
    assert "Alice said this." not in page


def test_its_place_goes_with_its_last_answer(
    alice_client: Client, bob_client: Client, bob: Any, article: Article, alices: Reply
) -> None:
    answer = forum.make_reply(article=article, author=bob, parent=alices)
    alice_client.post(url_of(alices, "withdraw-reply"))

    bob_client.post(url_of(answer, "withdraw-reply"))

    discussion = Discussion.objects.get()
    assert not Reply.objects.filter(shown=True).exists()
    assert forum.stored_counters(discussion) == forum.true_counters(discussion)


def test_sending_it_twice_takes_it_back_once(
    alice_client: Client, article: Article, alices: Reply
) -> None:
    for _time in range(2):
        response = alice_client.post(url_of(alices, "withdraw-reply"))

    assert response.headers["Location"] == url_of(alices)
    assert alice_client.get(url_of(alices, "withdraw-reply")).status_code == 302
    assert Discussion.objects.get().live_count == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_takes_back_what_another_said(
    bob_client: Client, alices: Reply, method: str
) -> None:
    response = getattr(bob_client, method)(url_of(alices, "withdraw-reply"))

    assert response.status_code == 403
    assert Reply.objects.get().is_live


def test_not_even_a_moderator(mina_client: Client, alices: Reply) -> None:
    assert mina_client.post(url_of(alices, "withdraw-reply")).status_code == 403
    assert Reply.objects.get().is_live


def test_a_visitor_signs_in_and_is_asked_again(visitor: Client, alices: Reply) -> None:
    response = visitor.post(url_of(alices, "withdraw-reply"))

    assert response.headers["Location"].endswith(
        "?next=" + url_of(alices, "withdraw-reply")
    )
    assert Reply.objects.get().is_live


def test_after_the_door_is_closed_one_may_still_take_back(
    alice_client: Client, alices: Reply
) -> None:
    Discussion.objects.update(is_locked=True)

    alice_client.post(url_of(alices, "withdraw-reply"))

    assert not Reply.objects.get().is_live
