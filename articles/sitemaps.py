"""What search engines are told of."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap

from .models import Article

if TYPE_CHECKING:
    from datetime import datetime

    from .models.article import ArticleQuerySet


class ArticleSitemap(Sitemap[Article]):
    """Every published article, at the site's own address whatever Host was asked."""

    def get_domain(self, site: object = None) -> str:  # noqa: ARG002 - Django's signature
        return str(urlsplit(settings.SITE_URL).netloc)

    def get_protocol(self, protocol: str | None = None) -> str:  # noqa: ARG002 - as above
        return str(urlsplit(settings.SITE_URL).scheme)

    def items(self) -> ArticleQuerySet:
        return Article.objects.published().newest_first()

    def lastmod(self, article: Article) -> datetime:
        return article.last_reply_at or article.updated_at
