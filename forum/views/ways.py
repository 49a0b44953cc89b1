"""The ways on from a page of a discussion, as addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from forum import visits
from forum.threads import Order
from forum.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import timedelta

    from django.http import HttpRequest

    from forum.models import Discussion
    from forum.threads import Cursor, Row
    from forum.visits import Since

TURNS = {"after", "page"}  # what an address says that turns a page


def pause(request: HttpRequest) -> timedelta | None:
    """How long ago the last visit must be for this address to begin another.

    The article's own address: longer than it takes to reload a page. One that asks for
    an order: so long that nobody is still reading, because whoever chooses another
    order on the way keeps what is marked, and a bookmark of that order opened another
    day is a visit of its own. One that turns a page: never.
    """
    if not TURNS.isdisjoint(request.GET):
        return None
    return visits.READING if "order" in request.GET else visits.GRACE


class Tab(NamedTuple):
    """One order to read in."""

    key: str
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways on from the page at `path`, in the order it is read in.

    Each hands on what the reader has been shown, so that "next unread" does not lead
    back to it; `unread.follow` says how.
    """

    path: str
    slug: str
    order: Order
    trail: Trail
    starts_over: bool

    def tabs(self, *, is_tree: bool = False) -> list[Tab]:
        """The same in each order; answers under one reply are never flat."""
        labels = {
            Order.BEST: _("Best"),
            Order.NEW: _("New"),
            Order.OLD: _("Old"),
            Order.SOURCED: _("Sourced"),
            Order.FLAT: _("Flat"),
        }
        return [
            Tab(
                key=each,
                label=label,
                url=self._address(order=each.value),
                is_current=each is self.order,
            )
            for each, label in labels.items()
            if not (is_tree and each is Order.FLAT)
        ]

    def first(self) -> str:
        return self._address(order=self.order.value)

    def at(self, cursor: Cursor | None) -> str:
        """The page at a cursor; no address where there is none."""
        return self._address(order=self.order.value, after=cursor) if cursor else ""

    def page(self, number: int) -> str:
        return self._address(order=self.order.value, page=number)

    def next_unread(self) -> str:
        trail = Trail(self.trail.done) if self.starts_over else self.trail
        address = reverse("forum:next-unread", args=[self.slug, trail.done])
        return f"{address}?{urlencode({'shown': trail})}" if trail.shown else address

    def mark_read(self) -> str:
        return reverse("forum:mark-read", args=[self.slug])

    def _address(self, **asked: object) -> str:
        shown = {"shown": self.trail} if self.trail else {}
        return f"{self.path}?{urlencode(asked | shown)}#discussion"


def on(
    request: HttpRequest,
    discussion: Discussion,
    order: Order,
    *,
    rows: Sequence[Row],
    since: Since,
    is_whole: bool,
) -> Ways:
    """The ways on from a page that shows these rows.

    A page of the whole discussion that shows all that is new, and was handed nothing,
    lets "next unread" start over: it goes through the page reply by reply.
    """
    trail, starts_over = Trail(), False
    if since.number is not None and since.unread:
        handed = Trail.parse(request.GET.get("shown", ""))
        drawn = list(_every(rows))
        new = sum(row.is_new_since(since.number) for row in drawn)
        starts_over = is_whole and not handed and new >= since.unread
        shown = (row.number for row in drawn)
        trail = handed.up_to(since.number).with_shown(shown)
    return Ways(
        path=request.path,
        slug=discussion.article.slug,
        order=order,
        trail=trail,
        starts_over=starts_over,
    )


def _every(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        yield from _every(row.children)
