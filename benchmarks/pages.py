"""What each page of the great discussion costs, beside one of a small discussion.

Service time in this process, rounds interleaved, medians, and their ratio to the first
page of a 100-reply discussion that shows as many replies. Figures in milliseconds are
of this machine alone; the ratios travel.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import TYPE_CHECKING

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from forum.models import Discussion, Reply, Visit

from .world import YARDSTICKS

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN = re.compile(rb'<li class="reply[ "]')
AFTER = 12_500  # siblings of the first level before a page in the middle


@dataclass(slots=True)
class Page:
    """One address, and what it cost."""

    name: str
    address: str
    shown: int = 0
    statements: int = 0
    size: int = 0
    seconds: list[float] = field(default_factory=list)

    def visit(self, client: Client) -> None:
        began = time.perf_counter()
        response = client.get(self.address)
        self.seconds.append(time.perf_counter() - began)
        if response.status_code != 200:
            message = f"{self.address} answered {response.status_code}"
            raise RuntimeError(message)

    def look(self, client: Client) -> None:
        """Count what it shows and asks, and warm it."""
        for _ in range(3):
            client.get(self.address)
        with CaptureQueriesContext(connection) as queries:
            content = client.get(self.address).content
        self.shown = len(SHOWN.findall(content))
        self.statements = len(queries)
        self.size = len(content)


def measure(rounds: int) -> list[str]:
    """The table, line by line."""
    client, member = Client(), Member.objects.order_by("pk")[7]
    client.force_login(member)
    huge = Discussion.objects.select_related("article").get(article__slug="huge")
    Visit.objects.filter(member=member).delete()
    pages = [*of_the_great_one(huge), *(yardstick(shown) for shown in YARDSTICKS)]
    for page in pages:
        page.look(client)
    for _ in range(rounds):
        for page in pages:
            page.visit(client)
    yards = [page for page in pages if page.name.startswith("small")]
    return list(lines(pages, yards))


def of_the_great_one(huge: Discussion) -> Iterable[Page]:
    """Every kind of page there is of the discussion."""
    base = huge.article.get_absolute_url()
    for order in ("best", "new", "old", "sourced"):
        yield Page(f"page 1, {order}", f"{base}?order={order}")
    middle = Reply.objects.filter(discussion=huge, parent_number=0, shown=True)
    key = middle.order_by("best_key").values_list("best_key", flat=True)
    at = min(AFTER, key.count() - 1)
    yield Page(f"after {at:,} roots", f"{base}?order=best&after={key[at]}.{at}.0")
    yield Page("last page", f"{base}?order=best&after=b{2**60}.{huge.live_count}.0")
    number = round(huge.last_number * 0.73512)
    yield Page(f"permalink {number:,}", f"{base}replies/{number}/")
    yield Page("under 50,000 answers", f"{base}replies/1/")
    page = max(1, round(huge.last_number / 50 * 0.7))
    yield Page(f"flat page {page:,}", f"{base}?order=flat&page={page}")


def yardstick(shown: int) -> Page:
    return Page(f"small, {shown} shown", f"/articles/yard-{shown}/?order=best")


def lines(pages: Iterable[Page], yards: list[Page]) -> Iterable[str]:
    yield f"{'page':<24}{'shown':>6}{'SQL':>5}{'kB':>6}{'median ms':>11}{'p95 ms':>8}{'ratio':>7}"
    for page in pages:
        like = min(yards, key=lambda yard: abs(yard.shown - page.shown))
        ratio = median(page.seconds) / median(like.seconds)
        p95 = quantiles(page.seconds, n=20)[-1]
        yield (
            f"{page.name:<24}{page.shown:>6}{page.statements:>5}{page.size // 1024:>6}"
            f"{median(page.seconds) * 1000:>11.1f}{p95 * 1000:>8.1f}{ratio:>7.2f}"
        )
