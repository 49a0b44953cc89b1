"""The article that a page is about, with all that the page tells of it, in one statement.

Each kind of page has its own, put together once: an article is opened more often than
anything else is done here. What a page does not show, its text above all, is not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import (
    CharField,
    DateTimeField,
    IntegerField,
    OuterRef,
    Subquery,
)
from django.utils import timezone

from articles import corrections, related
from articles.models import Article
from articles.models.prepared import Blank, Prepared
from articles.models.together import brought
from forum import drafts, visits
from forum.models import Reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.policies import Viewer
    from articles.models.article import ArticleQuerySet

_SLUG, _NOW = Blank("slug", CharField()), Blank("now", DateTimeField())
_NUMBER = Blank("number", IntegerField())


class Opening:
    """One kind of page: what it reads of a published article, by the article's address.

    What a member has visited and, with `is_for_writing`, begun to write comes along.
    """

    def __init__(
        self, read: Callable[[], ArticleQuerySet], *, is_for_writing: bool = False
    ) -> None:
        self._for_visitors = Prepared(read)
        self._for_members = Prepared(lambda: self._joined(read()))
        self._is_for_writing = is_for_writing

    def article(self, slug: str, viewer: Viewer, **asked: object) -> Article | None:
        """The article, if everybody may read it; what `visits` asks is handed over."""
        is_member = viewer.is_authenticated
        prepared = self._for_members if is_member else self._for_visitors
        asked |= {"slug": slug, "now": timezone.now()}
        if is_member and self._is_for_writing:
            asked |= drafts.asked(viewer)
        return next(iter(prepared.ask(**asked)), None)

    def _joined(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        visited = visits.joined(articles)
        return drafts.joined(visited) if self._is_for_writing else visited


def path(article: Article) -> str | None:
    """Where the reply that REPLY was asked for stands in the tree; None if nowhere."""
    found: str | None = brought(article, "reply_path")
    return found


def _published() -> ArticleQuerySet:
    published = Article.objects.published(at=_NOW).filter(slug=_SLUG)
    return published.select_related("discussion")


def _head() -> ArticleQuerySet:
    return _published().defer("body", "body_html")


def _with_a_reply() -> ArticleQuerySet:
    found = Reply.objects.filter(discussion__article=OuterRef("pk"), number=_NUMBER)
    return _head().annotate(reply_path=Subquery(found.values("path")))


def _continued() -> ArticleQuerySet:
    """Its description may be the beginning of its text."""
    return _published().select_related("lead").defer("body_html")


def _whole() -> ArticleQuerySet:
    whole = _published().select_related("author", "topic", "lead").with_topics()
    return related.joined(corrections.joined(whole), slug=_SLUG, at=_NOW)


HEAD = Opening(_head)
REPLY = Opening(_with_a_reply)
LATER = Opening(_continued, is_for_writing=True)
FIRST = Opening(_whole, is_for_writing=True)
