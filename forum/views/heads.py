"""What stands above the replies on a page that is open, after a deed done on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, urlsplit

from forum.trail import Trail

from . import orders, ways

if TYPE_CHECKING:
    from accounts.doors import MemberRequest
    from forum.models import Discussion

    from .ways import Tab


class Head(NamedTuple):
    """How many replies there are now, and the orders to read them in."""

    total: int
    sourced: int
    orders: list[Tab]


def of_open_page(request: MemberRequest, discussion: Discussion) -> Head | None:
    """That of the page which sent the request; None unless it shows the discussion."""
    page = urlsplit(request.htmx.current_url_abs_path or "")
    path = discussion.get_absolute_url()
    if page.path != path:
        return None
    discussion.refresh_from_db(fields=["live_count", "sourced_count"])
    [asked] = parse_qs(page.query).get("order", [""])[:1]
    onwards = ways.Ways(
        path=path,
        slug=discussion.article.slug,
        order=orders.order_asked(request, asked),
        trail=Trail(),
        starts_over=False,
        since=None,
    )
    return Head(discussion.live_count, discussion.sourced_count, onwards.tabs())
