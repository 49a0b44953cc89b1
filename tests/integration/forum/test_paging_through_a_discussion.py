"""Page after page, both ways, while others vote and write: each reply once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from forum.models import Discussion, OrderMove, Reply
from forum.reading import FIRST_LEVEL
from tests.factories import forum
from tests.integration.forum.walking import Leaf, Town, flush, leaves, stroll, walk

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

ORDERS = pytest.mark.parametrize("order", ["best", "new", "old", "sourced"])
MOVING = pytest.mark.parametrize("order", ["best", "sourced"])
NO_LONGER_KEPT = "The order you were reading in is no longer kept."


# ------------------------------------------------------------------- Both ways
PLACES = pytest.mark.parametrize(
    ("name", "under"),
    [("nothing but roots", ""), ("at random", ""), ("a star", "replies/1/")],
)


@ORDERS
@PLACES
def test_the_way_back_shows_what_the_way_on_showed(
    visitor: Client,
    article: Article,
    alice: Any,
    *,
    order: str,
    name: str,
    under: str,
) -> None:
    town = Town(article, alice, name)

    there = leaves(visitor, town.begin(order, under), "next")
    back = leaves(visitor, there[0].ways["last"], "prev")

    going = [number for leaf in there for number in leaf.siblings]
    coming = [number for leaf in reversed(back) for number in leaf.siblings]
    assert going == coming
    assert len(going) == len(set(going)) > FIRST_LEVEL


@ORDERS
@PLACES
def test_on_each_page_what_is_shown_and_what_follows_make_the_whole(
    visitor: Client,
    article: Article,
    alice: Any,
    *,
    order: str,
    name: str,
    under: str,
) -> None:
    town = Town(article, alice, name)
    whole = len(town.live) - bool(under)  # the one in focus is not among its answers

    there = leaves(visitor, town.begin(order, under), "next")
    back = leaves(visitor, there[0].ways["last"], "prev")[::-1]

    for pages in (there, back):
        read = 0
        for leaf in pages:
            read += leaf.weight
            assert read + leaf.more == whole


@ORDERS
def test_the_first_page_leads_on_and_to_the_end_and_the_last_page_back(
    visitor: Client, article: Article, alice: Any, order: str
) -> None:
    town = Town(article, alice, "nothing but roots")

    first = Leaf(visitor, town.begin(order))
    second = Leaf(visitor, first.ways["next"])
    last = Leaf(visitor, first.ways["last"])

    assert set(first.ways) == {"next", "last"}
    assert set(second.ways) == {"first", "prev", "next", "last"}
    assert set(last.ways) == {"first", "prev"}
    assert Leaf(visitor, second.ways["prev"]).siblings == first.siblings
    assert Leaf(visitor, last.ways["first"]).siblings == first.siblings


def test_only_the_first_page_comes_with_the_article_however_one_gets_there(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * 40)

    first = Leaf(visitor, article.get_absolute_url())
    second = Leaf(visitor, first.ways["next"])
    again = Leaf(visitor, second.ways["prev"])

    has_text = ['<div class="prose">' in one.text for one in (first, second, again)]
    assert has_text == [True, False, True]
    assert again.siblings == first.siblings


def test_a_single_page_leads_nowhere(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * FIRST_LEVEL)

    assert Leaf(visitor, article.get_absolute_url()).ways == {}


# --------------------------------------------------------------- Meanwhile
@MOVING
@pytest.mark.parametrize("name", ["nothing but roots", "at random", "heavy-tailed"])
def test_while_others_vote_and_edit_each_reply_comes_once_and_every_number_holds(
    visitor: Client, article: Article, alice: Any, name: str, order: str
) -> None:
    town = Town(article, alice, name)

    read = list(
        walk(visitor, town.begin(order), len(town.live), between=town.vote_and_edit)
    )

    assert sorted(read) == sorted(town.live)
    assert OrderMove.objects.exists()


@MOVING
@PLACES
def test_while_others_vote_and_edit_the_way_back_misses_nothing_either(
    visitor: Client,
    article: Article,
    alice: Any,
    *,
    order: str,
    name: str,
    under: str,
) -> None:
    town = Town(article, alice, name)
    first = Leaf(visitor, town.begin(order, under))
    at_rest = leaves(visitor, first.ways["last"], "prev")

    moving = leaves(visitor, first.ways["last"], "prev", between=town.vote_and_edit)

    assert [one.siblings for one in moving] == [one.siblings for one in at_rest]


@ORDERS
def test_while_others_vote_edit_and_write_what_was_there_comes_once(
    visitor: Client, article: Article, alice: Any, order: str
) -> None:
    town = Town(article, alice, "nothing but roots")

    read = Counter(stroll(visitor, town.begin(order), between=town.vote_and_write))

    assert {number for number in read if number in town.live} == town.live
    assert set(read.values()) == {1}


def test_a_vote_that_moves_a_reply_to_the_top_shows_on_the_next_first_page(
    visitor: Client, article: Article, alice: Any
) -> None:
    discussion = forum.grow(article=article, author=alice, parents=[0] * 60)
    first = Leaf(visitor, article.get_absolute_url())

    discussion.replies.filter(number=60).update(ups=40, is_order_due=True)
    flush(discussion)

    assert Leaf(visitor, article.get_absolute_url()).siblings[:2] == [60, 1]
    onwards = leaves(visitor, first.ways["next"], "next")
    assert [n for leaf in onwards for n in leaf.siblings] == list(range(26, 61))


def test_a_reply_that_moves_twice_is_read_where_it_stood_first(
    visitor: Client, article: Article, alice: Any
) -> None:
    discussion = forum.grow(article=article, author=alice, parents=[0] * 60)
    first = Leaf(visitor, article.get_absolute_url())

    for ups in (40, 2):
        discussion.replies.filter(number=30).update(ups=ups, is_order_due=True)
        flush(discussion)

    assert Leaf(visitor, first.ways["next"]).siblings == list(range(26, 51))


def test_what_was_moved_and_then_withdrawn_is_gone(
    visitor: Client, article: Article, alice: Any
) -> None:
    discussion = forum.grow(article=article, author=alice, parents=[0] * 60)
    first = Leaf(visitor, article.get_absolute_url())
    discussion.replies.filter(number=30).update(ups=40, is_order_due=True)
    flush(discussion)

    Reply.objects.get(number=30).withdraw()

    follows = Leaf(visitor, first.ways["next"]).siblings
    assert 30 not in follows
    assert follows[-1] == 51


# ----------------------------------------------------------- What is forgotten
def a_day_later(discussion: Discussion) -> None:
    """What moved, moved long ago, and somebody votes again."""
    OrderMove.objects.update(moved_at=timezone.now() - timedelta(days=1, minutes=1))
    flush(discussion)


@MOVING
def test_an_order_no_longer_kept_begins_again_and_says_so(
    visitor: Client, article: Article, alice: Any, order: str
) -> None:
    discussion = forum.grow(article=article, author=alice, parents=[0] * 60)
    begin = f"{article.get_absolute_url()}?order={order}"
    first = Leaf(visitor, begin)
    discussion.replies.filter(number=60).update(ups=40, is_order_due=True)
    flush(discussion)
    kept = Leaf(visitor, first.ways["next"])
    a_day_later(discussion)

    lost = Leaf(visitor, first.ways["next"])

    assert NO_LONGER_KEPT not in kept.text
    assert NO_LONGER_KEPT in lost.text
    assert lost.siblings == Leaf(visitor, begin).siblings
    assert '<div class="prose">' in lost.text
    assert not OrderMove.objects.exists()


@pytest.mark.parametrize("order", ["new", "old"])
def test_by_time_one_can_always_read_on(
    visitor: Client, article: Article, alice: Any, order: str
) -> None:
    discussion = forum.grow(article=article, author=alice, parents=[0] * 60)
    first = Leaf(visitor, f"{article.get_absolute_url()}?order={order}")
    expected = Leaf(visitor, first.ways["next"]).siblings
    discussion.replies.filter(number=60).update(ups=40, is_order_due=True)
    flush(discussion)
    a_day_later(discussion)

    follows = Leaf(visitor, first.ways["next"])

    assert NO_LONGER_KEPT not in follows.text
    assert follows.siblings == expected
