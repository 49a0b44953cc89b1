"""What articles and replies lean on: all of it, one publisher's, or one work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts import converters
from articles.models import Source, SourceKind, Wanted
from forum import cited, sources

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

QUERY = 100  # characters that are looked for


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All sources, those last added first; by words, by kind and by publisher."""
    return _list(request, Source.objects.all(), {})


@require_safe
def publisher(request: HttpRequest, key: str) -> HttpResponse:
    """The works of one publisher, or of one host where no publisher is known."""
    works = Source.objects.filter(publisher_key=key)
    name = sources.named(works)
    if not name:
        raise Http404
    return _list(request, works, {"publisher": name}, publisher_key=key)


@require_safe
def show(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One source, and everything that leans on it."""
    public = sources.counted(sources.public(Source.objects.all()))
    went = Source.objects.filter(pk=pk).values("merged_into")
    source = get_object_or_404(public, pk=Coalesce(Subquery(went), pk)).as_told
    if (pk, slug) != (source.pk, source.slug):
        return redirect(source, permanent=True)
    articles = sources.articles(source, before=_before(request, "articles"))
    replies = sources.replies(source, request.user, before=_before(request, "replies"))
    context = {
        "source": source,
        "most": cited.MOST,
        "articles": articles,
        "articles_way": _way(request, "articles", articles),
        "replies": replies,
        "replies_way": _way(request, "replies", replies),
        "beside": sources.beside(source),
    }
    return render(request, "forum/source.html", context)


def _list(
    request: HttpRequest,
    works: QuerySet[Source],
    context: dict[str, object],
    *,
    publisher_key: str = "",
) -> HttpResponse:
    kind = request.GET.get("kind", "")
    wanted = Wanted(
        query=_asked(request, "q"),
        kind=kind if kind in SourceKind.values else "",
        publisher="" if publisher_key else _asked(request, "publisher"),
        publisher_key=publisher_key,
    )
    listed = sources.page(works, wanted=wanted, before=_before(request, "after"))
    context |= {
        "wanted": wanted,
        "kinds": SourceKind.choices,
        "sources": listed,
        "publishers": sorted({work.publisher or work.host for work in listed.entries}),
        "most": cited.MOST,
        "way": _way(request, "after", listed),
    }
    return render(request, "forum/sources.html", context)


def _asked(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").strip()[:QUERY]


def _way(
    request: HttpRequest, name: str, listed: sources.Listed[Any]
) -> dict[str, str]:
    """Where a list of a page goes on, and where it begins; the others stay put."""
    asked = request.GET.copy()
    begun = bool(asked.pop(name, None))
    first = f"{request.path}?{asked.urlencode()}" if asked else request.path
    asked[name] = str(listed.after)
    return {
        "first_url": first if begun else "",
        "next_url": f"?{asked.urlencode()}" if listed.after else "",
    }


def _before(request: HttpRequest, name: str) -> int:
    """The key a list goes on after. What is none begins the list."""
    return converters.number(request.GET.get(name, "")) or 0
