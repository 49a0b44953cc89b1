"""The front page: articles' news, beside what the forum says about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from articles import views as articles
from forum import reading

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TALKING_NOW = 5  # replies


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The news, and the replies last written anywhere."""
    newest = reading.newest(request.user, limit=TALKING_NOW)
    return articles.front(request, talking_now=newest)
