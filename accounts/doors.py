"""The doors between visitors and members: what was typed comes along.

A view behind `members_post` takes deeds of members. When somebody who is signed out
sends one, their words are kept in the session for a day, they sign in, and the page
they came from offers the words again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_htmx.middleware import HtmxDetails

    from accounts.models import Member

KEPT_FOR = timedelta(days=1)  # long enough to find a code in the post
KEPT_PLACES = 5  # a session is no archive: the oldest gives way
KEPT_CHARACTERS = 40_000  # twice the longest draft
_SESSION_KEY = "kept"
_NOT_WORDS = {"csrfmiddlewaretoken"}

P = ParamSpec("P")


class MemberRequest(HttpRequest):
    """A request behind one of these doors: somebody is signed in."""

    user: Member
    htmx: HtmxDetails


def members_post(
    page: str | None = None, *takes: str
) -> Callable[
    [Callable[Concatenate[MemberRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Let members in; send others to sign in, and then to the page they came from.

    The page is named with those of the view's own arguments that it takes:
    `@members_post("forum:discussion", "slug")`. Without a name it is the view's own.
    """

    def decorate(
        view: Callable[Concatenate[MemberRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def door(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if request.user.is_authenticated:
                return view(request, *args, **kwargs)  # type: ignore[arg-type]
            place = request.path
            if page:
                place = reverse(page, kwargs={name: kwargs[name] for name in takes})
            if request.method == "POST":
                keep(request, place)
            return sign_in_first(request, place)

        return door

    return decorate


def sign_in_first(request: HttpRequest, place: str) -> HttpResponse:
    """Go to sign in, and from there to the place."""
    response = redirect_to_login(place)
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(response.url)
    return response


def keep(request: HttpRequest, place: str) -> None:
    """Keep what was typed, for the place where it will be offered again."""
    fields = {
        name: str(value)[:KEPT_CHARACTERS]
        for name, value in request.POST.items()
        if name not in _NOT_WORDS
    }
    shelf = request.session.get(_SESSION_KEY, {})
    shelf.pop(place, None)
    shelf[place] = {"at": timezone.now().isoformat(), "fields": fields}
    request.session[_SESSION_KEY] = dict(list(shelf.items())[-KEPT_PLACES:])


def kept(request: HttpRequest, place: str | None = None) -> dict[str, str]:
    """What was typed for this place, to fill the form with. Reading changes nothing."""
    parcel = request.session.get(_SESSION_KEY, {}).get(place or request.path)
    if not parcel:
        return {}
    if datetime.fromisoformat(parcel["at"]) < timezone.now() - KEPT_FOR:
        return {}
    fields: dict[str, str] = parcel["fields"]
    return fields


def forget(request: HttpRequest, place: str | None = None) -> None:
    """Let go of what was kept: it has been sent, or shown for good."""
    shelf = request.session.get(_SESSION_KEY, {})
    if shelf.pop(place or request.path, None) is not None:
        request.session[_SESSION_KEY] = shelf
