"""Articles that have sources or topics in common with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from .models import Article, Note
from .models.together import Listed, Told, moment

if TYPE_CHECKING:
    from .models.article import ArticleQuerySet

SHOWN = 5
SOURCE, TOPIC = 4, 1  # what one in common is worth: a work says more than a heading
NEWEST = 20  # articles looked at for each source and topic, however many have it

# Those it may be: of each source and topic, the last that were begun. None before them
# is read: PostgreSQL stops there, for SQLite an inner SELECT finds in an index where to
# begin. The article is named by its address and not as the row they are joined to, of
# which SQLite would ask anew for every article there is.
_LAST = {
    "postgresql": """CROSS JOIN LATERAL (
        SELECT last.article_id FROM {table} last WHERE last.{key} = mine.{key}
        ORDER BY last.article_id DESC LIMIT {newest}) other""",
    "sqlite": """JOIN {table} other ON other.{key} = mine.{key}
        AND other.article_id >= COALESCE((
            SELECT last.article_id FROM {table} last WHERE last.{key} = mine.{key}
            ORDER BY last.article_id DESC LIMIT 1 OFFSET {newest} - 1), 0)""",
}
_THIS = "(SELECT this.id FROM articles_article this WHERE this.slug = %s)"
_CANDIDATES = """
    SELECT other.article_id FROM articles_note mine {of_a_source}
    WHERE mine.article_id = {this} AND NOT mine.is_struck
    UNION ALL
    SELECT other.article_id FROM articles_article_topics mine {of_a_topic}
    WHERE mine.article_id = {this}
"""


def _candidates() -> str:
    last = _LAST[connection.vendor]
    noted, filed = "articles_note", "articles_article_topics"
    return _CANDIDATES.format(
        this=_THIS,
        of_a_source=last.format(table=noted, key="source_id", newest=NEWEST),
        of_a_topic=last.format(table=filed, key="topic_id", newest=NEWEST),
    )


def joined(articles: ArticleQuerySet, *, slug: str) -> ArticleQuerySet:
    """The article at an address with what `of` tells, in the statement that reads it."""
    asked = RawSQL(_candidates(), [slug, slug])  # noqa: S611 - of constants alone
    filed: Any = Article.topics.through
    sources = _in_common(Note.objects.filter(is_struck=False), "source", slug)
    found = (
        Article.objects.published()
        .filter(pk__in=asked, retracted_at=None)
        .exclude(slug=slug)
        .annotate(
            shared_sources=sources,
            shared_topics=_in_common(filed.objects.all(), "topic", slug),
        )
        .annotate(weight=SOURCE * F("shared_sources") + TOPIC * F("shared_topics"))
        .filter(weight__gt=0)
        .order_by("-weight", "-publish_at", "-pk")
    )
    told = Told("title", "slug", "publish_at", "shared_sources")
    # What it is ordered by stands among its columns: SQLite looks no further for it.
    shown = found.values("weight", "publish_at", "pk", told=told)[:SHOWN]
    return articles.annotate(alike=Listed(shown))


def of(article: Article) -> list[Article]:
    """A few that readers may have, those with most in common first, then the newest.

    What was retracted is not put forward. The article was `joined`.
    """
    found = []
    told: list[tuple[str, str, str, int]] = getattr(article, "alike", None) or []
    for title, slug, at, shared_sources in told:
        other: Any = Article(title=title, slug=slug, publish_at=moment(at))
        other.shared_sources = shared_sources
        found.append(other)
    return found


def _in_common(rows: QuerySet[Any], name: str, slug: str) -> Coalesce:
    """How many sources, or topics, of one are also those of the article at an address."""
    this = Article.objects.filter(slug=slug).values("pk")
    own = rows.filter(article=Subquery(this)).values(name)
    shared = rows.filter(**{"article": OuterRef("pk"), f"{name}__in": own}).order_by()
    counted = shared.values("article").annotate(n=Count(name, distinct=True))
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)
