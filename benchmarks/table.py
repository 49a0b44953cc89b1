"""The one table: what each page and each deed costs, and its multiple of another."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEADS = ("shown", "queries", "work", "kB", "x work", "median", "p95", "x time")
NAME, CELL = 32, 9  # characters of a column


@dataclass(slots=True, kw_only=True)
class Row:
    """What one page or deed cost. `beside` names the row that it is a multiple of.

    `size` is in bytes: of what a page answers, of what a deed adds to the log of the
    database. `shown` is None where nothing is listed.
    """

    name: str
    beside: str
    shown: int | None = None
    queries: int = 0
    work: int = 0
    size: int = 0
    seconds: list[float] = field(default_factory=list)


def lines(rows: Sequence[Row], work_is: str) -> Iterator[str]:
    """The table, and what its columns mean."""
    named = {row.name: row for row in rows}
    yield f"{'page or deed':<{NAME}}" + "".join(f"{head:>{CELL}}" for head in HEADS)
    for row in rows:
        yield line(row, named[row.beside])
    yield f"{work_is}; times in ms"
    yield "kB: what a page answers; for a deed, what it adds to the database's log"
    yield "x: the multiple of the row named last; of itself where there is none"


def line(row: Row, other: Row) -> str:
    shown = "-" if row.shown is None else f"{row.shown}"
    p95 = quantiles(row.seconds, n=20)[-1] if len(row.seconds) > 1 else row.seconds[0]
    cells = [
        shown,
        f"{row.queries}",
        f"{row.work:,}",
        f"{row.size / 1000:.1f}",
        f"{row.work / max(1, other.work):.2f}",
        f"{median(row.seconds) * 1000:.1f}",
        f"{p95 * 1000:.1f}",
        f"{median(row.seconds) / median(other.seconds):.2f}",
    ]
    beside = "" if other is row else f"  {other.name}"
    return f"{row.name:<{NAME}}" + "".join(f"{cell:>{CELL}}" for cell in cells) + beside
