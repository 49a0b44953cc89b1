"""Lists of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .models import Article, Topic
from .models.article import ArticleQuerySet, Status

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PAGE = 20  # articles


def front(request: HttpRequest, **rail: object) -> HttpResponse:
    """The news: latest first, or by who was last answered; beside it, a rail."""
    order = "discussed" if request.GET.get("order") == "discussed" else "latest"
    articles = Article.objects.published().for_listing()
    listed = articles.discussed() if order == "discussed" else articles.newest_first()
    return _list(request, "articles/front.html", listed, order=order, **rail)


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All topics, with how many articles each has."""
    published = Q(
        articles__status=Status.PUBLISHED, articles__publish_at__lte=timezone.now()
    )
    counted = Topic.objects.annotate(article_count=Count("articles", filter=published))
    return render(request, "articles/topics.html", {"topics": counted})


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic's articles, latest first."""
    wanted = get_object_or_404(Topic, slug=slug)
    listed = (
        Article.objects.published().for_listing().filter(topic=wanted).newest_first()
    )
    return _list(request, "articles/topic.html", listed, topic=wanted)


def _list(
    request: HttpRequest, template: str, articles: ArticleQuerySet, **context: object
) -> HttpResponse:
    page = Paginator(articles, PAGE).get_page(request.GET.get("page"))
    return render(request, template, {"articles": page, **context})
