"""All topics, the archive, and what an article said before."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import converters

from . import archive, diffs
from .models import Article, Topic
from .models.article import is_out

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.http import HttpRequest, HttpResponse

    from .models import Revision

HISTORY = 5  # versions; to compare two long ones takes a while


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All topics, with how many articles each has."""
    counted = Topic.objects.annotate(
        article_count=Count("articles", filter=is_out("articles__"))
    )
    return render(request, "articles/topics.html", {"topics": counted})


@require_safe
def months(request: HttpRequest, year: str = "") -> HttpResponse:
    """The months in which something appeared: of one year, or of all years."""
    listed = archive.months(int(year or 0))
    if year and not listed:
        raise Http404
    years = [(each, list(those)) for each, those in groupby(listed, attrgetter("year"))]
    zone = timezone.get_default_timezone_name()
    context = {"years": years, "year": year, "zone": zone}
    return render(request, "articles/archive.html", context)


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every version that readers have had, newest first, each beside the one before."""
    published = Article.objects.published().for_listing()
    article = get_object_or_404(published, slug=slug)
    told = article.told().select_related("editor").order_by("-number")
    page = Paginator(told, HISTORY).get_page(_page_of_history(request, article))
    context = {"article": article, "page": page, "versions": _compared(article, page)}
    return render(request, "articles/history.html", context)


def _page_of_history(request: HttpRequest, article: Article) -> str | int | None:
    """The page that is asked for: by its number, or as the one with a version."""
    wanted = converters.number(request.GET.get("version", ""))
    if "page" in request.GET or wanted is None:
        return request.GET.get("page")
    newer = max(0, article.version - wanted)  # they are numbered without a gap
    return newer // HISTORY + 1


def _compared(
    article: Article, page: Page[Revision]
) -> list[tuple[Revision, list[diffs.Piece], bool]]:
    """Each version of a page, what changed in it, and whether it is the first."""
    shown = list(page)
    if not shown:
        return []
    before = article.told().filter(number=shown[-1].number - 1).first()
    older = [*shown[1:], before]
    return [
        (new, diffs.words(old.plain if old else new.plain, new.plain), old is None)
        for new, old in zip(shown, older, strict=True)
    ]
