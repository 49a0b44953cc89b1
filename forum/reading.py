"""Read one page of a discussion: a fixed number of statements, whatever its size.

Raw SQL, because the ORM has no word for "the first five children of each of these": its
window functions read every child of a reply with 50,000 of them. Each database is
given the shape of the same question that it plans well.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection
from psycopg import IsolationLevel

from . import threads
from .models import Discussion, Reply
from .threads import Cursor, Order, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from accounts.policies import Viewer

FIRST_LEVEL = 25  # replies of the first level on a page
ROWS = 200  # replies on a page in all
LEVELS_SHOWN = 6
FIRST = 5  # answers shown of a branch that is too large to be shown whole
EXPANSIONS = 3  # levels to which a large branch is opened

_KEYS = {
    Order.BEST: ("best_key", "ASC", ">"),
    Order.OLD: ("number", "ASC", ">"),
    Order.NEW: ("number", "DESC", "<"),
}
_COLUMNS = """r.number, r.parent_number, r.answers_number, r.depth, r.path, m.username,
    r.body_html, r.is_live, r.hidden_at IS NOT NULL, r.hidden_reason, r.ups,
    r.descendants, r.live_descendants, r.created_at, r.edited_at, r.{key},
    r.hidden_entry_id, r.author_id = %(viewer)s,
    (SELECT v.id FROM forum_vote v
     WHERE v.reply_id = r.id AND v.member_id = %(viewer)s) IS NOT NULL"""
_AUTHOR = "JOIN accounts_member m ON m.id = r.author_id"
_SIBLINGS = f"""SELECT {_COLUMNS} FROM forum_reply r {_AUTHOR}
    WHERE r.discussion_id = %(discussion)s AND r.parent_number = %(parent)s AND r.shown
      {{after}}
    ORDER BY r.{{key}} {{direction}} LIMIT {FIRST_LEVEL + 1}"""
_NUMBERED = {
    "postgresql": f"""SELECT {_COLUMNS} FROM forum_reply r {_AUTHOR}
        WHERE r.discussion_id = %(discussion)s AND r.number = ANY(%(numbers)s::int[])""",
    "sqlite": f"""SELECT {_COLUMNS} FROM json_each(%(numbers)s) p
        CROSS JOIN forum_reply r ON r.discussion_id = %(discussion)s
            AND r.number = p.value
        CROSS {_AUTHOR}""",
}
_BELOW = {
    "postgresql": f"""SELECT q.* FROM unnest(%(paths)s::text[]) p(path) CROSS JOIN LATERAL (
        SELECT {_COLUMNS} FROM forum_reply r {_AUTHOR}
        WHERE r.discussion_id = %(discussion)s AND r.path > p.path AND r.path < p.path || 'g'
          AND r.shown AND r.depth < %(deepest)s LIMIT {ROWS}) q
    UNION ALL
    SELECT q.* FROM unnest(%(numbers)s::int[]) p(number) CROSS JOIN LATERAL (
        SELECT {_COLUMNS} FROM forum_reply r {_AUTHOR}
        WHERE r.discussion_id = %(discussion)s AND r.parent_number = p.number AND r.shown
        ORDER BY r.{{key}} {{direction}} LIMIT {FIRST}) q""",
    "sqlite": f"""SELECT {_COLUMNS} FROM json_each(%(paths)s) p
    CROSS JOIN forum_reply r ON r.discussion_id = %(discussion)s AND r.path > p.value
        AND r.path < p.value || 'g' AND r.shown AND r.depth < %(deepest)s
    CROSS {_AUTHOR}
    UNION ALL
    SELECT {_COLUMNS} FROM json_each(%(numbers)s) p
    CROSS JOIN forum_reply r ON r.id IN (
        SELECT x.id FROM forum_reply x
        WHERE x.discussion_id = %(discussion)s AND x.parent_number = p.value AND x.shown
        ORDER BY x.{{key}} {{direction}} LIMIT {FIRST})
    CROSS {_AUTHOR}""",
}


@dataclass(frozen=True, slots=True)
class Page:
    """Siblings with what is shown below them, and what comes after.

    `more` is the number of live replies after the last sibling; 0 when none follows.
    """

    rows: Sequence[Row]
    order: Order
    more: int = 0
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads pages of one discussion, for one viewer, in one order."""

    discussion: Discussion
    viewer: Viewer
    order: Order

    def page(self, *, under: Row | None = None, after: Cursor | None = None) -> Page:
        """A page of the discussion, or of the answers to one reply."""
        total = under.live_descendants if under else self.discussion.live_count
        top = self._siblings(under.number if under else 0, after)
        rows, follows = top[:FIRST_LEVEL], len(top) > FIRST_LEVEL
        self._open(rows, deepest=(under.depth + 1 if under else 0) + LEVELS_SHOWN)
        if not follows:
            return Page(rows=rows, order=self.order)
        before = (after.before if after else 0) + sum(row.weight for row in rows)
        return Page(
            rows=rows,
            order=self.order,
            more=max(1, total - before),
            after=Cursor(key=rows[-1].key, before=before),
        )

    def numbered(self, numbers: Iterable[int]) -> list[Row]:
        """Single replies of the discussion, in ascending order of their numbers."""
        rows = self._read(_NUMBERED[connection.vendor], numbers=_array(numbers))
        return sorted(rows, key=lambda row: row.number)

    def _siblings(self, parent: int, after: Cursor | None) -> list[Row]:
        key, _direction, beyond = _KEYS[self.order]
        beginning = f"AND r.{key} {beyond} %(after)s" if after else ""
        statement = _SIBLINGS.replace("{after}", beginning)
        return self._read(statement, parent=parent, after=after.key if after else 0)

    def _open(self, top: Sequence[Row], *, deepest: int) -> None:
        """Hang under `top` what the budget allows, in at most three statements.

        One for what can be shown whole, found or not; all three where something is
        cut, needed or not: so what a page costs does not hang on its discussion.
        """
        level, budget = list(top), ROWS - len(top)
        for expansion in range(EXPANSIONS if top else 0):
            share = threads.share_out(level, budget=budget, first=FIRST)
            below = self._below(share, deepest=deepest)
            threads.arrange(level, below, self.order)
            budget -= len(below)
            begun = {row.number for row in share.first}
            level = [
                row
                for row in below
                if row.parent_number in begun and row.depth + 1 < deepest
            ]
            if expansion == 0 and not begun:
                break

    def _below(self, share: threads.Share, *, deepest: int) -> list[Row]:
        return self._read(
            _BELOW[connection.vendor],
            paths=_array(row.path for row in share.whole),
            numbers=_array(row.number for row in share.first),
            deepest=deepest,
        )

    def _read(self, statement: str, **arguments: Any) -> list[Row]:
        key, direction, _beyond = _KEYS[self.order]
        arguments |= {"discussion": self.discussion.pk, "viewer": self.viewer.pk or 0}
        with connection.cursor() as cursor:
            cursor.execute(statement.format(key=key, direction=direction), arguments)
            return [_row(values) for values in cursor.fetchall()]


