"""All that is new marked as read at once, and what two devices say of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from accounts import actions as moderation
from forum.models import Reply, Visit
from tests.conftest import signed_in
from tests.factories import accounts
from tests.integration.forum.coming_back import (
    later,
    led_to,
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


BUTTON = re.compile(
    r'name="up_to"\s+value="(\d+)"\s+form="deeds"\s+formaction="([^"]+)">Mark all read<'
)


def mark_all_read(client: Client, page: str) -> str:
    """Press the button on that page; what it leads to."""
    [(number, address)] = BUTTON.findall(page)
    response = client.post(address, {"up_to": number}, follow=True)
    return response.content.decode()


def unasked(client: Client, article: Article, **typed: str) -> Any:
    """The same deed without a page."""
    address = reverse("forum:mark-read", args=[article.slug])
    return client.post(address, typed, follow=True)


def test_mark_all_read_leaves_nothing_new(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    say(visited, alice)

    page = mark_all_read(bob_client, opened(bob_client, visited))

    assert (marked(page), told(page)) == ([], 0)
    assert new_on(bob_client.get("/").content.decode()) == 0


def test_what_is_said_after_that_is_new(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    say(visited, alice)
    mark_all_read(bob_client, opened(bob_client, visited))
    say(visited, alice)
    later()

    assert marked(opened(bob_client, visited)) == [5]


@pytest.mark.parametrize("where", ["", "?order=flat", "replies/4/"])
def test_what_was_said_while_one_read_the_page_is_still_new(
    bob_client: Client, visited: Article, alice: Any, where: str
) -> None:
    say(visited, alice)
    opened(bob_client, visited)
    page = opened(bob_client, visited, where)
    say(visited, alice)

    after = mark_all_read(bob_client, page)

    assert (marked(after), told(after)) == ([5], 1)
    assert new_on(bob_client.get("/").content.decode()) == 1
    later()
    assert marked(opened(bob_client, visited)) == [5]


def test_an_old_page_does_not_make_new_what_another_has_marked_read(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    say(visited, alice)
    old = opened(bob_client, visited)
    say(visited, alice)
    mark_all_read(bob_client, opened(bob_client, visited))

    page = mark_all_read(bob_client, old)

    assert (marked(page), told(page)) == ([], 0)


@pytest.mark.parametrize("typed", ["", "x", "²", "-1", "9" * 30])
def test_without_a_number_only_what_pages_have_told_of_is_read(
    bob_client: Client, visited: Article, alice: Any, typed: str
) -> None:
    say(visited, alice)
    opened(bob_client, visited)
    say(visited, alice)

    page = unasked(bob_client, visited, up_to=typed).content.decode()

    assert marked(page) == [5]


def test_a_number_beyond_all_is_the_last_there_is(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    unasked(bob_client, visited, up_to="99999999")
    say(visited, alice)

    assert marked(opened(bob_client, visited)) == [4]


def test_all_can_be_marked_read_without_a_visit(
    bob_client: Client, article: Article, alice: Any
) -> None:
    say(article, alice)

    assert unasked(bob_client, article).status_code == 200
    assert Visit.objects.get().seen_number == 1


def next_unread(client: Client, article: Article) -> int | None:
    address = reverse("forum:next-unread", args=[article.slug, 0])
    return led_to(client.get(address, follow=True))


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
        devices = (phone, desk, phone)
        seen = {
            (order, tuple(marked(opened(client, article, order))))
            for client in devices
            for order in ("?order=best", "?order=new", "?order=old", "?order=flat")
        }
        assert len({numbers for _order, numbers in seen}) == 1, seen
        agreed.append(seen.pop()[1])
        [count] = {told(opened(client, article, "?order=best")) for client in devices}
        assert count == len(agreed[-1])
        [first] = {next_unread(client, article) for client in devices}
        assert first == next(iter(agreed[-1]), None)
        [listed] = {new_on(client.get("/").content.decode()) for client in devices}
        on_lists.append(listed)

    agreed: list[tuple[int, ...]] = []
    on_lists: list[int] = []
    step(lambda: opened(phone, article))
    step(lambda: say(article, alice))
    step(lambda: comes_back(desk))
    step(lambda: say(article, mina, to=1))
    step(lambda: opened(phone, article, "?order=new"))
    step(lambda: (say(article, mina), comes_back(phone)))
    step(lambda: say(article, bob, to=1))
    step(lambda: Reply.objects.get(number=4).withdraw())
    step(lambda: mark_all_read(desk, opened(desk, article)))
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
    # What came after the last page was shown: 2, 3, 4; bob's own 5 is none of it.
    assert on_lists == [0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0]


def test_each_member_has_visits_of_their_own(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    carol_client = signed_in(accounts.make_member("carol"))
    say(visited, alice)

    assert marked(opened(carol_client, visited)) == []
    assert marked(opened(bob_client, visited)) == [4]
