"""The ways on from a page of a discussion, as addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import converters
from forum import visits
from forum.threads import Order
from forum.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import timedelta

    from django.http import HttpRequest

    from accounts.doors import MemberRequest
    from forum.models import Discussion, Reply
    from forum.threads import Cursor, Row
    from forum.visits import Since

TURNS = {"after", "page"}  # what an address says that turns a page
CLAIM = "since"  # what an address says that a page of a visit has made
ENDED = "ended"  # what it says behind the last reply that is new


def asked(request: HttpRequest, *, pause: timedelta) -> dict[str, object]:
    """What is asked of the viewer's visit, which may go on by what the address claims.

    It claims to belong to the visit in which all above `since` was new. Every address
    that a page of a visit leads to does, for somebody may read it for an hour.
    """
    claimed = converters.number(request.GET.get(CLAIM, ""))
    return visits.asked(request.user, pause=pause, claimed=claimed)


def pause(request: HttpRequest) -> timedelta:
    """How long ago the last visit must be for a discussion's address to begin another.

    The article's own: longer than it takes to reload a page. One that asks for an order
    or a page: so long that nobody is still reading, because whoever chooses another
    order on the way keeps what is marked, and a bookmark of that order opened another
    day is a visit of its own.
    """
    own = {"order", CLAIM, *TURNS}.isdisjoint(request.GET)
    return visits.GRACE if own else visits.READING


def claiming(address: str, since: int | None) -> str:
    """The address, where it leads back into a visit that goes on, claiming that."""
    if since is None:
        return address
    place, mark, fragment = address.partition("#")
    return f"{_asking(place, {CLAIM: since})}{mark}{fragment}"


def going_on(request: MemberRequest, reply: Reply, address: str) -> str:
    """The address, claiming to belong to the visit in which a deed was done."""
    article = reply.discussion.article
    return claiming(address, visits.going_on(article, member=request.user))


def _asking(address: str, asked: Mapping[str, object]) -> str:
    """The address with these questions after those that it asks already."""
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{urlencode(asked)}" if asked else address


class Tab(NamedTuple):
    """One order to read in."""

    key: str
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways on from the page at `path`, in the order it is read in.

    Where something is new, each claims to belong to the visit, and hands on what the
    reader has been shown, so that "next unread" does not lead back to it;
    `unread.follow` says how.
    """

    path: str
    slug: str
    order: Order
    trail: Trail
    starts_over: bool
    since: int | None

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
        return self.page(1)

    def article(self) -> str:
        """The same discussion under its article, in the reader's own order."""
        address = reverse("forum:discussion", args=[self.slug])
        return _asking(address, self._claim(self.trail))

    def at(self, cursor: Cursor | None) -> str:
        """The page at a cursor; no address where there is none."""
        return self._address(order=self.order.value, after=cursor) if cursor else ""

    def page(self, number: int) -> str:
        return self._address(order=self.order.value, page=number)

    def next_unread(self) -> str:
        trail = Trail(self.trail.done) if self.starts_over else self.trail
        address = reverse("forum:next-unread", args=[self.slug, trail.done])
        return _asking(address, self._claim(trail))

    def mark_read(self) -> str:
        return reverse("forum:mark-read", args=[self.slug])

    def _address(self, **asked: object) -> str:
        address = _asking(self.path, asked | self._claim(self.trail))
        return f"{address}#discussion"

    def _claim(self, trail: Trail) -> dict[str, object]:
        if self.since is None:
            return {}
        return {CLAIM: self.since} | ({"shown": trail} if trail else {})


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
    trail, starts_over, claimed = Trail(), False, None
    if since.number is not None and since.unread:
        claimed = since.number
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
        since=claimed,
    )


def _every(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        yield from _every(row.children)
