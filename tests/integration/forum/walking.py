"""Walks through a discussion: trees of every shape, and the links from page to page."""

from __future__ import annotations

import random
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from django.db.models import F

from forum import actions, ordering, ranking
from forum.models import Discussion
from forum.reading import ROWS
from tests.factories import forum
from tests.integration.forum.outline import Outline

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from django.test import Client

    from articles.models import Article

ITEM = re.compile(r'<li class="reply([^"]*)" id="r(\d+)">')
WAY_ON = re.compile(
    r'<a class="(?:more|pagination__link)" href="([^"]+)"(?: rel="next")?>'
    r"\s*(?:Continue this thread: )?(\d+) more repl"
)


def numbers(page: str) -> list[int]:
    return [int(number) for _marks, number in ITEM.findall(page)]


def grown_at_random(dice: random.Random, size: int, *, roots: float) -> list[int]:
    parents, depth = [0], {0: -1, 1: 0}
    for number in range(2, size + 1):
        open_ones = [n for n in range(1, number) if depth[n] < 31]
        parent = 0 if dice.random() < roots else dice.choice(open_ones)
        parents.append(parent)
        depth[number] = depth[parent] + 1
    return parents


def heavy_tailed(dice: random.Random, size: int) -> list[int]:
    """Where much has been said, more is said."""
    parents, depth, urn = [0], {0: -1, 1: 0}, [0, 1]
    for number in range(2, size + 1):
        parent = dice.choice(urn)
        parent = parent if depth[parent] < 31 else 0
        parents.append(parent)
        depth[number] = depth[parent] + 1
        urn += [number, parent, parent]
    return parents


def shape(name: str, dice: random.Random) -> list[int]:
    return {
        "nothing but roots": lambda: [0] * 160,
        "a star": lambda: [0] + [1] * 220,
        "chains of 32": lambda: [0 if n % 32 == 0 else n for n in range(32 * 8)],
        "at random": lambda: grown_at_random(dice, 340, roots=0.12),
        "one tree at random": lambda: grown_at_random(dice, 260, roots=0),
        "heavy-tailed": lambda: heavy_tailed(dice, 350),
    }[name]()


def live_rows(page: str) -> list[int]:
    """The live replies on a page but for those that only say where one is."""
    _above, _mark, page = page.partition('<ol id="thread"')
    return [
        int(number)
        for marks, number in ITEM.findall(page)
        if "reply--gone" not in marks and "reply--focus" not in marks
    ]


def let_cite(discussion: Discussion, chosen: Collection[int]) -> None:
    """Let the replies of these numbers cite a source, as far as their order goes."""
    discussion.replies.filter(number__in=chosen).update(
        source_count=1, sourced_key=F("best_key") - ranking.CITING
    )


def walk(
    client: Client,
    begin: str,
    promised: int,
    *,
    between: Callable[[], object] = lambda: None,
) -> Iterator[int]:
    """Follow every way on, and hold each page to the number its link promised."""
    to_visit = [(begin, promised)]
    while to_visit:
        address, promised = to_visit.pop()
        page = client.get(address).content.decode()
        between()
        rows = live_rows(page)
        ways = [(unescape(href), int(count)) for href, count in WAY_ON.findall(page)]
        assert len(rows) + sum(count for _href, count in ways) == promised, address
        assert len(numbers(page)) <= ROWS + 32
        to_visit += ways
        yield from rows


def stroll(
    client: Client, begin: str, *, between: Callable[[], object]
) -> Iterator[int]:
    """The same where replies arrive meanwhile, so that no number can be promised."""
    to_visit = [begin]
    while to_visit:
        page = client.get(to_visit.pop()).content.decode()
        between()
        to_visit += [unescape(href) for href, _count in WAY_ON.findall(page)]
        yield from live_rows(page)


# ----------------------------------------------------------- forwards and backwards
class Leaf:
    """One page of siblings: who stands on it, how much that is, and where it leads."""

    def __init__(self, client: Client, address: str) -> None:
        self.text = client.get(address).content.decode()
        outline = Outline(self.text)
        level = 2 if "reply--focus" in self.text else 1
        self.siblings = [number for depth, number in outline.items if depth == level]
        inner = [link for link in outline.links if link.kind == "more"]
        self.weight = len(live_rows(self.text)) + sum(link.count for link in inner)
        self.ways: dict[str, str] = {}
        self.more = 0
        for link in outline.links:
            if link.kind == "pagination__link":
                name = link.rel or link.words.strip().lower()
                self.ways[name] = link.href
                self.more = link.count if name == "next" else self.more


def leaves(
    client: Client,
    address: str,
    way: str,
    *,
    between: Callable[[], object] = lambda: None,
) -> list[Leaf]:
    """The pages from an address on, one way, to the end."""
    found = [Leaf(client, address)]
    while way in found[-1].ways:
        between()
        found.append(Leaf(client, found[-1].ways[way]))
        assert len(found) < 99, "the pages go in a circle"
    return found


# ------------------------------------------------------------------ Meanwhile
class Town:
    """A discussion of some shape, and a crowd that votes and writes in it."""

    def __init__(
        self, article: Article, author: Any, name: str, *, removed: float = 0.2
    ) -> None:
        self.dice = random.Random(f"{name}{removed}")  # noqa: S311 - the same each time
        self.article, self.author = article, author
        parents = shape(name, self.dice)
        every = range(1, len(parents) + 1)
        gone = {n for n in every[1:] if self.dice.random() < removed}
        votes = {n: self.dice.randint(0, 9) for n in every if self.dice.random() < 0.5}
        self.discussion = forum.grow(
            article=article,
            author=author,
            parents=parents,
            withdrawn=gone,
            votes=votes,
        )
        let_cite(self.discussion, {n for n in every if self.dice.random() < 0.3})
        self.live = set(every) - gone

    def begin(self, order: str, under: str = "") -> str:
        return f"{self.article.get_absolute_url()}{under}?order={order}"

    def vote(self) -> None:
        """Many vote, and the order follows."""
        for number in self.dice.sample(sorted(self.live), k=8):
            change = self.dice.randint(1, 30)
            self.discussion.replies.filter(number=number).update(
                ups=F("ups") + change, is_order_due=True
            )
        flush(self.discussion)

    def edit(self) -> None:
        """Some begin to cite a source, or no longer do."""
        for number in self.dice.sample(sorted(self.live), k=3):
            reply = self.discussion.replies.get(number=number)
            forum.rest(reply.author)
            body = "So it is." if reply.source_count else "So it is, as in [1]."
            actions.edit_reply(
                reply=reply, by=reply.author, body=body, version=reply.version
            )

    def vote_and_edit(self) -> None:
        self.vote()
        self.edit()

    def vote_and_write(self) -> None:
        self.vote_and_edit()
        parent = self.dice.choice([None, *self.discussion.replies.filter(is_live=True)])
        forum.make_reply(article=self.article, author=self.author, parent=parent)


def flush(discussion: Discussion) -> None:
    """Let votes count now, not thirty seconds after the last time."""
    Discussion.objects.update(ordered_at=None)
    ordering.put_in_order(Discussion.objects.get(pk=discussion.pk))
