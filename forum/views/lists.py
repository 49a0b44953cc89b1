"""Lists of articles, with what the forum says about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.archive import Month
from articles.models import Article, Topic
from forum import reading, visits
from forum.visits import Since

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.paginator import Page
    from django.http import HttpRequest, HttpResponse

    from articles.models.article import ArticleQuerySet

PAGE = 20  # articles
TALKING_NOW = 5  # replies


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The news, latest first or last discussed, and the replies last written anywhere."""
    order = "discussed" if request.GET.get("order") == "discussed" else "latest"
    news = Article.objects.published()
    listed = news.discussed() if order == "discussed" else news.newest_first()
    page = _page(request, listed)
    context = {
        "articles": page,
        "order": order,
        "talking_now": reading.newest(request.user, limit=TALKING_NOW),
    }
    return render(request, "articles/front.html", context)


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic's articles, latest first."""
    wanted = get_object_or_404(Topic, slug=slug)
    filed = Article.objects.published().filter(topics=wanted)
    page = _page(request, filed.newest_first())
    context = {"topic": wanted, "articles": page}
    return render(request, "articles/topic.html", context)


@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """What appeared in one month; there is no page of one in which nothing did."""
    wanted = Month(int(year), int(month))
    page = _page(request, wanted.articles.newest_first())
    if not page.paginator.count:
        raise Http404
    context = {
        "month": wanted,
        "articles": page,
        "earlier": wanted.earlier,
        "later": wanted.later,
    }
    return render(request, "articles/month.html", context)


def _page(request: HttpRequest, articles: ArticleQuerySet) -> Page[Article]:
    """The page of these that is asked for, with what is new on each."""
    listed = Paginator(articles.for_listing(), PAGE)
    page = listed.get_page(request.GET.get("page"))
    count_unread(request, page)
    return page


def count_unread(request: HttpRequest, listed: Iterable[Article]) -> None:
    """Give each article the number of replies that are new to a member."""
    counts = visits.counts(listed, request.user)
    for article in listed:
        since = counts.get(article.pk, Since())
        article.unread, article.is_more_unread = since.unread, since.is_more
