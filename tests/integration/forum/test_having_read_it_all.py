"""All that is new marked as read at once, and what two devices say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from accounts import actions as moderation
from forum.models import Reply, Visit
from tests.conftest import signed_in
from tests.factories import accounts
from tests.integration.forum.coming_back import (
    later,
    marked,
    new_on,
    opened,
    say,
    told,
)

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


def mark_all_read(client: Client, article: Article) -> Any:
    return client.post(reverse("forum:mark-read", args=[article.slug]), follow=True)


def test_mark_all_read_leaves_nothing_new(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    say(visited, alice)
    opened(bob_client, visited)

    page = mark_all_read(bob_client, visited).content.decode()

    assert (marked(page), told(page)) == ([], 0)
    assert new_on(bob_client.get("/").content.decode()) == 0


def test_what_is_said_after_that_is_new(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    mark_all_read(bob_client, visited)
    say(visited, alice)
    later()

    assert marked(opened(bob_client, visited)) == [4]


def test_all_can_be_marked_read_without_a_visit(
    bob_client: Client, article: Article, alice: Any
) -> None:
    say(article, alice)

    assert mark_all_read(bob_client, article).status_code == 200
    assert Visit.objects.get().seen_number == 1


def test_looking_marks_nothing_read(bob_client: Client, visited: Article) -> None:
    address = reverse("forum:mark-read", args=[visited.slug])

    assert bob_client.get(address).status_code == 405


# ------------------------------------------------------------------ Two devices
def test_two_devices_agree_after_each_step(
    article: Article, alice: Any, bob: Any, mina: Any
) -> None:

    phone, desk = signed_in(bob), signed_in(bob)
    say(article, alice)

    def comes_back(client: Client) -> str:
        later()
        return opened(client, article)

    def step(deed: Any) -> None:
        deed()
        seen = {
            (order, tuple(marked(opened(client, article, order))))
            for client in (phone, desk, phone)
            for order in ("?order=best", "?order=new", "?order=old", "?order=flat")
        }
        assert len({numbers for _order, numbers in seen}) == 1, seen
        agreed.append(seen.pop()[1])

    agreed: list[tuple[int, ...]] = []
    step(lambda: opened(phone, article))
    step(lambda: say(article, alice))
    step(lambda: comes_back(desk))
    step(lambda: say(article, mina, to=1))
    step(lambda: opened(phone, article, "?order=new"))
    step(lambda: (say(article, mina), comes_back(phone)))
    step(lambda: say(article, bob, to=1))
    step(lambda: Reply.objects.get(number=4).withdraw())
    step(lambda: mark_all_read(desk, article))
    step(lambda: (say(article, alice, to=2), comes_back(phone)))
    step(
        lambda: moderation.hide(
            subject=Reply.objects.get(number=6), by=mina, reason="spam", note=""
        )
    )
    step(
        lambda: moderation.restore(
            subject=Reply.objects.get(number=6), by=mina, note=""
        )
    )

    nothing: tuple[int, ...] = ()
    assert agreed == [
        *(nothing, (2,), (2,), (2, 3)),
        *((2, 3), (3, 4), (3, 4), (3,)),
        *(nothing, (6,), nothing, (6,)),
    ]


def test_each_member_has_visits_of_their_own(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    carol_client = signed_in(accounts.make_member("carol"))
    say(visited, alice)

    assert marked(opened(carol_client, visited)) == []
    assert marked(opened(bob_client, visited)) == [4]
