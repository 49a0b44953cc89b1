"""An article and its sources as files for other programs."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import corrections, exports
from .models import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from .exports.entries import Entry
    from .models import Note


@require_safe
def bibtex(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The sources of an article, for LaTeX."""
    kind = "application/x-bibtex"
    return _sources(request, slug, "bib", exports.bibtex.write, kind)


@require_safe
def ris(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The sources of an article, for reference managers."""
    kind = "application/x-research-info-systems"
    return _sources(request, slug, "ris", exports.ris.write, kind)


@require_safe
def csl(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The sources of an article, for citation processors."""
    kind = "application/vnd.citationstyles.csl+json"
    return _sources(request, slug, "csl.json", exports.csl.write, kind)


@require_safe
def markdown(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An article and its sources as Markdown."""
    return _text(request, slug, "md", exports.texts.markdown, "text/markdown")


@require_safe
def plain(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An article and its sources in the form that `import_article` reads."""
    return _text(request, slug, "txt", exports.texts.plain, "text/plain")


def _sources(
    request: HttpRequest,
    slug: str,
    ending: str,
    write: Callable[[Iterable[Entry]], str],
    kind: str,
) -> HttpResponseBase:
    articles = Article.objects.published().only("slug")
    article = get_object_or_404(articles, slug=slug)
    text = write(exports.entries_of(article.notes.for_reading()))
    name = f'attachment; filename="{article.slug}.{ending}"'
    return _answer(request, text, name=name, kind=kind)


def _text(
    request: HttpRequest,
    slug: str,
    ending: str,
    write: Callable[[Article, Iterable[Note], Sequence[str]], str],
    kind: str,
) -> HttpResponseBase:
    articles = corrections.joined(Article.objects.published().defer("body_html"))
    article = get_object_or_404(articles, slug=slug)
    text = write(article, article.notes.for_reading(), _notices(article))
    name = f'inline; filename="{article.slug}.{ending}"'
    return _answer(request, text, name=name, kind=kind)


def _notices(article: Article) -> list[str]:
    """What a reader should know first: why it was retracted, and what was wrong in it."""
    corrected, retracted = (
        _("Corrected on {day}: {why}"),
        _("Retracted on {day}: {why}"),
    )
    told = [(corrected, each.created_at, each.text) for each in corrections.of(article)]
    if article.retracted_at:
        told.insert(0, (retracted, article.retracted_at, article.retraction_reason))
    return [
        words.format(day=date_format(at, "j F Y"), why=why) for words, at, why in told
    ]


def _answer(
    request: HttpRequest, text: str, *, name: str, kind: str
) -> HttpResponseBase:
    """The file, or word that the asker still has it. Search engines have the page.

    Its tag is that of its letters: a source may be mended without its article knowing.
    """
    content = text.encode()
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(content)
    if response.status_code == 200:
        response.headers["Content-Type"] = f"{kind}; charset=utf-8"
        response.headers["Content-Disposition"] = name
    response.headers["ETag"] = etag
    response.headers["X-Robots-Tag"] = "noindex"
    return response
