"""What the templates are handed of a discussion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.policies import can_participate
from forum import policies
from forum.markup import Draughtsman, Powers
from forum.reading import FLAT, Reader
from forum.threads import Cursor, Order, Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from forum.models import Discussion
    from forum.visits import Since


CHOICE = "order"  # the cookie that remembers it
CHOICE_KEPT = 365 * 24 * 3600  # seconds
TURNS = {"order", "after", "page"}  # what an address says that turns a page


class Tab(NamedTuple):
    """One order to read in."""

    key: str
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """One page of replies, drawn, with the ways on from it.

    `is_continued`: pages lie before this one, so it comes without the article's text.
    """

    html: SafeString
    above: SafeString
    orders: list[Tab]
    total: int
    sourced: int
    since: Since
    more: int = 0
    first_url: str = ""
    previous_url: str = ""
    next_url: str = ""
    last_url: str = ""
    next_unread_url: str = ""
    mark_read_url: str = ""
    is_continued: bool = False
    is_begun_again: bool = False

    @property
    def is_empty(self) -> bool:
        """Nobody has said anything yet; a page past the last reply is another matter."""
        return not (self.html or self.total)


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whether this viewer may reply and, if not, what to tell them."""

    reply: bool
    sign_in_url: str = ""
    closed_reason: str = ""


def invitation(request: HttpRequest, discussion: Discussion) -> Invitation:
    if policies.can_reply(request.user, discussion):
        return Invitation(reply=True)
    if discussion.is_locked:
        return Invitation(reply=False, closed_reason=_("This discussion is closed."))
    sign_in = (
        f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"
    )
    return Invitation(reply=False, sign_in_url=f"{sign_in}%23discussion")


def powers(request: HttpRequest, discussion: Discussion) -> Powers:
    """What this viewer may do here, asked once for the whole page."""
    member = can_participate(request.user)
    return Powers(
        reply=policies.can_reply(request.user, discussion),
        vote=member,
        flag=member,
        withdraw=member,
    )


def artist(
    request: HttpRequest,
    discussion: Discussion,
    *,
    focus: int = 0,
    since: int | None = None,
) -> Draughtsman:
    return Draughtsman(
        slug=discussion.article.slug,
        may=powers(request, discussion),
        order=order_in_tree(request),
        focus=focus,
        since=since,
    )


def order(request: HttpRequest) -> Order:
    """The order the address asks for, else the one a member last chose, else best."""
    kept = request.COOKIES.get(CHOICE) if request.user.is_authenticated else None
    for asked in (request.GET.get("order"), kept):
        if asked in set(Order):
            return Order(asked)
    return Order.BEST


def order_in_tree(request: HttpRequest) -> Order:
    """The same for answers under one reply, which are never flat."""
    wanted = order(request)
    return Order.BEST if wanted is Order.FLAT else wanted


def remember(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep a member's choice of order on their device; a visitor gets no cookie."""
    chosen = request.GET.get("order", "")
    is_new = chosen in set(Order) and chosen != request.COOKIES.get(CHOICE)
    if is_new and request.user.is_authenticated:
        response.set_cookie(
            CHOICE,
            chosen,
            max_age=CHOICE_KEPT,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


def numbered(
    request: HttpRequest, discussion: Discussion, numbers: Iterable[int]
) -> list[Row]:
    """Single replies as this viewer sees them, in ascending order."""
    wanted = order_in_tree(request)
    reader = Reader(discussion=discussion, viewer=request.user, order=wanted)
    return reader.numbered(numbers)


def tree(
    request: HttpRequest,
    discussion: Discussion,
    *,
    since: Since,
    under: Row | None = None,
    above: tuple[Row, ...] = (),
) -> Thread:
    """A page of the discussion, or of the answers to the reply `under`."""
    wanted = order_in_tree(request)
    reader = Reader(discussion=discussion, viewer=request.user, order=wanted)
    at = Cursor.parse(request.GET.get("after", ""))
    page = reader.page(under=under, at=at)
    pen = artist(
        request,
        discussion,
        focus=under.number if under else 0,
        since=since.number,
    )
    if under:
        under.children = list(page.rows)
    total = under.live_descendants if under else discussion.live_count
    last = reader.last(total=total) if page.after else None
    return Thread(
        html=pen.thread([under] if under else page.rows),
        above=pen.lone(above),
        orders=_tabs(request, wanted, is_tree=under is not None),
        total=discussion.live_count,
        sourced=discussion.sourced_count,
        since=since,
        more=page.more,
        first_url=_address(request, order=wanted.value) if page.previous else "",
        previous_url=_at(request, wanted, page.previous),
        next_url=_at(request, wanted, page.after),
        last_url=_at(request, wanted, last),
        next_unread_url=_next_unread(discussion, after=under.number if under else 0),
        mark_read_url=_mark_read(discussion),
        is_continued=page.previous is not None,
        is_begun_again=page.is_begun_again,
    )


def flat(request: HttpRequest, discussion: Discussion, *, since: Since) -> Thread:
    """A page of all replies by time. Its number never changes."""
    last = max(1, -(-discussion.last_number // FLAT))
    asked = request.GET.get("page", "")
    number = int(asked) if re.fullmatch("[0-9]{1,6}", asked, re.ASCII) else 1
    number = min(max(1, number), last)
    reader = Reader(discussion=discussion, viewer=request.user, order=Order.FLAT)
    pen = artist(request, discussion, since=since.number)
    return Thread(
        html=pen.flat(reader.flat(number)),
        above=pen.lone(()),
        orders=_tabs(request, Order.FLAT),
        total=discussion.live_count,
        sourced=discussion.sourced_count,
        since=since,
        first_url=_page(request, 1) if number > 1 else "",
        previous_url=_page(request, number - 1) if number > 1 else "",
        next_url=_page(request, number + 1) if number < last else "",
        last_url=_page(request, last) if number < last else "",
        next_unread_url=_next_unread(discussion, after=0),
        mark_read_url=_mark_read(discussion),
        is_continued=number > 1,
    )


def _tabs(request: HttpRequest, current: Order, *, is_tree: bool = False) -> list[Tab]:
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
            url=_address(request, order=each.value),
            is_current=each is current,
        )
        for each, label in labels.items()
        if not (is_tree and each is Order.FLAT)
    ]


def _at(request: HttpRequest, wanted: Order, cursor: Cursor | None) -> str:
    """The page at a cursor; no address where there is none."""
    return _address(request, order=wanted.value, after=cursor) if cursor else ""


def _next_unread(discussion: Discussion, *, after: int) -> str:
    return reverse("forum:next-unread", args=[discussion.article.slug, after])


def _mark_read(discussion: Discussion) -> str:
    return reverse("forum:mark-read", args=[discussion.article.slug])


def _page(request: HttpRequest, number: int) -> str:
    return _address(request, order=Order.FLAT.value, page=number)


def _address(request: HttpRequest, **asked: object) -> str:
    return f"{request.path}?{urlencode(asked)}#discussion"
