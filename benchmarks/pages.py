"""What each page of the great discussion costs, beside one of a small discussion.

Service time in this process, rounds interleaved, medians, and their ratio to the first
page of a 100-reply discussion that shows as many replies. Figures in milliseconds are
of this machine alone; the ratios travel, and so does the work.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median, quantiles
from typing import TYPE_CHECKING

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Member
from forum.models import Discussion, Reply, Visit

from . import work
from .world import YARDSTICKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHOWN = re.compile(rb'<li class="reply[ "]')
AFTER = 12_500  # siblings of the first level before a page in the middle
PERMALINK, FLAT = 73_512, 1_400  # a reply and a page further back than the middle
HEADS = "shown", "SQL", "kB", "work", "ratio", "median", "p95", "ratio"


@dataclass(slots=True)
class Page:
    """One address as one member sees it, and what it cost.

    `like` names the page that it is a multiple of; without, it is the small discussion
    that shows as many replies.
    """

    name: str
    address: str
    client: Client
    like: str = ""
    is_yardstick: bool = False
    shown: int = 0
    statements: int = 0
    size: int = 0
    work: int = 0
    seconds: list[float] = field(default_factory=list)

    def visit(self) -> None:
        began = time.perf_counter()
        response = self.client.get(self.address)
        self.seconds.append(time.perf_counter() - began)
        if response.status_code not in {200, 302}:
            message = f"{self.address} answered {response.status_code}"
            raise RuntimeError(message)

    def look(self) -> None:
        """Count what it shows, asks and works, and warm it."""
        for _ in range(3):
            self.client.get(self.address)
        with CaptureQueriesContext(connection) as queries:
            content = self.client.get(self.address).content
        self.shown = len(SHOWN.findall(content))
        self.statements = len(queries)
        self.size = len(content)
        self.work = work.of(lambda: self.client.get(self.address))


def measure(rounds: int) -> list[str]:
    """The table, line by line."""
    reader, returning = Member.objects.order_by("pk")[7:9]
    _have_been_here(reader, returning)
    pages = [*_of_all(signed_in(reader), signed_in(returning))]
    for page in pages:
        page.look()
    for _ in range(rounds):
        for page in pages:
            page.visit()
    return [*lines(pages), f"{work.NAMED[connection.vendor]}; times in ms"]


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def _have_been_here(reader: Member, returning: Member) -> None:
    """One has read it all; one has read nothing since the first reply of each.

    Both visits lie ahead of time, so that no page begins another or writes one down.
    """
    Visit.objects.filter(member__in=[reader, returning]).delete()
    ahead = timezone.now() + timedelta(days=1)
    Visit.objects.bulk_create(
        Visit(
            member=member,
            article_id=discussion.article_id,
            since_number=number,
            seen_number=number,
            visited_at=ahead,
        )
        for discussion in Discussion.objects.all()
        for member, number in ((reader, discussion.last_number), (returning, 1))
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE forum_visit")  # as it does itself, a minute later


def _of_all(reader: Client, returning: Client) -> Iterator[Page]:
    huge = Discussion.objects.select_related("article").get(article__slug="huge")
    yield from _of_the_great_one(huge, reader)
    base = huge.article.get_absolute_url()
    yield Page("page 1, all new", f"{base}?order=best", returning)
    small, half = "small, next unread", huge.last_number // 2
    yield Page("next unread", _next_unread("huge", half), returning, like=small)
    front = reverse("forum:front")
    yield Page("front page", front, reader, like="front page")
    yield Page("front page, all new", front, returning, like="front page")
    for shown in YARDSTICKS:
        address = f"/articles/yard-{shown}/?order=best"
        yield Page(f"small, {shown} shown", address, reader, is_yardstick=True)
    yield Page(small, _next_unread("yard-100", 50), returning, like=small)


def _of_the_great_one(huge: Discussion, client: Client) -> Iterator[Page]:
    """Every kind of page there is of the discussion."""
    base = huge.article.get_absolute_url()
    for order in ("best", "new", "old", "sourced"):
        yield Page(f"page 1, {order}", f"{base}?order={order}", client)
    middle = Reply.objects.filter(discussion=huge, parent_number=0, shown=True)
    key = middle.order_by("best_key").values_list("best_key", flat=True)
    at = min(AFTER, key.count() - 1)
    yield Page(
        f"after {at:,} roots", f"{base}?order=best&after={key[at]}.{at}.0", client
    )
    last = f"b{2**60}.{huge.live_count}.0"
    yield Page("last page", f"{base}?order=best&after={last}", client)
    number = min(PERMALINK, huge.last_number)
    yield Page(f"permalink {number:,}", f"{base}replies/{number}/", client)
    yield Page("under 50,000 answers", f"{base}replies/1/", client)
    page = min(FLAT, huge.last_number // 50)
    yield Page(f"flat page {page:,}", f"{base}?order=flat&page={page}", client)


def _next_unread(slug: str, number: int) -> str:
    return reverse("forum:next-unread", args=[slug, number])


def lines(pages: Iterable[Page]) -> Iterator[str]:
    named = {page.name: page for page in pages}
    yards = [page for page in pages if page.is_yardstick]
    yield f"{'page':<22}" + "".join(f"{head:>8}" for head in HEADS)
    for page in named.values():
        like = named.get(page.like) or min(
            yards, key=lambda yard: abs(yard.shown - page.shown)
        )
        p95 = quantiles(page.seconds, n=20)[-1]
        yield (
            f"{page.name:<22}{page.shown:>8}{page.statements:>8}{page.size // 1024:>8}"
            f"{page.work:>8,}{page.work / like.work:>8.2f}"
            f"{median(page.seconds) * 1000:>8.1f}{p95 * 1000:>8.1f}"
            f"{median(page.seconds) / median(like.seconds):>8.2f}"
        )
