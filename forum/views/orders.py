"""In which order somebody reads: what the address asks for, or they last chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forum.threads import Order

from . import ways

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

CHOICE = "order"  # the cookie that remembers it
CHOICE_KEPT = 365 * 24 * 3600  # seconds


def order(request: HttpRequest) -> Order:
    """The order the address asks for, else the one a member last chose, else best."""
    return order_asked(request, request.GET.get("order"))


def order_asked(request: HttpRequest, asked: str | None) -> Order:
    """The same for another address than that of the request."""
    kept = request.COOKIES.get(CHOICE) if request.user.is_authenticated else None
    for wanted in (asked, kept):
        if wanted in set(Order):
            return Order(wanted)
    return Order.BEST


def order_in_tree(request: HttpRequest) -> Order:
    """The same for answers under one reply, which are never flat."""
    wanted = order(request)
    return Order.BEST if wanted is Order.FLAT else wanted


def remember(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep a member's choice of order on their device; a visitor gets no cookie.

    An address that asks for a page too has been made by the site, in whatever order it
    goes on, and nobody has chosen that.
    """
    chosen = request.GET.get("order", "")
    is_new = chosen in set(Order) and chosen != request.COOKIES.get(CHOICE)
    is_chosen = is_new and ways.TURNS.isdisjoint(request.GET)
    if is_chosen and request.user.is_authenticated:
        response.set_cookie(
            CHOICE,
            chosen,
            max_age=CHOICE_KEPT,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response
