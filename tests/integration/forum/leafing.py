"""Pages of a discussion, held to what its rows say at that moment."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from forum.threads import Cursor
from tests.integration.forum.walking import live_rows, numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from django.test import Client

    from forum.models import Discussion

INNER = re.compile(r'<a class="more" href="([^"]+/replies/(\d+)/[^"]*)">\D*(\d+)')
OUTER = re.compile(
    r'<a class="pagination__link" href="([^"]+)"(?: rel="(\w+)")?>\s*(\d*)\s*(\w+)'
)


class Sheet:
    """One page: whom it shows, how many each link promises, and where it leads."""

    def __init__(self, client: Client, address: str) -> None:
        text = client.get(address).content.decode()
        focus = re.search(r"/replies/(\d+)/", address)
        self.under = int(focus[1]) if focus else 0
        after = parse_qs(urlsplit(address).query).get("after", [""])
        self.cursor = Cursor.parse(after[0])
        self.live = live_rows(text)
        self.shown = set(numbers(text.partition('<ol id="thread"')[2]))
        inner = INNER.findall(text)
        self.inwards = [unescape(href) for href, _number, _count in inner]
        self.promised = {int(number): int(count) for _, number, count in inner}
        self.ways: dict[str, str] = {}
        self.more = 0
        for href, rel, count, word in OUTER.findall(text):
            self.ways[rel or word.lower()] = unescape(href)
            self.more = int(count or 0) if rel == "next" else self.more

    def holds_against(self, discussion: Discussion) -> None:
        """What is shown and what is promised make what is live now.

        The link below a reply promises just those below it that are not shown. The link
        to the next page does too on the first; a later page takes from its address how
        many came before it, as they were then.
        """
        rows = list(
            discussion.replies.values_list("number", "parent_number", "is_live")
        )
        above = {number: parent for number, parent, _ in rows}
        live = {number for number, _, is_live in rows if is_live}
        stops = {*self.shown, self.under, 0}
        left_out: Counter[int] = Counter()
        for number in live - self.shown:
            at = above[number]
            while at not in stops:
                at = above[at]
            left_out[at] += 1
        below = {at: count for at, count in left_out.items() if at in self.shown}
        elsewhere = below.pop(self.under, 0) if self.under else left_out[0]

        assert set(self.live) == live & self.shown - {self.under}
        assert self.promised == below
        before = self._before()
        if before is None:
            assert self.more == elsewhere
        elif "next" in self.ways:
            assert self.more == max(1, elsewhere - before)

    def _before(self) -> int | None:
        """How many its address lets it think lie before it; None on the first page."""
        if self.cursor is None:
            return None
        if not self.cursor.is_backwards:
            return self.cursor.before
        return max(0, self.cursor.before - self.weight) if "prev" in self.ways else 0

    @property
    def weight(self) -> int:
        return len(self.live) + sum(self.promised.values())


def leaf_through(
    client: Client,
    begin: str,
    discussion: Discussion,
    *,
    dice: Random,
    between: Callable[[], object] = lambda: None,
) -> Iterator[int]:
    """Follow every way on, in any order; each page holds when it is drawn."""
    to_visit = [begin]
    while to_visit:
        sheet = Sheet(client, to_visit.pop(dice.randrange(len(to_visit))))
        sheet.holds_against(discussion)
        between()
        to_visit += sheet.inwards
        to_visit += [sheet.ways["next"]] if "next" in sheet.ways else []
        yield from sheet.live


def leaf_back(
    client: Client,
    last: str,
    discussion: Discussion,
    *,
    between: Callable[[], object] = lambda: None,
) -> Iterator[int]:
    """From the last page to the first; the branches that each begins."""
    way: str | None = last
    while way:
        sheet = Sheet(client, way)
        sheet.holds_against(discussion)
        between()
        way = sheet.ways.get("prev")
        begun = discussion.replies.filter(parent_number=0, number__in=sheet.live)
        yield from begun.values_list("number", flat=True)
