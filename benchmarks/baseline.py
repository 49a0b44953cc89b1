"""Two plain views to compare with: a constant, and five indexed queries with a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template import engines

from articles.models import Article, Note
from forum.models import Reply

if TYPE_CHECKING:
    from django.http import HttpRequest

CONSTANT = b"x" * 51_200  # bytes
ROWS = """<!doctype html><title>{{ article.title }}</title><h1>{{ article.title }}</h1>
<p>{{ notes|length }} sources</p>
{% for reply in replies %}<article id="r{{ reply.number }}"><h2>{{ reply.author__username }}</h2>
<time datetime="{{ reply.created_at|date:"c" }}">{{ reply.created_at }}</time>
<div>{{ reply.body_html|safe }}</div><p>{{ reply.ups }} · <a href="/r/{{ reply.number }}/">link</a></p>
</article>{% endfor %}"""


def constant(_request: HttpRequest) -> HttpResponse:
    """What the server itself costs."""
    return HttpResponse(CONSTANT)


def rows(request: HttpRequest, slug: str) -> HttpResponse:
    """What a plain Django page costs: session, member, article, notes, 50 rows."""
    member = str(request.user)  # two statements: the session and the member
    article = get_object_or_404(Article.objects.select_related("author"), slug=slug)
    notes = list(Note.objects.filter(article=article).values("number", "source__title"))
    replies = Reply.objects.filter(discussion__article=article, shown=True)
    fields = ("number", "author__username", "created_at", "body_html", "ups")
    page = list(replies.order_by("number").values(*fields)[:50])
    template = engines["django"].from_string(ROWS)
    context = {"article": article, "notes": notes, "replies": page, "member": member}
    return HttpResponse(template.render(context, request))
