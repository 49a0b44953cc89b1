"""Articles that have sources or topics in common with one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import JSONField
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import ngettext

from .models import Article
from .models.together import brought, condition, moment, together

if TYPE_CHECKING:
    from datetime import datetime

    from .models.article import ArticleQuerySet
    from .models.prepared import Blank

SHOWN = 5
SOURCE, TOPIC = 4, 1  # what one in common is worth: a work says more than a heading
NEWEST = 10  # articles looked at for each source and topic, however many have it

# Of each source and topic the last that were begun are looked at, and but for those that
# are not fit none before them is read: both databases stop there, each by its own words.
# The article is named by its address: of the row that this is joined to, SQLite would ask
# again and again.
_LAST = """SELECT last.{what} FROM {table} last
        WHERE last.{key} = mine.{key} AND last.article_id <> mine.article_id AND {has_it}
        AND (SELECT articles_article.id FROM articles_article
            WHERE articles_article.id = last.article_id AND {is_fit}) IS NOT NULL
        ORDER BY last.article_id DESC LIMIT {newest}"""
_OTHERS = {
    "postgresql": f"CROSS JOIN LATERAL ({_LAST.replace('{what}', '*')}) other",
    "sqlite": f"JOIN {{table}} other ON other.id IN ({_LAST.replace('{what}', 'id')})",
}
_THIS = "(SELECT this.id FROM articles_article this WHERE this.slug = %s)"
_IN_COMMON = """
    SELECT DISTINCT other.article_id, other.source_id, 1 AS is_source
    FROM articles_note mine {of_a_source}
    WHERE mine.article_id = {this} AND NOT mine.is_struck
    UNION ALL
    SELECT other.article_id, other.topic_id, 0 AS is_source
    FROM articles_article_topics mine {of_a_topic}
    WHERE mine.article_id = {this}"""
_RELATED = """(SELECT {told} FROM (
    SELECT title, slug, publish_at, common.sources
    FROM (SELECT article_id, SUM(is_source) AS sources,
            SUM({topic} + ({source} - {topic}) * is_source) AS weight
        FROM ({in_common}) AS each_one GROUP BY article_id) AS common
    JOIN articles_article ON articles_article.id = common.article_id
    ORDER BY common.weight DESC, publish_at DESC, id DESC LIMIT {shown}) AS listed)"""


@dataclass(frozen=True, slots=True)
class Related:
    """Another article, as a list beside one tells of it."""

    title: str
    slug: str
    publish_at: datetime
    shared_sources: int = 0

    def get_absolute_url(self) -> str:
        return reverse("forum:discussion", args=[self.slug])

    @property
    def in_common(self) -> str:
        """How many sources it shares, in words; empty if none."""
        said = ngettext(
            "%(total)d source in common",
            "%(total)d sources in common",
            self.shared_sources,
        )
        return said % {"total": self.shared_sources} if self.shared_sources else ""


def joined(articles: ArticleQuerySet, *, slug: Blank, at: Blank) -> ArticleQuerySet:
    """The article at an address with what `of` tells, in the statement that reads it."""
    fit = Article.objects.published(at=at).filter(retracted_at=None)
    is_fit, arguments = condition(fit)
    others = partial(_OTHERS[connection.vendor].format, is_fit=is_fit, newest=NEWEST)
    in_common = _IN_COMMON.format(
        this=_THIS,
        of_a_source=others(
            table="articles_note", key="source_id", has_it="NOT last.is_struck"
        ),
        of_a_topic=others(
            table="articles_article_topics", key="topic_id", has_it="TRUE"
        ),
    )
    told = together("title", "slug", "publish_at", "sources")
    asked = _RELATED.format(
        told=told, in_common=in_common, shown=SHOWN, source=SOURCE, topic=TOPIC
    )
    values = [*arguments, slug, *arguments, slug]
    alike = RawSQL(asked, values, JSONField())  # noqa: S611 - of constants
    return articles.annotate(alike=alike)


def of(article: Article) -> list[Related]:
    """A few that readers may have, those with most in common first, then the newest.

    What was retracted is not put forward. The article was `joined`.
    """
    told: list[tuple[str, str, str, int]] | None = brought(article, "alike")
    return [
        Related(title, slug, moment(at), shared_sources)
        for title, slug, at, shared_sources in told or ()
    ]
