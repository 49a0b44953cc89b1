"""What is compared with: a constant, a plain view, and pages with styles apart.

The second is what a careful developer writes without a thought for speed's sake: rows
joined with their authors, sets instead of a query a row, one loop, addresses by name. The
third is what a browser would be sent if style sheets were not made one (config/styles.py).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import resolve

from articles.models import Article, Note
from forum.models import Discussion, Reply, Vote

if TYPE_CHECKING:
    from django.http import HttpRequest

CONSTANT = b"x" * 51_200  # bytes
ROWS = 50
HASHED = re.compile(rb"(/static/(?:css|fonts)/[^\"]+)\.[0-9a-f]{12}(\.\w+)")


def constant(_request: HttpRequest) -> HttpResponse:
    """What the server and the middleware cost."""
    return HttpResponse(CONSTANT)


def plain(request: HttpRequest, slug: str) -> HttpResponse:
    """An article, its sources, its discussion, 50 replies, and the viewer's votes."""
    article = get_object_or_404(Article.objects.select_related("author"), slug=slug)
    notes = Note.objects.filter(article=article).select_related("source")
    discussion = get_object_or_404(Discussion, article=article)
    replies = list(
        Reply.objects.filter(discussion=discussion)
        .select_related("author")
        .defer("body_html")
        .order_by("number")[:ROWS]
    )
    votes = Vote.objects.filter(reply__in=replies, member=request.user.pk)
    context = {
        "article": article,
        "notes": notes,
        "discussion": discussion,
        "replies": replies,
        "voted": set(votes.values_list("reply_id", flat=True)),
    }
    return render(request, "plain.html", context)


def apart(request: HttpRequest, path: str = "") -> HttpResponse:
    """The page of that address, but for its style sheets, which are as they were written."""
    view, arguments, named = resolve(f"/{path}")
    answer: HttpResponse = view(request, *arguments, **named)
    answer.content = HASHED.sub(rb"\1\2", answer.content)
    return answer
