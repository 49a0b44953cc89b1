"""Former addresses of articles, which lead on for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse

from accounts import doors

from .models import FormerAddress
from .models.article import is_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

OF_AN_ARTICLE = "articles/<slug:slug>"  # how its own address and all below it begin


class FormerAddresses:
    """Leads on to where an article stands now, with whatever else the address says.

    Only where nothing is found is it asked, so that a page at a present address costs
    no more. A deed is sent on with all that was typed (308). A visitor's is before any
    view has kept its words for an address that is not the page's any more.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        if request.method == "POST" and not request.user.is_authenticated:
            return _onwards(request)
        return None

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        return _onwards(request) if isinstance(exception, Http404) else None


def _onwards(request: HttpRequest) -> HttpResponse | None:
    """Where to; nowhere if no article that everybody may read has moved from here."""
    match = request.resolver_match
    if match is None or not match.route.startswith(OF_AN_ARTICLE):
        return None
    left = FormerAddress.objects.filter(is_out("article__"), slug=match.kwargs["slug"])
    slug = left.values_list("article__slug", flat=True).first()
    if slug in (None, match.kwargs["slug"]):  # it has come back
        return None
    path = reverse(match.view_name, kwargs={**match.kwargs, "slug": slug})
    doors.carry_over(request, path)
    query = request.META.get("QUERY_STRING", "")
    address = f"{path}?{query}" if query else path
    return HttpResponsePermanentRedirect(address, preserve_request=not _looks(request))


def _looks(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD")
