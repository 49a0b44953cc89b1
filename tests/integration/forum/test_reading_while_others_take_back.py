"""Whatever others do between two pages, what stands is read once, and sums add up."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from django.db.models import F

from accounts import actions as moderation
from forum.reading import FIRST_LEVEL
from forum.threads import BELOW, BEYOND
from tests.factories import forum
from tests.integration.forum.walking import (
    Leaf,
    flush,
    grown_at_random,
    let_cite,
    stroll,
    walk,
)
from tests.thorough import tries

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article
    from forum.models import Reply

pytestmark = pytest.mark.django_db

KEYS = {
    "best": "best_key",
    "new": "-number",
    "old": "number",
    "sourced": "sourced_key",
}
ORDERS = pytest.mark.parametrize("order", KEYS)
SEEDS = pytest.mark.parametrize("seed", range(tries(fair=2, thorough=20)))


class Crowd:
    """A discussion grown at random, and all that members and a moderator may do in it."""

    def __init__(self, article: Article, alice: Any, mina: Any, seed: int) -> None:
        self.dice = Random(seed)  # noqa: S311 - the same discussion for each seed
        self.article, self.alice, self.mina = article, alice, mina
        size = self.dice.randint(100, 250)
        roots = self.dice.choice([0.02, 0.1, 0.4, 0.9])
        every = range(1, size + 1)
        self.discussion = forum.grow(
            article=article,
            author=alice,
            parents=grown_at_random(self.dice, size, roots=roots),
            withdrawn=self._some(every, 0.2),
            votes={n: self.dice.randint(1, 9) for n in self._some(every, 0.5)},
        )
        let_cite(self.discussion, self._some(every, 0.3))
        citing = self.discussion.replies.filter(is_live=True, source_count__gt=0)
        self.discussion.sourced_count = citing.count()
        self.discussion.save()
        self.touched: set[int] = set()

    def live(self) -> set[int]:
        replies = self.discussion.replies.filter(is_live=True)
        return set(replies.values_list("number", flat=True))

    def do_something(self) -> None:
        """Votes count, and one reply comes, goes or comes back."""
        for number in self.dice.sample(sorted(self.live()), k=5):
            change = F("ups") + self.dice.randint(1, 30)
            found = self.discussion.replies.filter(number=number)
            found.update(ups=change, is_order_due=True)
        flush(self.discussion)
        deeds = [self._write, self._withdraw, self._hide, self._hide, self._restore]
        self.dice.choice(deeds)()

    def _write(self) -> None:
        parent = self.dice.choice([None, self._any(is_live=True)])
        forum.make_reply(article=self.article, author=self.alice, parent=parent)

    def _withdraw(self) -> None:
        self._touch(self._any(is_live=True)).withdraw()

    def _hide(self) -> None:
        subject = self._touch(self._any(is_live=True))
        moderation.hide(subject=subject, by=self.mina, reason="spam")

    def _restore(self) -> None:
        if self.discussion.replies.filter(hidden_at__isnull=False).exists():
            subject = self._touch(self._any(hidden_at__isnull=False))
            moderation.restore(subject=subject, by=self.mina)

    def _touch(self, reply: Reply) -> Reply:
        self.touched.add(reply.number)
        return reply

    def _any(self, **wanted: bool) -> Reply:
        return self.dice.choice(list(self.discussion.replies.filter(**wanted)))

    def _some(self, numbers: range, share: float) -> set[int]:
        return {n for n in numbers if n > 1 and self.dice.random() < share}


@ORDERS
@SEEDS
def test_what_nobody_took_back_is_read_once(
    visitor: Client, article: Article, *, alice: Any, mina: Any, seed: int, order: str
) -> None:
    crowd = Crowd(article, alice, mina, seed)
    begin = f"{article.get_absolute_url()}?order={order}"
    there = crowd.live()

    read = Counter(stroll(visitor, begin, between=crowd.do_something))

    assert crowd.touched
    assert there - crowd.touched <= set(read)
    assert set(read.values()) == {1}


@ORDERS
@SEEDS
def test_after_all_that_each_page_adds_up_and_all_that_is_live_is_met(
    visitor: Client, article: Article, *, alice: Any, mina: Any, seed: int, order: str
) -> None:
    crowd = Crowd(article, alice, mina, seed)
    for _ in range(20):
        crowd.do_something()
    begin = f"{article.get_absolute_url()}?order={order}"

    read = list(walk(visitor, begin, len(crowd.live())))

    assert sorted(read) == sorted(crowd.live())


@ORDERS
@pytest.mark.parametrize("seed", range(tries(fair=1, thorough=10)))
def test_from_any_place_at_all_one_reads_on_and_back(
    visitor: Client, article: Article, *, alice: Any, mina: Any, seed: int, order: str
) -> None:
    crowd = Crowd(article, alice, mina, seed)
    roots = crowd.discussion.replies.filter(parent_number=0, shown=True)
    column = KEYS[order].lstrip("-")
    stands = list(roots.order_by(KEYS[order]).values_list(column, "number"))
    keys = [key for key, _number in stands]
    begin = f"{article.get_absolute_url()}?order={order}&after="

    for place in (BELOW, BEYOND, *(crowd.dice.choice(keys) + n for n in (-1, 0, 0, 1))):
        behind = [
            n for key, n in stands if (key < place if order == "new" else key > place)
        ]
        before = [
            n for key, n in stands if (key > place if order == "new" else key < place)
        ]

        assert Leaf(visitor, f"{begin}{place}.0.0").siblings == behind[:FIRST_LEVEL]
        assert Leaf(visitor, f"{begin}b{place}.9.0").siblings == before[-FIRST_LEVEL:]
