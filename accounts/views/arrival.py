"""Where a one-time link leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.utils import perform_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import one_time

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def arrive(request: HttpRequest, name: str, token: str) -> HttpResponseBase:
    """Ask, then let in: a mail program that looks at links must not use one up."""
    member = one_time.owner_of(name, token)
    if not member:
        return render(request, "account/arrive.html", {"member": None}, status=404)
    if request.method == "POST":
        response = perform_login(
            request,
            member,
            email_verification="none",
            redirect_url=reverse("account_set_password"),
        )
        return response or redirect("account_login")
    return render(request, "account/arrive.html", {"member": member})
