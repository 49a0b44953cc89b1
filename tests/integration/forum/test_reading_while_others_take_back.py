"""Whatever others do between two pages, what stands is read once, and sums add up."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from articles.models import Article
from forum.models import Discussion
from forum.reading import FIRST_LEVEL, reader
from forum.threads import BELOW, BEYOND
from tests.integration.forum.leafing import Sheet, leaf_back, leaf_through
from tests.integration.forum.meddling import Crowd
from tests.integration.forum.walking import Leaf, walk
from tests.thorough import dice, seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from django.test import Client

    Throw = Callable[..., AbstractContextManager[Crowd]]

pytestmark = pytest.mark.django_db

KEYS = {
    "best": "best_key",
    "new": "-number",
    "old": "number",
    "sourced": "sourced_key",
}
ORDERS = pytest.mark.parametrize("order", KEYS)


@pytest.fixture
def thrown(
    article: Article, alice: Any, mina: Any, monkeypatch: pytest.MonkeyPatch
) -> Throw:
    """A discussion by dice, gone when it has been read. Small pages let few replies make many."""

    @contextmanager
    def throw(
        seed: int, *, least: int = 1, most: int = 50, is_small: bool = True
    ) -> Iterator[Crowd]:
        with dice(seed) as die, transaction.atomic():
            if is_small:
                first = die.randint(2, 6)
                monkeypatch.setattr(reader, "FIRST_LEVEL", first)
                monkeypatch.setattr(reader, "ROWS", first + die.randint(1, 20))
                monkeypatch.setattr(reader, "LEVELS_SHOWN", die.randint(1, 6))
            about = Article.objects.get(pk=article.pk)
            size = die.randint(least, most)
            crowd = Crowd(about, alice, mina, die, size=size)
            for _ in range(die.choice([0, 0, 2])):  # or the first order has no past
                crowd.do_something()
            yield crowd
            transaction.set_rollback(True)

    return throw


def begin(crowd: Crowd, order: str) -> str:
    return f"{crowd.article.get_absolute_url()}?order={order}"


def meets_what_stood(crowd: Crowd, order: str, client: Client) -> None:
    there = crowd.live()
    crowd.touched.clear()

    read = Counter(
        leaf_through(
            client,
            begin(crowd, order),
            crowd.discussion,
            dice=crowd.dice,
            between=crowd.may_do_something,
        )
    )

    assert there - crowd.touched <= set(read)
    assert set(read.values()) <= {1}


# ------------------------------------------------------------------------ Meanwhile
@ORDERS
def test_what_nobody_took_back_is_read_once_and_every_page_adds_up(
    visitor: Client, thrown: Throw, order: str
) -> None:
    for seed in seeds(fair=12, thorough=300):
        with thrown(seed) as crowd:
            meets_what_stood(crowd, order, visitor)


def test_the_same_on_pages_as_large_as_they_are(visitor: Client, thrown: Throw) -> None:
    for seed in seeds(fair=2, thorough=40):
        with thrown(seed, least=100, most=250, is_small=False) as crowd:
            meets_what_stood(crowd, crowd.dice.choice([*KEYS]), visitor)


@ORDERS
def test_the_way_back_meets_once_what_nobody_took_back(
    visitor: Client, thrown: Throw, order: str
) -> None:
    for seed in seeds(fair=5, thorough=60):
        with thrown(seed) as crowd:
            begun = begin(crowd, order)
            last = Sheet(visitor, begun).ways.get("last", begun)
            roots = crowd.discussion.replies.filter(parent_number=0, is_live=True)
            there = set(roots.values_list("number", flat=True))
            crowd.touched.clear()

            meddle = crowd.may_do_something
            read = Counter(leaf_back(visitor, last, crowd.discussion, between=meddle))

            assert there - crowd.touched <= set(read)
            assert set(read.values()) <= {1}


# ----------------------------------------------------------------- After all that
@ORDERS
def test_after_all_that_each_link_keeps_its_promise_and_all_that_is_live_is_met(
    visitor: Client, thrown: Throw, order: str
) -> None:
    for seed in seeds(fair=3, thorough=60):
        with thrown(seed) as crowd:
            for _ in range(10):
                crowd.do_something()

            read = list(walk(visitor, begin(crowd, order), len(crowd.live())))

            assert sorted(read) == sorted(crowd.live())


@ORDERS
def test_from_any_place_at_all_one_reads_on_and_back(
    visitor: Client, thrown: Throw, order: str
) -> None:
    for seed in seeds(fair=3, thorough=60):
        with thrown(seed, most=100, is_small=False) as crowd:
            roots = crowd.discussion.replies.filter(parent_number=0, shown=True)
            column = KEYS[order].lstrip("-")
            stands = list(roots.order_by(KEYS[order]).values_list(column, "number"))
            keys = [key for key, _number in stands] or [0]
            near = [crowd.dice.choice(keys) + n for n in (-1, 0, 1)]
            now = Discussion.objects.get().order_epoch
            after = f"{begin(crowd, order)}&after="

            for place in (BELOW, BEYOND, *near):
                lower = [n for key, n in stands if key < place]
                higher = [n for key, n in stands if key > place]
                before, behind = (higher, lower) if order == "new" else (lower, higher)
                on = Leaf(visitor, f"{after}{place}.0.{now}")
                back = Leaf(visitor, f"{after}b{place}.9.{now}")
                assert on.siblings == behind[:FIRST_LEVEL]
                assert back.siblings == before[-FIRST_LEVEL:]
