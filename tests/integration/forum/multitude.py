"""A discussion as large as one likes, made by the database itself in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Count, F, Q

from forum import ranking
from forum.models import Discussion, Reply
from tests.factories import forum
from tests.integration.forum.conftest import heavy_tailed
from tests.integration.forum.walking import let_cite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articles.models import Article

CHAIN = 32  # levels
GROWN = 500  # replies that are grown one by one

# In hexadecimal, of six digits and of a UUID's.
_HEX = {
    "postgresql": ("lpad(to_hex({}), 6, '0')", "lpad(to_hex({}), 32, '0')::uuid"),
    "sqlite": ("printf('%%06x', {})", "printf('%%032x', {})"),
}


def fill(article: Article, author: Any, size: int) -> Discussion:
    """As `size` replies: half of them answer the first, a chain is as deep as can be.

    The rest is as discussions are, and then, by sixes: one begins a branch, two answer
    it, and three answer the first of all. Two of seven have votes, one of five cites.
    """
    chain = [0, *range(2, CHAIN + 1)]
    shape = [n + CHAIN + 1 if n else 0 for n in heavy_tailed(GROWN)]
    discussion = forum.grow(
        article=article,
        author=author,
        parents=[0, *chain, *shape],
        votes={1: 50, 2: 40},
    )
    let_cite(discussion, {1, 2})  # now both stand on the first page of these orders
    _multiply(discussion, begin=discussion.last_number + 1, end=size)
    _count(discussion, begin=discussion.last_number + 1)
    return discussion


def _multiply(discussion: Discussion, *, begin: int, end: int) -> None:
    """Copy the last reply under new numbers, each in a place of its own."""
    last = discussion.replies.get(number=begin - 1)
    turn = f"((n - {begin}) %% 6)"
    digits, key = _HEX[connection.vendor]
    # Of six, the first begins a branch, the next two answer it.
    parent = f"CASE {turn} WHEN 0 THEN 0 WHEN 1 THEN n - 1 WHEN 2 THEN n - 2 ELSE 1 END"
    above = f"CASE WHEN {parent} = 0 THEN '' ELSE {digits.format(f'({parent})')} END"
    ups = "CASE n %% 7 WHEN 0 THEN 3 WHEN 3 THEN 1 ELSE 0 END"
    rank = {n: ranking.best_key(number=0, ups=n, flags=0) for n in (0, 1, 3)}
    best = (
        f"n + CASE {ups} WHEN 3 THEN {rank[3]} WHEN 1 THEN {rank[1]} ELSE {rank[0]} END"
    )
    cites = "CASE n %% 5 WHEN 0 THEN 1 ELSE 0 END"
    below = f"CASE {turn} WHEN 0 THEN 2 ELSE 0 END"
    values: Mapping[str, str] = {
        "number": "n",
        "parent_number": parent,
        "root_number": f"CASE WHEN {parent} = 0 THEN n ELSE {parent} END",
        "answers_number": "0",
        "depth": f"CASE WHEN {parent} = 0 THEN 0 ELSE 1 END",
        "path": f"{above} || {digits.format('n')}",
        "key": key.format("n"),
        "ups": ups,
        "source_count": cites,
        "descendants": below,
        "live_descendants": below,
        "subtree_last_number": f"n + {below}",
        "best_key": best,
        "sourced_key": f"{best} - {ranking.CITING} * {cites}",
    }
    fields = [f for f in Reply._meta.concrete_fields if not f.primary_key]
    columns = [str(field.column) for field in fields]
    selected = ", ".join(values.get(column, column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH RECURSIVE numbers(n) AS (
                SELECT {begin} UNION ALL SELECT n + 1 FROM numbers WHERE n < {end})
            INSERT INTO forum_reply ({", ".join(columns)})
            SELECT {selected} FROM numbers CROSS JOIN forum_reply WHERE id = %s""",  # noqa: S608 - from constants alone
            [last.pk],
        )


def _count(discussion: Discussion, *, begin: int) -> None:
    """Bring the counters of what was there before up to date."""
    new = discussion.replies.filter(number__gte=begin)
    answers = new.filter(parent_number=1).count()
    found = discussion.replies.aggregate(
        live=Count("pk"), sourced=Count("pk", filter=Q(source_count__gt=0))
    )
    discussion.replies.filter(number=1).update(
        descendants=F("descendants") + answers,
        live_descendants=F("live_descendants") + answers,
        subtree_last_number=found["live"],
    )
    discussion.last_number = discussion.live_count = found["live"]
    discussion.sourced_count = found["sourced"]
    discussion.save()
    discussion.article.reply_count = found["live"]
    discussion.article.save(update_fields=["reply_count"])
