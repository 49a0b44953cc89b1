"""Lists of articles. Those that also tell what is new to a member are drawn above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .models import Article, Topic
from .models.article import ArticleQuerySet, is_out

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.http import HttpRequest, HttpResponse

PAGE = 20  # articles


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All topics, with how many articles each has."""
    counted = Topic.objects.annotate(
        article_count=Count("articles", filter=is_out("articles__"))
    )
    return render(request, "articles/topics.html", {"topics": counted})


def front(request: HttpRequest) -> tuple[str, Page[Article]]:
    """A page of the news: latest first, or by who was last answered."""
    order = "discussed" if request.GET.get("order") == "discussed" else "latest"
    articles = Article.objects.published().for_listing()
    listed = articles.discussed() if order == "discussed" else articles.newest_first()
    return order, _page(request, listed)


def about(request: HttpRequest, topic: Topic) -> Page[Article]:
    """A page of one topic's articles, latest first."""
    articles = Article.objects.published().for_listing().filter(topic=topic)
    return _page(request, articles.newest_first())


def _page(request: HttpRequest, articles: ArticleQuerySet) -> Page[Article]:
    return Paginator(articles, PAGE).get_page(request.GET.get("page"))
