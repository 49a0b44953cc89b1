"""What search engines are told of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, Model

from .models import Article, Topic
from .models.article import is_out

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from .models.article import ArticleQuerySet

M = TypeVar("M", bound=Model)


class OwnSitemap(Sitemap[M]):
    """At the site's own address, whatever Host was asked."""

    def get_domain(self, site: object = None) -> str:  # noqa: ARG002 - Django's signature
        return str(urlsplit(settings.SITE_URL).netloc)

    def get_protocol(self, protocol: str | None = None) -> str:  # noqa: ARG002 - as above
        return str(urlsplit(settings.SITE_URL).scheme)


class ArticleSitemap(OwnSitemap[Article]):
    """Every published article."""

    def items(self) -> ArticleQuerySet:
        told = ("slug", "publish_at", "last_reply_at", "updated_at")
        return Article.objects.published().newest_first().only(*told)

    def lastmod(self, article: Article) -> datetime:
        """When its page last changed: it appeared, was mended, or was answered."""
        moments = (article.publish_at, article.updated_at, article.last_reply_at)
        return max(moment for moment in moments if moment)


class TopicSitemap(OwnSitemap[Topic]):
    """Every topic that has articles to read."""

    def items(self) -> QuerySet[Topic]:
        newest = Max("articles__publish_at", filter=is_out("articles__"))
        topics = Topic.objects.annotate(newest=newest).exclude(newest=None)
        return topics.order_by("name")

    def lastmod(self, topic: Any) -> datetime:
        """When its newest article appeared."""
        newest: datetime = topic.newest
        return newest
