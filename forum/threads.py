"""Arrange replies that lie flat into a tree, and count what is left out. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


BEYOND, BELOW = 2**60, -1  # keys above and, in descending orders, below every reply's


class Order(StrEnum):
    """How siblings follow each other; flat has no siblings, only time."""

    BEST = "best"
    NEW = "new"
    OLD = "old"
    SOURCED = "sourced"
    FLAT = "flat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where siblings go on: after the one with `key`, or before it if backwards.

    `before` live replies lie above that place. `epoch` is that of the order in which
    the list was begun.
    """

    key: int
    before: int
    epoch: int = 0
    is_backwards: bool = False

    @classmethod
    def parse(cls, text: str) -> Cursor | None:
        """Read what `str` writes; None for anything else, which means from the start."""
        shape = re.fullmatch(
            r"(b?)(-?[0-9]{1,19})\.([0-9]{1,9})\.([0-9]{1,9})", text, re.ASCII
        )
        if not shape or abs(int(shape[2])) > BEYOND:
            return None
        return cls(
            key=int(shape[2]),
            before=int(shape[3]),
            epoch=int(shape[4]),
            is_backwards=bool(shape[1]),
        )

    @property
    def is_last(self) -> bool:
        """Whether nothing can follow the page that ends here."""
        return self.is_backwards and self.key in {BEYOND, BELOW}

    def __str__(self) -> str:
        way = "b" if self.is_backwards else ""
        return f"{way}{self.key}.{self.before}.{self.epoch}"


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
    subtree_last_number: int
    created_at: datetime
    edited_at: datetime | None
    withdrawn_at: datetime | None
    key: int
    ledger_entry: int | None
    is_own: bool
    is_voted: bool
    is_moderators: bool
    children: list[Row] = field(default_factory=list)
    epoch: int = 0

    @property
    def weight(self) -> int:
        """Live replies that showing this row accounts for: itself and all below."""
        return self.live_descendants + self.is_live

    def is_new_since(self, number: int) -> bool:
        """Whether it is new to the viewer who last saw the reply of this number."""
        return self.number > number and self.is_live and not self.is_own

    @property
    def more(self) -> int:
        """Live replies below that this page leaves out."""
        return self.live_descendants - self._weight_of_children

    @property
    def after(self) -> Cursor | None:
        """Where its answers go on after those on this page; None if none is on it."""
        if not self.children:
            return None
        return Cursor(
            key=self.children[-1].key,
            before=self._weight_of_children,
            epoch=self.epoch,
        )

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
