"""What posting and voting cost in the great discussion, beside an empty one.

Each deed is really done and committed, by a member who did none before.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from articles.models import Article, Source
from forum import actions
from forum.models import Reply

from . import people, work, world
from .table import Row

if TYPE_CHECKING:
    from collections.abc import Callable

    Deed = Callable[[Member], object]

BODY = "It does say so [1]."
COUNTED = 3  # times that each is done for its queries, its work and its bytes
# How a transaction begins and ends: no question to the database.
BRACKETS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def measure(rounds: int) -> list[Row]:
    """What each deed costs."""
    deeds = _deeds()
    members = iter(people.newcomers((rounds + COUNTED) * len(deeds)))
    rows = {name: Row(name=name, beside=_base(name)) for name in deeds}
    for name, deed in deeds.items():
        _count(rows[name], deed, [next(members) for _ in range(COUNTED)])
    for _ in range(rounds):
        for name, deed in deeds.items():
            member = next(members)
            began = time.perf_counter()
            deed(member)
            rows[name].seconds.append(time.perf_counter() - began)
    return [*rows.values()]


def _deeds() -> dict[str, Deed]:
    huge, empty = Article.objects.get(slug="huge"), _empty()
    replies = Reply.objects.filter(discussion__article=huge)
    hub, deepest = replies.get(number=1), replies.order_by("-depth", "number")[0]
    [first] = people.newcomers(1)
    lonely = actions.post_reply(article=_empty(), author=first, body="First.")
    return {
        "post, empty discussion": _post(empty),
        "post, 100,000 replies": _post(huge),
        "post under 50,000 answers": _post(huge, hub),
        "post at depth 32": _post(huge, deepest),
        "vote, empty discussion": _vote(lonely),
        "vote, 100,000 replies": _vote(hub),
    }


def _base(name: str) -> str:
    return f"{name.partition(',')[0].split()[0]}, empty discussion"


def _empty() -> Article:
    """One more article that nobody has answered."""
    slug = f"empty-{Article.objects.order_by('-pk').values_list('pk', flat=True)[0]}"
    sources = list(Source.objects.order_by("pk")[: world.SOURCES])
    [article] = world.articles([slug], Member.objects.order_by("pk")[0], sources)
    return article


def _count(row: Row, deed: Deed, members: list[Member]) -> None:
    """What no clock tells; the first time is another, for it begins things."""
    asked, worked, written = members
    with CaptureQueriesContext(connection) as queries:
        deed(asked)
    told = [query["sql"] for query in queries.captured_queries]
    row.queries = sum(not sql.startswith(BRACKETS) for sql in told)
    row.work = work.of(lambda: deed(worked))
    row.size = work.written(lambda: deed(written))


def _post(article: Article, parent: Reply | None = None) -> Deed:
    def deed(member: Member) -> object:
        return actions.post_reply(
            article=article, author=member, body=BODY, parent=parent
        )

    return deed


def _vote(reply: Reply) -> Deed:
    def deed(member: Member) -> object:
        return actions.vote(reply=reply, by=member, helpful=True)

    return deed
