"""What a member has not seen yet is marked on the page."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from accounts import actions as moderation
from forum.models import Reply, Visit
from tests.factories import forum
from tests.integration.forum.amending import ago, edit, now
from tests.integration.forum.coming_back import (
    later,
    marked,
    new_on,
    opened,
    say,
    told,
)
from tests.integration.forum.conftest import url_of

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


EDITS = pytest.mark.parametrize(
    "when", [{"minutes": 1}, {"hours": 1}], ids=["silent", "told of"]
)


def assert_new(client: Client, article: Article, expected: list[int]) -> None:
    """The list and the page tell the same, and the page marks it."""
    front = client.get("/").content.decode()
    page = opened(client, article)
    assert (new_on(front), told(page), marked(page)) == (
        len(expected),
        len(expected),
        expected,
    )


# ------------------------------------------------------------------ One visit
def test_the_first_visit_marks_nothing(
    bob_client: Client, article: Article, alice: Any
) -> None:
    say(article, alice)

    page = opened(bob_client, article)

    assert (marked(page), told(page)) == ([], 0)


def test_the_next_visit_marks_what_was_said_since(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    say(visited, alice, to=2)
    say(visited, alice)

    page = opened(bob_client, visited)

    assert (marked(page), told(page)) == ([4, 5], 2)
    assert '<span class="reply__new">new</span>' in page


def test_the_one_after_that_marks_it_no_more(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    say(visited, alice)
    opened(bob_client, visited)
    later()

    page = opened(bob_client, visited)

    assert (marked(page), told(page)) == ([], 0)
    assert "Mark all read" not in page


@pytest.mark.parametrize("seconds", [0, 25])
def test_a_reload_soon_after_is_the_same_visit(
    bob_client: Client, visited: Article, alice: Any, seconds: int
) -> None:
    say(visited, alice)
    opened(bob_client, visited)
    later(timedelta(seconds=seconds))

    assert marked(opened(bob_client, visited)) == [4]


ORDERS = pytest.mark.parametrize(
    "where", ["?order=new", "?order=old", "?order=sourced", "?order=flat"]
)


@ORDERS
def test_orders_belong_to_the_visit_while_somebody_reads(
    bob_client: Client, visited: Article, alice: Any, where: str
) -> None:
    say(visited, alice)
    say(visited, alice, to=4)
    opened(bob_client, visited)

    for minutes in (1, 29, 29):
        later(timedelta(minutes=minutes))

        assert marked(opened(bob_client, visited, where)) == [4, 5]


@ORDERS
def test_a_bookmark_of_an_order_begins_a_visit_another_time(
    bob_client: Client, visited: Article, alice: Any, where: str
) -> None:
    say(visited, alice)
    opened(bob_client, visited)
    say(visited, alice)
    later(timedelta(minutes=31))

    again = opened(bob_client, visited, where)

    assert (marked(again), told(again)) == ([5], 1)
    assert marked(opened(bob_client, visited)) == [5]


def test_further_pages_belong_to_the_visit_too(
    bob_client: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * 30)
    opened(bob_client, article)
    Visit.objects.update(seen_number=20)
    later()
    opened(bob_client, article)
    later()

    page = opened(bob_client, article, "?order=old&after=25.25.0")

    assert marked(page) == list(range(26, 31))
    assert told(page) == 10


def test_an_address_that_asks_for_no_other_page_begins_a_visit(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    say(visited, alice)
    opened(bob_client, visited)
    later()

    assert marked(opened(bob_client, visited, "?from=a-letter")) == []


# ------------------------------------------------------------- What is not new
def test_one_s_own_replies_are_never_new(
    bob_client: Client, visited: Article, bob: Any
) -> None:
    say(visited, bob, to=1)

    page = opened(bob_client, visited)

    assert (marked(page), told(page)) == ([], 0)
    assert "branch--new" not in page


def test_what_is_gone_is_neither_marked_nor_counted(
    bob_client: Client, visited: Article, alice: Any, mina: Any
) -> None:
    withdrawn, hidden = say(visited, alice, to=1), say(visited, alice)
    say(visited, alice)
    withdrawn.withdraw()

    moderation.hide(subject=hidden, by=mina, reason="spam", note="")

    page = opened(bob_client, visited)

    assert (marked(page), told(page)) == ([6], 1)
    assert "branch--new" not in page


def test_a_branch_tells_that_something_in_it_is_new(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    say(visited, alice, to=2)

    page = opened(bob_client, visited)

    assert re.findall(r'branch--new" id="(b\d+)"', page) == ["b2"]


def test_what_was_gone_and_is_restored_is_new_to_who_has_not_been_here_since(
    bob_client: Client, visited: Article, alice: Any, mina: Any
) -> None:
    hidden = say(visited, alice)
    moderation.hide(subject=hidden, by=mina, reason="spam", note="")

    moderation.restore(subject=hidden, by=mina, note="")

    page = opened(bob_client, visited)
    assert (marked(page), told(page)) == ([4], 1)


@EDITS
def test_an_edit_makes_nothing_new(
    bob_client: Client, alice_client: Client, visited: Article, when: dict[str, int]
) -> None:
    ago(**when)

    edit(alice_client, now(), "Alice says something else.")

    assert_new(bob_client, visited, [])


@EDITS
def test_what_is_new_stays_so_through_an_edit(
    bob_client: Client,
    alice_client: Client,
    visited: Article,
    alice: Any,
    when: dict[str, int],
) -> None:
    reply = say(visited, alice)
    ago(**when)

    edit(alice_client, reply, "Alice says something else.")

    assert_new(bob_client, visited, [4])
    later()
    edit(alice_client, reply, "And something else again.", version=2)
    assert_new(bob_client, visited, [])


def test_what_is_put_back_is_as_new_as_it_was(
    bob_client: Client, alice_client: Client, visited: Article, alice: Any
) -> None:
    seen, unseen = Reply.objects.get(number=2), say(visited, alice)
    for reply in (seen, unseen):
        alice_client.post(url_of(reply, "withdraw-reply"))

    for reply in (seen, unseen):
        alice_client.post(url_of(reply, "put-back-reply"))

    assert_new(bob_client, visited, [4])


def test_what_is_restored_after_one_was_here_is_not_new(
    bob_client: Client, visited: Article, alice: Any, mina: Any
) -> None:
    hidden = say(visited, alice)
    moderation.hide(subject=hidden, by=mina, reason="spam", note="")
    opened(bob_client, visited)
    later()

    moderation.restore(subject=hidden, by=mina, note="")

    page = opened(bob_client, visited)
    assert (marked(page), told(page)) == ([], 0)
