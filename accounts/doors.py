"""The doors between visitors and members: what was typed comes along.

A view behind `members_only` takes deeds of members. When somebody who is signed out
sends one, their words are kept in the session for a day, they sign in, and the page
they came from offers the words again.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from accounts import network, throttle

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_htmx.middleware import HtmxDetails

    from accounts.models import Member

KEPT_FOR = timedelta(days=1)  # long enough to find a code in the post
KEPT_PLACES = 5  # a session is no archive: the oldest gives way
KEPT_CHARACTERS = 40_000  # twice the longest draft
WORDS = ("body", "text", "note", "sources")  # the fields in which people write
KEPT_FIELDS = {  # characters of each; nothing else comes along
    **dict.fromkeys(WORDS, KEPT_CHARACTERS),
    "parent": 20,
    "key": 36,
    "reason": 200,
    "version": 10,
    "draft": 10,
}
PAGE, DATA = "text/html", "application/json"
_SESSION_KEY = "kept"
_NO_WORDS = re.compile(r"csrfmiddlewaretoken|key|began_from|_.*|.*_FORMS")
_SECRET = re.compile(r"password|code", re.IGNORECASE)

UNREADABLE = (
    BadRequest,
    MultiPartParserError,
    SuspiciousOperation,
    UnreadablePostError,
)
P = ParamSpec("P")


class MemberRequest(HttpRequest):
    """A request behind one of these doors: somebody is signed in."""

    user: Member
    htmx: HtmxDetails


def wants_data(request: HttpRequest) -> bool:
    """Whether a script asked, and can use no page. Depends on the Accept header."""
    return request.get_preferred_type([PAGE, DATA]) == DATA


def members_only(
    page: str | None = None, *takes: str
) -> Callable[
    [Callable[Concatenate[MemberRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Let members in; send others to sign in, and then to the page they came from.

    The page is named with those of the view's own arguments that it takes:
    `@members_only("forum:discussion", "slug")`. Without a name it is the view's own.
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
                throttle.count("keep", by=network.origin(request))
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
    """Keep what was typed, for the place where it will be offered again.

    A deed without words, a vote, leaves nothing behind.
    """
    if not any(request.POST.get(name, "").strip() for name in WORDS):
        return
    fields = {
        name: str(request.POST[name])[:most]
        for name, most in KEPT_FIELDS.items()
        if name in request.POST
    }
    shelf = request.session.get(_SESSION_KEY, {})
    spot = _spot(place, fields.get("parent", ""))
    shelf.pop(spot, None)
    shelf[spot] = {"at": timezone.now().isoformat(), "fields": fields}
    request.session[_SESSION_KEY] = dict(list(shelf.items())[-KEPT_PLACES:])


def kept(
    request: HttpRequest, place: str | None = None, parent: str | None = None
) -> dict[str, str]:
    """What was typed for this place, to fill the form with. Reading changes nothing.

    Each answer has a spot of its own, named by its parent; "" is the reply to all.
    Without a parent, whichever words were kept last.
    """
    shelf = request.session.get(_SESSION_KEY, {})
    place = place or request.path
    spots = _spots(shelf, place) if parent is None else [_spot(place, parent)]
    parcel = shelf.get(spots[-1]) if spots else None
    if not parcel:
        return {}
    if datetime.fromisoformat(parcel["at"]) < timezone.now() - KEPT_FOR:
        return {}
    fields: dict[str, str] = parcel["fields"]
    return fields


def forget(request: HttpRequest, place: str | None = None) -> None:
    """Let go of what was kept, now that this form, or these very words, are sent."""
    shelf = request.session.get(_SESSION_KEY, {})
    place = place or request.path
    sent = request.POST.get("body", "").split()
    over = {_spot(place, request.POST.get("parent", ""))} & shelf.keys()
    over |= {
        spot
        for spot in _spots(shelf, place)
        if sent and shelf[spot]["fields"].get("body", "").split() == sent
    }
    if over:
        request.session[_SESSION_KEY] = {
            spot: parcel for spot, parcel in shelf.items() if spot not in over
        }


def carry_over(request: HttpRequest, place: str) -> None:
    """What was kept for this address belongs to another place now."""
    shelf = request.session.get(_SESSION_KEY, {})
    here = _spots(shelf, request.path)
    if here:
        request.session[_SESSION_KEY] = {
            place + spot.removeprefix(request.path) if spot in here else spot: parcel
            for spot, parcel in shelf.items()
        }


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field that was filled in, with its name in words; never a secret.

    Nothing of a form that cannot be read.
    """
    try:
        fields = request.POST.lists()
    except UNREADABLE:
        return []
    return [
        (name.replace("_", " ").replace("-", " ").capitalize(), str(value))
        for name, values in fields
        if not _NO_WORDS.fullmatch(name) and not _SECRET.search(name)
        for value in values
        if str(value).strip()
    ]


def _spot(place: str, parent: str) -> str:
    """Where on the shelf; no path has a # in it."""
    return f"{place}#{parent[: KEPT_FIELDS['parent']]}" if parent else place


def _spots(shelf: dict[str, Any], place: str) -> list[str]:
    return [spot for spot in shelf if spot.partition("#")[0] == place]
