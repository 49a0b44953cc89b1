"""Articles that have sources or topics in common with one."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from .models import Article, Note

SHOWN = 5
SOURCE, TOPIC = 4, 1  # what one in common is worth: a work says more than a heading
NEWEST = 20  # articles looked at for each source and topic, however many have it

# Those it may be: of each source and topic, the last that were begun. The innermost
# SELECT finds in an index where they begin, so that none before it is read.
_CANDIDATES = """
    SELECT other.article_id FROM articles_note mine
    JOIN articles_note other ON other.source_id = mine.source_id
     AND other.article_id >= COALESCE((
        SELECT last.article_id FROM articles_note last
        WHERE last.source_id = mine.source_id
        ORDER BY last.article_id DESC LIMIT 1 OFFSET %s), 0)
    WHERE mine.article_id = %s AND NOT mine.is_struck
    UNION ALL
    SELECT other.article_id FROM articles_article_topics mine
    JOIN articles_article_topics other ON other.topic_id = mine.topic_id
     AND other.article_id >= COALESCE((
        SELECT last.article_id FROM articles_article_topics last
        WHERE last.topic_id = mine.topic_id
        ORDER BY last.article_id DESC LIMIT 1 OFFSET %s), 0)
    WHERE mine.article_id = %s
"""


def to(article: Article) -> QuerySet[Article]:
    """A few that readers may have, those with most in common first, then the newest.

    One statement. What was retracted is not put forward.
    """
    key, skipped = article.pk, NEWEST - 1
    asked = RawSQL(_CANDIDATES, [skipped, key, skipped, key])  # noqa: S611 - as it says
    sources = _in_common(Note.objects.filter(is_struck=False), "source", key)
    filed: Any = Article.topics.through.objects
    topics = _in_common(filed.all(), "topic", key)
    return (
        Article.objects.published()
        .filter(pk__in=asked, retracted_at=None)
        .exclude(pk=key)
        .annotate(shared_sources=sources, shared_topics=topics)
        .annotate(weight=SOURCE * F("shared_sources") + TOPIC * F("shared_topics"))
        .filter(weight__gt=0)
        .only("title", "slug", "publish_at")
        .order_by("-weight", "-publish_at", "-pk")[:SHOWN]
    )


def _in_common(rows: QuerySet[Any], name: str, key: int) -> Coalesce:
    """How many sources, or topics, of an article are also those of the one with a key."""
    own = rows.filter(article=key).values(name)
    shared = rows.filter(**{"article": OuterRef("pk"), f"{name}__in": own}).order_by()
    counted = shared.values("article").annotate(n=Count(name, distinct=True))
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)
