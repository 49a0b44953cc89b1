"""Pages of a discussion: siblings in an order, and what hangs under them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from accounts.apps import MODERATORS
from forum import threads
from forum.models import Discussion, Reply
from forum.threads import Cursor, Order, Row

from . import statements
from .statements import FIRST, FIRST_LEVEL, ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from accounts.policies import Viewer

FLAT = 50  # replies on a page of the flat order
LEVELS_SHOWN = 6
EXPANSIONS = 3  # levels to which a large branch is opened

# The column that an order reads siblings by, and whether it is read upwards.
_KEYS = {
    Order.BEST: ("best_key", True),
    Order.SOURCED: ("sourced_key", True),
    Order.OLD: ("number", True),
    Order.NEW: ("number", False),
    Order.FLAT: ("number", True),
}
_MOVING = {Order.BEST, Order.SOURCED}


@dataclass(frozen=True, slots=True)
class Page:
    """Siblings with what is shown below them, and the ways on.

    `more` is the number of live replies after the last sibling; 0 when none follows.
    `is_begun_again`: the order asked for is no longer known, so this is its first page.
    `is_deserted`: nobody is left of those who stood beyond the place asked for.
    """

    rows: Sequence[Row]
    more: int = 0
    after: Cursor | None = None
    previous: Cursor | None = None
    is_begun_again: bool = False
    is_deserted: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads pages of one discussion, for one viewer, in one order."""

    discussion: Discussion
    viewer: Viewer
    order: Order

    def page(self, *, under: Row | None = None, at: Cursor | None = None) -> Page:
        """A page of the discussion, or of the answers to one reply.

        Votes may move replies between two pages. A cursor knows the epoch in which its
        list was begun, and the list goes on in the order of that epoch: nothing is
        missed or shown twice.
        """
        total = under.live_descendants if under else self.discussion.live_count
        forgotten = at is not None and self._has_forgotten(at)
        at = None if forgotten else at
        found = self._siblings(under.number if under else 0, at)
        rows, follows = found[:FIRST_LEVEL], len(found) > FIRST_LEVEL
        if at and at.is_backwards:
            rows.reverse()
        self._open(rows, deepest=(under.depth + 1 if under else 0) + LEVELS_SHOWN)
        page = self._around(rows, at, follows=follows, total=total)
        return Page(**page, is_begun_again=forgotten)

    def flat(self, number: int) -> Sequence[Row]:
        """Page `number`, from 1, of all replies by time: what is gone keeps its place."""
        first = (number - 1) * FLAT
        rows = self._read(statements.FLAT, after=first, last=first + FLAT)
        for row in rows:
            row.answers_number = row.answers_number or row.parent_number
        return rows

    def numbered(self, numbers: Iterable[int]) -> list[Row]:
        """Single replies of the discussion, in ascending order of their numbers."""
        statement = statements.NUMBERED[connection.vendor]
        rows = self._read(statement, numbers=_array(numbers))
        return sorted(rows, key=lambda row: row.number)

    def last(self, *, total: int) -> Cursor:
        """The cursor of the last page."""
        return Cursor(
            key=threads.BEYOND if _KEYS[self.order][1] else threads.BELOW,
            before=total,
            epoch=self.discussion.order_epoch,
            is_backwards=True,
        )

    # ------------------------------------------------------------- one sibling list

    def _around(
        self, rows: Sequence[Row], at: Cursor | None, *, follows: bool, total: int
    ) -> dict[str, Any]:
        """What lies before and after these rows, and how much."""
        epoch = at.epoch if at else self.discussion.order_epoch
        weight = sum(row.weight for row in rows)
        backwards = at is not None and at.is_backwards
        has_previous = follows if backwards else at is not None
        has_next = not at.is_last if at and backwards else follows
        before = at.before if at else 0
        if backwards:
            before = max(0, before - weight) if has_previous else 0
        is_deserted = at is not None and not rows and total > 0
        around: dict[str, Any] = {"rows": rows, "is_deserted": is_deserted}
        if is_deserted and not backwards:
            around["previous"] = self.last(total=total)
        if has_previous and rows:
            around["previous"] = Cursor(
                key=rows[0].key, before=before, epoch=epoch, is_backwards=True
            )
        if has_next and rows:
            around["after"] = Cursor(
                key=rows[-1].key, before=before + weight, epoch=epoch
            )
            around["more"] = max(1, total - before - weight)
        return around

    def _siblings(self, parent: int, at: Cursor | None) -> list[Row]:
        """One more than a page holds, from the cursor on, as its epoch had them."""
        limit = FIRST_LEVEL + 1
        if at is None:
            return self._read(statements.SIBLINGS, parent=parent, limit=limit)
        rows = self._read(
            statements.SIBLINGS_AS_THEY_WERE
            if self._may_have_moved(at)
            else statements.SIBLINGS_BEYOND,
            is_backwards=at.is_backwards,
            parent=parent,
            beyond=at.key,
            epoch=at.epoch,
            limit=limit,
        )
        upwards = _KEYS[self.order][1] is not at.is_backwards
        return sorted(rows, key=lambda row: row.key, reverse=not upwards)[:limit]

    def _may_have_moved(self, at: Cursor) -> bool:
        return self.order in _MOVING and at.epoch != self.discussion.order_epoch

    def _has_forgotten(self, at: Cursor) -> bool:
        return self.order in _MOVING and at.epoch < self.discussion.forgotten_epoch

    # ---------------------------------------------------------- what is below them

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
            level = [
                answer
                for row in share.first
                for answer in row.children
                if answer.depth + 1 < deepest
            ]
            if expansion == 0 and not share.first:
                break

    def _below(self, share: threads.Share, *, deepest: int) -> list[Row]:
        return self._read(
            statements.BELOW[connection.vendor],
            paths=_array(row.path for row in share.whole),
            numbers=_array(row.number for row in share.first),
            deepest=deepest,
        )

    def _read(
        self, statement: str, *, is_backwards: bool = False, **arguments: Any
    ) -> list[Row]:
        key, is_upwards = _KEYS[self.order]
        upwards = is_upwards is not is_backwards
        sql = statement.format(
            key=key,
            direction="ASC" if upwards else "DESC",
            beyond=">" if upwards else "<",
        )
        arguments |= {
            "discussion": self.discussion.pk,
            "viewer": self.viewer.pk or 0,
            "moderators": MODERATORS.group,
        }
        with connection.cursor() as cursor:
            cursor.execute(sql, arguments)
            rows = [_row(values) for values in cursor.fetchall()]
        for row in rows:
            row.epoch = self.discussion.order_epoch
        return rows


def _array(values: Iterable[int | str]) -> list[int | str] | str:
    """Many values as one argument, so that a statement's text is always the same."""
    return list(values) if connection.vendor == "postgresql" else json.dumps([*values])


def _row(values: tuple[Any, ...]) -> Row:
    """One row of either database."""
    row = Row(*values)
    if connection.vendor == "sqlite":
        row.created_at = _moment(row.created_at)
        row.edited_at = _moment(row.edited_at) if row.edited_at else None
        row.withdrawn_at = _moment(row.withdrawn_at) if row.withdrawn_at else None
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
