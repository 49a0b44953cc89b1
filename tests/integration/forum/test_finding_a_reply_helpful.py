"""A member votes for what another said, or takes the vote back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Tally
from accounts.throttle import LIMITS
from forum import actions, ordering, ranking
from forum.models import Discussion, Reply, Vote
from tests.factories import accounts, forum
from tests.integration.forum.conftest import PART, url_of

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import Member
    from articles.models import Article

pytestmark = pytest.mark.django_db


def half_a_minute_passes() -> None:
    Discussion.objects.update(ordered_at=timezone.now() - timedelta(seconds=31))


def ups() -> int:
    return Reply.objects.get(number=1).ups


def test_a_vote_counts_and_shows_at_once(bob_client: Client, alices: Reply) -> None:
    response = bob_client.post(url_of(alices, "vote"), {"vote": "on"})

    assert response.headers["Location"] == url_of(alices)
    assert ups() == 1
    page = bob_client.get(url_of(alices)).content.decode()
    assert 'aria-pressed="true"' in page
    assert 'value="off"' in page


def test_one_member_is_one_vote(bob_client: Client, alices: Reply) -> None:
    for _time in range(3):
        bob_client.post(url_of(alices, "vote"), {"vote": "on"})

    assert ups() == Vote.objects.count() == 1
    assert Tally.objects.get(key__startswith="vote:").count == 1


def test_a_reply_withdrawn_since_it_was_shown_gets_no_vote(
    bob: Member, alices: Reply
) -> None:
    shown = Reply.objects.get(pk=alices.pk)
    actions.withdraw_reply(reply=alices, by=alices.author)

    with pytest.raises(PermissionDenied):
        actions.vote(reply=shown, by=bob, helpful=True)

    assert not Vote.objects.exists()
    assert not Tally.objects.filter(key__startswith="vote:").exists()


def test_a_vote_is_taken_back_once(bob_client: Client, alices: Reply) -> None:
    bob_client.post(url_of(alices, "vote"), {"vote": "on"})

    for _time in range(2):
        bob_client.post(url_of(alices, "vote"), {"vote": "off"})

    assert ups() == Vote.objects.count() == 0
    page = bob_client.get(url_of(alices)).content.decode()
    assert 'aria-pressed="false"' in page


def test_nobody_votes_for_themselves(alice_client: Client, alices: Reply) -> None:
    response = alice_client.post(url_of(alices, "vote"), {"vote": "on"})

    assert response.status_code == 403
    assert ups() == 0


def test_a_visitor_signs_in_first(visitor: Client, alices: Reply) -> None:
    response = visitor.post(url_of(alices, "vote"), {"vote": "on"})

    assert response.headers["Location"].endswith("?next=" + url_of(alices))
    assert ups() == 0


def test_what_has_gone_takes_no_vote(bob_client: Client, alices: Reply) -> None:
    alices.lock()
    alices.withdraw()

    response = bob_client.post(url_of(alices, "vote"), {"vote": "on"})

    assert response.status_code == 404
    assert ups() == 0


def test_looking_at_the_address_votes_for_nothing(
    bob_client: Client, alices: Reply
) -> None:
    assert bob_client.get(url_of(alices, "vote")).status_code == 405
    assert ups() == 0


def test_in_place_only_the_deeds_come_back(bob_client: Client, alices: Reply) -> None:
    response = bob_client.post(url_of(alices, "vote"), {"vote": "on"}, headers=PART)

    html = response.content.decode()
    assert html.startswith('<div class="reply__acts" id="acts-1">')
    assert 'aria-pressed="true"' in html
    assert 'id="answer-1"' not in html  # it stays where it is, with what is in it
    assert "HX-Request" in response.headers["Vary"]


def test_a_member_goes_on_reading_where_they_voted(
    bob_client: Client, alices: Reply
) -> None:
    here = "/articles/models/?order=new"
    page = f"http://testserver{here}#r9"

    response = bob_client.post(
        url_of(alices, "vote"), {"vote": "on"}, headers={"Referer": page}
    )

    assert response.headers["Location"] == f"{here}#r1"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""]
)
def test_a_vote_leads_nowhere_else(
    bob_client: Client, alices: Reply, elsewhere: str
) -> None:
    response = bob_client.post(
        url_of(alices, "vote"), {"vote": "on"}, headers={"Referer": elsewhere}
    )

    assert response.headers["Location"] == url_of(alices)


@pytest.mark.parametrize("headers", [{}, PART], ids=["page", "part"])
def test_too_often_is_told_when_to_come_back(
    bob_client: Client, bob: Any, alices: Reply, headers: dict[str, str]
) -> None:
    bob_client.post(url_of(alices, "vote"), {"vote": "on"})
    Tally.objects.filter(key__startswith="vote:").update(count=LIMITS["vote"][0].times)
    bob_client.post(url_of(alices, "vote"), {"vote": "off"})

    response = bob_client.post(url_of(alices, "vote"), {"vote": "on"}, headers=headers)

    html = response.content.decode()
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 600
    assert "That was often." in html
    assert ("<html" in html) == (not headers)
    assert ('id="acts-1"' in html) == bool(headers)
    assert ups() == Vote.objects.count() == 0


# -------------------------------------------------------------------- The order
def order_of_roots() -> list[int]:
    roots = Reply.objects.filter(parent_number=0).order_by("best_key")
    return list(roots.values_list("number", flat=True))


def test_the_first_vote_moves_the_reply(
    bob_client: Client, alice: Any, article: Article
) -> None:
    for _time in range(2):
        second = forum.make_reply(article=article, author=alice)

    bob_client.post(url_of(second, "vote"), {"vote": "on"})

    assert order_of_roots() == [2, 1]


def test_a_vote_shortly_after_waits_for_the_next(
    alice: Any, bob: Any, mina: Any, article: Article
) -> None:
    first, second, third = (
        forum.make_reply(article=article, author=alice) for _time in range(3)
    )
    actions.vote(reply=third, by=bob, helpful=True)

    later = Reply.objects.get(pk=second.pk)
    actions.vote(reply=later, by=bob, helpful=True)
    later = Reply.objects.get(pk=second.pk)
    actions.vote(reply=later, by=mina, helpful=True)

    second.refresh_from_db()
    assert (second.ups, second.is_order_due) == (2, True)
    assert order_of_roots() == [3, 1, 2]
    half_a_minute_passes()
    actions.vote(reply=Reply.objects.get(pk=first.pk), by=mina, helpful=True)
    assert order_of_roots() == [2, 1, 3]
    assert not Reply.objects.filter(is_order_due=True).exists()


def test_another_worker_that_came_first_is_not_repeated(
    alice: Any, bob: Any, article: Article
) -> None:
    reply = forum.make_reply(article=article, author=alice)
    stale = Discussion.objects.get()
    Reply.objects.update(ups=5, is_order_due=True)
    Discussion.objects.update(ordered_at=timezone.now())

    ordering.put_in_order(stale)

    reply.refresh_from_db()
    assert reply.is_order_due


def test_every_key_can_be_worked_out_again_from_the_votes(
    alice: Any, article: Article
) -> None:
    voters = [accounts.make_member(f"voter-{n}") for n in range(4)]
    for number in range(4):
        reply = forum.make_reply(
            article=article, author=alice, body=f"As in [1]. {number}"
        )
        for voter in voters[:number]:
            actions.vote(reply=reply, by=voter, helpful=True)
    half_a_minute_passes()

    ordering.put_in_order(Discussion.objects.get())

    for reply in Reply.objects.all():
        key = ranking.best_key(number=reply.number, ups=reply.ups, flags=reply.flags)
        assert reply.best_key == key
        assert reply.sourced_key == ranking.sourced_key(key, cites=True)
    assert order_of_roots() == [4, 3, 2, 1]
