"""What a member has not seen yet is marked on the page, and counted on the lists."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from accounts import actions as moderation
from articles.models import Article, Topic
from forum.models import Visit
from forum.visits import COUNTED
from tests.factories import articles, forum
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

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    "where",
    ["?order=new", "?order=old", "?order=sourced", "?order=flat", "replies/4/"],
)
def test_orders_and_single_replies_belong_to_the_visit_however_long_it_takes(
    bob_client: Client, visited: Article, alice: Any, where: str
) -> None:
    say(visited, alice)
    say(visited, alice, to=4)
    opened(bob_client, visited)

    later()

    assert marked(opened(bob_client, visited, where)) == [4, 5]
    later()
    assert marked(opened(bob_client, visited, where)) == [4, 5]


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


def test_counting_ends_somewhere(
    bob_client: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * (COUNTED + 9))
    opened(bob_client, article)
    Visit.objects.update(seen_number=1)
    later()

    page = opened(bob_client, article)

    assert f"{COUNTED} or more new since your last visit" in page


# ----------------------------------------------------------------- On the lists
@pytest.mark.parametrize("place", ["/", "/?order=discussed", "/topics/tools/"])
def test_lists_count_what_is_new(
    bob_client: Client, visited: Article, alice: Any, bob: Any, place: str
) -> None:
    topic = Topic.objects.create(name="Tools", slug="tools")
    Article.objects.update(topic=topic)
    say(visited, alice)
    say(visited, alice, to=1)
    say(visited, bob)
    say(visited, alice).withdraw()

    before = bob_client.get(place).content.decode()
    opened(bob_client, visited)
    after = bob_client.get(place).content.decode()

    assert (new_on(before), new_on(after)) == (2, 0)


def test_where_a_member_never_was_nothing_counts_as_new(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    unseen = articles.make_article(title="Never opened", slug="unseen")
    say(unseen, alice)

    assert "talk__new" not in bob_client.get("/").content.decode()


def test_a_visitor_is_told_of_nothing_new(
    visitor: Client, visited: Article, alice: Any
) -> None:
    say(visited, alice)

    assert "talk__new" not in visitor.get("/").content.decode()
    assert marked(opened(visitor, visited)) == []
