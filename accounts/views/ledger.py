"""The public ledger: what moderators decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import converters
from accounts.models import ModerationEntry

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 50


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Newest first; `?to=5` begins with entry 5, so that a link to it finds it."""
    entries = ModerationEntry.objects.for_reading()
    to = converters.number(request.GET.get("to", ""))
    if to is not None:
        entries = entries.filter(pk__lte=to)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/ledger.html", {"entries": page})
