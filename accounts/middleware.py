"""What holds at every door: second factors, haste, and what no browser keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from accounts import doors, policies
from accounts.throttle import TooManyRequests

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase
    from django.template.response import TemplateResponse

A_WHILE = 60  # seconds; the longest of allauth's short limits
OPEN_ADMIN_PAGES = {"login", "logout", "jsi18n"}


class Doorkeeper:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 429:  # allauth's own does not say for how long
            response.headers.setdefault("Retry-After", str(A_WHILE))
        if _is_about_security(request):
            add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Before the admin opens: no words are lost, and staff have a second factor."""
        match = request.resolver_match
        if not match or match.app_name != "admin" or match.url_name in OPEN_ADMIN_PAGES:
            return None
        if request.method == "POST" and not request.user.is_authenticated:
            return _what_was_typed(request)
        if not settings.REQUIRE_STAFF_MFA or not policies.can_enter_admin(request.user):
            return None
        if is_mfa_enabled(request.user):
            return None
        messages.info(request, _("Staff need a second factor. Please set one up."))
        return redirect("mfa_activate_totp")

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Whoever is too quick is told when to come back."""
        if not isinstance(exception, TooManyRequests):
            return None
        return too_many(request, exception)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """A form that comes back to be mended says so in its status, allauth's too."""
        if request.method == "POST" and response.status_code == 200:
            context: dict[str, Any] = response.context_data or {}
            forms = [context.get(name) for name in ("form", "verify_form")]
            if any(getattr(form, "errors", None) for form in forms):
                response.status_code = 422
        return response


def _what_was_typed(request: HttpRequest) -> HttpResponse | None:
    """A session ran out at a desk: no sign-in would bring a long form back."""
    words = doors.typed(request)
    if not words:
        return None
    context = {"words": words, "signed_out": True}
    response = render(request, "403_csrf.html", context, status=403)
    add_never_cache_headers(response)
    return response


def _is_about_security(request: HttpRequest) -> bool:
    """Whether it is one of allauth's pages: no copy of those stays anywhere."""
    match = request.resolver_match
    name = (match and match.url_name) or ""
    return name.startswith(("account_", "mfa_"))


def too_many(request: HttpRequest, exception: TooManyRequests) -> HttpResponse:
    """429, with the time to wait for people and for machines, and what was typed."""
    context = {"message": str(exception), "words": doors.typed(request)}
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(exception.retry_after)
    return response
