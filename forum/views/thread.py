"""What the templates are handed of a discussion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import converters
from accounts.policies import can_participate
from forum import policies
from forum.markup import Draughtsman, Powers
from forum.reading import FLAT, Reader
from forum.threads import Cursor, Order, Row
from forum.visits import Since

from . import orders, ways

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from forum.models import Discussion

    from .ways import Tab


NOTHING = Since()  # is new


@dataclass(frozen=True, slots=True)
class Thread:
    """One page of replies, drawn, with the ways on from it.

    `is_continued`: pages lie before this one, or did, so it comes without the article's
    text. `is_deserted`: they and what stood on this one have gone since its address was made.
    `known`: the highest number there was when it was drawn. `beside`: of one reply in
    context, the live ones that answer the same, with what hangs below them.
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
    article_url: str = ""
    known: int = 0
    beside: int = 0
    beside_url: str = ""
    is_continued: bool = False
    is_begun_again: bool = False
    is_deserted: bool = False
    has_ended: bool = False  # the way through what is new

    @property
    def is_empty(self) -> bool:
        """Nobody has said anything yet; a page past the last reply is another matter."""
        return not (self.html or self.total)

    @property
    def has_other_pages(self) -> bool:
        return bool(self.first_url or self.previous_url or self.next_url)


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
    may_reply = policies.can_reply(request.user, discussion)
    now = timezone.now()
    return Powers(
        reply=may_reply,
        vote=member,
        flag=member,
        withdraw=member,
        edit_since=now - policies.EDITABLE_FOR if may_reply else None,
        undo_since=now - policies.UNDO_FOR if member else None,
    )


def artist(
    request: HttpRequest,
    discussion: Discussion,
    *,
    focus: int = 0,
    since: Since = NOTHING,
) -> Draughtsman:
    wanted = orders.order_in_tree(request)
    asked: dict[str, str] = {}
    # A member's device remembers it; a visitor's address must (decision 0013).
    if wanted is not Order.BEST and not request.user.is_authenticated:
        asked["order"] = wanted.value
    if since.unread:
        asked[ways.CLAIM] = str(since.number)
    return Draughtsman(
        slug=discussion.article.slug,
        may=powers(request, discussion),
        order=wanted,
        asked=asked,
        focus=focus,
        since=since.number,
    )


def numbered(
    request: HttpRequest, discussion: Discussion, numbers: Iterable[int]
) -> list[Row]:
    """Single replies as this viewer sees them, in ascending order."""
    wanted = orders.order_in_tree(request)
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
    wanted = orders.order_in_tree(request)
    reader = Reader(discussion=discussion, viewer=request.user, order=wanted)
    at = Cursor.parse(request.GET.get("after", ""))
    page = reader.page(under=under, at=at)
    pen = artist(
        request,
        discussion,
        focus=under.number if under else 0,
        since=since,
    )
    if under:
        under.children = list(page.rows)
    rows = [under] if under else page.rows
    whole = above[-1].live_descendants if above else discussion.live_count
    total = under.live_descendants if under else whole
    last = reader.last(total=total) if page.after else None
    is_continued = page.previous is not None or page.is_deserted
    onwards = ways.on(
        request,
        discussion,
        wanted,
        rows=[*above, *rows],
        since=since,
        is_whole=under is None,
    )
    return Thread(
        html=pen.thread(rows),
        above=pen.lone(above),
        orders=onwards.tabs(is_tree=under is not None),
        total=discussion.live_count,
        sourced=discussion.sourced_count,
        since=since,
        more=page.more,
        first_url=onwards.first() if is_continued else "",
        previous_url=onwards.at(page.previous),
        next_url=onwards.at(page.after),
        last_url=onwards.at(last),
        next_unread_url=onwards.next_unread(),
        mark_read_url=onwards.mark_read(),
        article_url=onwards.article(),
        known=discussion.last_number,
        beside=whole - under.weight if under else 0,
        beside_url=pen.address(above[-1])
        if above
        else whole_url(request, discussion, since),
        is_continued=is_continued,
        is_begun_again=page.is_begun_again,
        is_deserted=page.is_deserted,
        has_ended=ways.ENDED in request.GET,
    )


def goes_on(request: HttpRequest) -> bool:
    """Whether a page is asked for that lies after another, for all one can tell.

    A page that is reached backwards may be the first; a list whose order is no longer
    known begins again, whatever was asked for.
    """
    if orders.order(request) is Order.FLAT:
        return _page_of_flat(request) > 1
    at = Cursor.parse(request.GET.get("after", ""))
    return at is not None and not at.is_backwards


def _page_of_flat(request: HttpRequest) -> int:
    return max(1, converters.number(request.GET.get("page", "")) or 1)


def flat(request: HttpRequest, discussion: Discussion, *, since: Since) -> Thread:
    """A page of all replies by time. Its number never changes."""
    last = max(1, -(-discussion.last_number // FLAT))
    number = min(_page_of_flat(request), last)
    reader = Reader(discussion=discussion, viewer=request.user, order=Order.FLAT)
    rows = reader.flat(number)
    pen = artist(request, discussion, since=since)
    onwards = ways.on(
        request, discussion, Order.FLAT, rows=rows, since=since, is_whole=True
    )
    return Thread(
        html=pen.flat(rows),
        above=pen.lone(()),
        orders=onwards.tabs(),
        total=discussion.live_count,
        sourced=discussion.sourced_count,
        since=since,
        first_url=onwards.page(1) if number > 1 else "",
        previous_url=onwards.page(number - 1) if number > 1 else "",
        next_url=onwards.page(number + 1) if number < last else "",
        last_url=onwards.page(last) if number < last else "",
        next_unread_url=onwards.next_unread(),
        mark_read_url=onwards.mark_read(),
        article_url=onwards.article(),
        known=discussion.last_number,
        is_continued=number > 1,
        has_ended=ways.ENDED in request.GET,
    )


def whole_url(request: HttpRequest, discussion: Discussion, since: Since) -> str:
    """From one reply back to the whole discussion, in the order it was read in.

    A member's device knows that order; what is marked stays so.
    """
    address = reverse("forum:discussion", args=[discussion.article.slug])
    wanted = orders.order(request)
    if wanted is not Order.BEST and not request.user.is_authenticated:
        address = f"{address}?order={wanted.value}"
    address = f"{address}#discussion"
    return ways.claiming(address, since.number if since.unread else None)
