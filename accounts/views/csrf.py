"""What somebody sees whose form cannot be trusted any more: their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import SuspiciousOperation
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.views.decorators.cache import never_cache

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

WORDS = ("body", "text", "note")  # the fields in which people write


@never_cache
def failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403, with what was typed to copy. Passwords are never shown again."""
    context = {"text": _typed(request)}
    return render(request, "403_csrf.html", context, status=403)


def _typed(request: HttpRequest) -> str:
    try:
        words = [request.POST.get(name, "") for name in WORDS]
    except (SuspiciousOperation, UnreadablePostError):
        return ""
    return "\n\n".join(filter(None, words))
