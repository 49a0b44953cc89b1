"""Arrange replies that lie flat into a tree, and count what is left out. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


class Order(StrEnum):
    """How siblings follow each other."""

    BEST = "best"
    NEW = "new"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where siblings go on: after the one with `key`, `before` live replies in."""

    key: int
    before: int

    @classmethod
    def parse(cls, text: str) -> Cursor | None:
        """Read "key.before"; None for anything else, which means from the start."""
        shape = re.fullmatch(r"(-?[0-9]{1,18})\.([0-9]{1,9})", text)
        return cls(key=int(shape[1]), before=int(shape[2])) if shape else None

    def __str__(self) -> str:
        return f"{self.key}.{self.before}"


@dataclass(slots=True)
class Row:
    """One reply as it is read for a page, in the order of the SELECT list."""

    number: int
    parent_number: int
    answers_number: int
    depth: int
    path: str
    author: str
    body_html: str
    is_live: bool
    is_hidden: bool
    hidden_reason: str
    ups: int
    descendants: int
    live_descendants: int
    created_at: datetime
    edited_at: datetime | None
    key: int
    ledger_entry: int | None
    is_own: bool
    is_voted: bool
    children: list[Row] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """Live replies that showing this row accounts for: itself and all below."""
        return self.live_descendants + self.is_live

    @property
    def more(self) -> int:
        """Live replies below that this page leaves out."""
        return self.live_descendants - self._weight_of_children

    @property
    def after(self) -> Cursor | None:
        """Where its answers go on after those on this page; None if none is on it."""
        if not self.children:
            return None
        return Cursor(key=self.children[-1].key, before=self._weight_of_children)

    @property
    def _weight_of_children(self) -> int:
        return sum(child.weight for child in self.children)


def sort_key(row: Row, order: Order) -> int:
    """Ascending in the wanted order."""
    return -row.number if order is Order.NEW else row.key


def arrange(top: Sequence[Row], below: Iterable[Row], order: Order) -> None:
    """Hang each row of `below` under its parent, siblings in order.

    A row whose parent is not on the page hangs nowhere and is counted as left out.
    """
    by_number = {row.number: row for row in top}
    rows = list(below)
    by_number.update((row.number, row) for row in rows)
    for row in sorted(rows, key=lambda row: sort_key(row, order)):
        parent = by_number.get(row.parent_number)
        if parent is not None:
            parent.children.append(row)


@dataclass(frozen=True, slots=True)
class Share:
    """Which branches a page shows whole, and of which only the first answers."""

    whole: list[Row]
    first: list[Row]


def share_out(rows: Sequence[Row], *, budget: int, first: int) -> Share:
    """Divide `budget` rows among the branches under `rows`.

    When all fits, all is whole. Otherwise the smallest branches are, while they take no
    more than half; from the rest, in the order given, the `first` few answers of each
    while rows last.
    """
    branches = [row for row in rows if row.live_descendants]
    if sum(row.descendants for row in branches) <= budget:
        return Share(whole=branches, first=[])
    whole: list[Row] = []
    spent = 0
    for row in sorted(branches, key=lambda row: row.descendants):
        if spent + row.descendants > budget // 2:
            break
        whole.append(row)
        spent += row.descendants
    complete = {row.number for row in whole}
    begun: list[Row] = []
    for row in branches:
        cost = min(first, row.descendants)
        if row.number not in complete and spent + cost <= budget:
            begun.append(row)
            spent += cost
    return Share(whole=whole, first=begun)