def _array(values: Iterable[int | str]) -> list[int | str] | str:
    """Many values as one argument, so that a statement's text is always the same."""
    return list(values) if connection.vendor == "postgresql" else json.dumps([*values])


def _row(values: tuple[Any, ...]) -> Row:
    """One row of either database."""
    row = Row(*values)
    if connection.vendor == "sqlite":
        row.created_at = _moment(row.created_at)
        row.edited_at = _moment(row.edited_at) if row.edited_at else None
        row.is_live, row.is_own = bool(row.is_live), bool(row.is_own)
    return row


def _moment(value: datetime | str) -> datetime:
    """SQLite keeps moments as text in UTC, and tells which columns they are at times."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment.replace(tzinfo=UTC)


def newest(viewer: Viewer, *, limit: int) -> list[Reply]:
    """The replies last written anywhere, for the rail of the front page."""
    replies = Reply.objects.visible_to(viewer).for_reading()
    return list(replies.order_by("-created_at", "-pk")[:limit])


@contextmanager
def one_snapshot(viewer: Viewer) -> Iterator[None]:
    """Let the statements of a page see one moment, so that its counts add up.

    Not `atomic()`: on SQLite that takes the write lock. Inside a transaction, as in
    tests, it does nothing. Who looks is found out before, for it can take a write: a
    session that no longer holds is deleted.
    """
    _ = viewer.is_authenticated
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw = connection.connection
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        raw.isolation_level, raw.read_only = IsolationLevel.REPEATABLE_READ, True
        raw.autocommit = False
        try:
            yield
        finally:
            raw.rollback()
            raw.autocommit = True
            raw.isolation_level = raw.read_only = None
    else:
        raw.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            raw.execute("COMMIT")
