"""Requests a second over HTTP, beside a constant and a plain view of the same server.

gunicorn as in production, and a load generator on the same machine. Rounds are
interleaved and short; each figure is the median of its rounds, and a ratio the median
of the rounds' ratios to the plain view. Figures are of this machine alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from django.test import Client

from accounts.models import Member

from . import http_server, http_wrk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .http_wrk import Round

SECONDS = 2  # of each round of each page
WARMING = 1
SESSION = "__Host-session"  # as production calls the cookie
SIGNED_IN = b'action="/accounts/logout/"'
YARD = "/articles/yard-60/"  # a discussion of 100 replies that shows 60 of them
REPLY = re.compile(rb'<li class="reply[ "]')


@dataclass(slots=True)
class Page:
    """One address as one viewer sees it, and what came of asking."""

    name: str
    path: str
    headers: Mapping[str, str]
    shown: int = 0
    size: int = 0
    rounds: list[Round] = field(default_factory=list)

    def look(self, address: str) -> None:
        """Make sure that it is there and for whom it should be; count what it shows."""
        answer = http_server.ask(f"{address}{self.path}", self.headers)
        if answer.status != 200:
            message = f"{self.path} answered {answer.status}"
            raise RuntimeError(message)
        self.shown = len(REPLY.findall(answer.body))
        self.size = len(answer.body)


def measure(rounds: int) -> list[str]:
    """The table, line by line."""
    browser, member = Client(), Member.objects.order_by("pk")[7]
    browser.force_login(member)
    try:
        with http_server.running() as address:
            pages = drive(address, browser.cookies["sessionid"].value, rounds)
    finally:
        browser.logout()
    return list(lines(pages))


def drive(address: str, session: str, rounds: int) -> Sequence[Page]:
    """Each page for a moment, round after round."""
    pages = list(to_measure(signed_in(address, session)))
    for page in pages:
        page.look(address)
        http_wrk.drive(f"{address}{page.path}", page.headers, seconds=WARMING)
    for _ in range(rounds):
        for page in pages:
            url = f"{address}{page.path}"
            page.rounds.append(http_wrk.drive(url, page.headers, seconds=SECONDS))
    for page in pages:
        page.look(address)
    signed_in(address, session)  # still
    return pages


def signed_in(address: str, session: str) -> Mapping[str, str]:
    """What a member's browser sends: both cookies, the second once it was given one."""
    cookie = f"{SESSION}={session}"
    answer = http_server.ask(f"{address}/", {**http_server.PROXY, "Cookie": cookie})
    if SIGNED_IN not in answer.body:
        message = "the server does not know the member"
        raise RuntimeError(message)
    given = [one.partition(";")[0] for one in answer.cookies]
    return {**http_server.PROXY, "Cookie": "; ".join([cookie, *given])}


def to_measure(member: Mapping[str, str]) -> Iterable[Page]:
    visitor = http_server.PROXY
    yield Page("constant, 50 kB", "/baseline/constant/", member)
    yield Page(PLAIN, "/baseline/plain/yard-60/", member)
    yield Page("article, visitor", YARD, visitor)
    yield Page("article, member", YARD, member)
    yield Page("100,000, visitor", "/articles/huge/", visitor)
    yield Page("100,000, member", "/articles/huge/", member)
    yield Page("100,000 flat, member", "/articles/huge/?order=flat&page=1400", member)
    yield Page("front page, visitor", "/", visitor)
    yield Page("front page, member", "/", member)


PLAIN = "plain view, member"


def lines(pages: Sequence[Page]) -> Iterable[str]:
    plain = next(page for page in pages if page.name == PLAIN)
    yield (
        f"{'page':<22}{'shown':>6}{'kB':>6}{'req/s':>8}{'ratio':>7}"
        f"{'p50 ms':>8}{'p99 ms':>8}{'failed':>8}"
    )
    for page in pages:
        pairs = zip(page.rounds, plain.rounds, strict=True)
        ratio = median(one.rate / other.rate for one, other in pairs)
        yield (
            f"{page.name:<22}{page.shown:>6}{page.size / 1000:>6.0f}"
            f"{median(one.rate for one in page.rounds):>8.0f}{ratio:>7.2f}"
            f"{median(one.p50 for one in page.rounds):>8.1f}"
            f"{median(one.p99 for one in page.rounds):>8.1f}"
            f"{sum(one.failed for one in page.rounds):>8}"
        )
