"""What holds for every request and every answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from accounts import doors

from . import refusals

POLICY = (
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
)


class FurtherHeaders:
    """Permissions, resource policy, and how long a page may be kept.

    A signed-in page is `private, no-cache`: kept for the back button, so that typed
    text survives it, and asked for again otherwise. Views that set Cache-Control win.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Read once, here: too many parameters or too strange a charset is a bad request.
        _ = request.GET
        refusals.refuse_other_charsets(request)
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class PagesForRefusedMethods:
    """Whoever opens an address that only takes forms gets a page, and a way on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_refused = isinstance(response, HttpResponseNotAllowed)
        if not is_refused or request.method not in {"GET", "POST"}:
            return response
        if doors.wants_data(request) or request.headers.get("HX-Request") == "true":
            return response
        return refusals.no_such_method(request, response)
