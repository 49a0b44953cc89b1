"""What the templates are handed of a discussion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.policies import can_participate
from forum import policies
from forum.markup import Draughtsman, Powers
from forum.reading import Page, Reader
from forum.threads import Cursor, Order, Row

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from forum.models import Discussion


class Tab(NamedTuple):
    """One order to read in."""

    key: str
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """One page of replies, drawn, with the ways on from it."""

    html: SafeString
    above: SafeString
    order: Order
    orders: list[Tab]
    total: int
    sourced: int
    more: int
    next_url: str
    previous_url: str

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
    sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
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


def reader(request: HttpRequest, discussion: Discussion) -> Reader:
    return Reader(discussion=discussion, viewer=request.user, order=_order(request))


def artist(
    request: HttpRequest, discussion: Discussion, *, focus: int = 0
) -> Draughtsman:
    return Draughtsman(
        slug=discussion.article.slug,
        may=powers(request, discussion),
        order=_order(request),
        focus=focus,
    )


def _order(request: HttpRequest) -> Order:
    """The order that the address asks for; an unknown one means best first."""
    asked = request.GET.get("order", "")
    return Order(asked) if asked in set(Order) else Order.BEST


def cursor(request: HttpRequest) -> Cursor | None:
    return Cursor.parse(request.GET.get("after", ""))


def draw(
    request: HttpRequest,
    discussion: Discussion,
    page: Page,
    *,
    above: tuple[Row, ...] = (),
    focus: Row | None = None,
) -> Thread:
    """A page of replies; with `focus`, that reply with its answers, below `above`."""
    pen = artist(request, discussion, focus=focus.number if focus else 0)
    if focus:
        focus.children = list(page.rows)
    return Thread(
        html=pen.thread([focus] if focus else page.rows),
        above=pen.lone(above),
        order=page.order,
        orders=_tabs(request, page.order),
        total=discussion.live_count,
        sourced=discussion.sourced_count,
        more=page.more,
        next_url=_url(request, page.order, page.after) if page.after else "",
        previous_url=_url(request, page.order) if "after" in request.GET else "",
    )


def _tabs(request: HttpRequest, current: Order) -> list[Tab]:
    labels = {Order.BEST: _("Best"), Order.NEW: _("New"), Order.OLD: _("Old")}
    return [
        Tab(
            key=order,
            label=label,
            url=_url(request, order),
            is_current=order is current,
        )
        for order, label in labels.items()
    ]


def _url(request: HttpRequest, order: Order, after: Cursor | None = None) -> str:
    asked = {} if order is Order.BEST else {"order": order.value}
    if after:
        asked["after"] = str(after)
    question = f"?{urlencode(asked)}" if asked else ""
    return f"{request.path}{question}#discussion"
