"""What readers are told was wrong in an article, in the statement that reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import JSONField
from django.db.models.expressions import RawSQL
from django.urls import reverse

from .models.together import brought, moment, together

if TYPE_CHECKING:
    from datetime import datetime

    from .models import Article
    from .models.article import ArticleQuerySet

# `articles_article` is the row that they are joined to.
_TOLD = """(SELECT {told} FROM (
    SELECT text, note.created_at AS at, number FROM articles_correction note
    JOIN articles_revision ON articles_revision.id = note.revision_id
    WHERE note.article_id = articles_article.id ORDER BY note.id DESC) AS listed)"""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction as readers are told of it; where they see what it put right."""

    text: str
    created_at: datetime
    change_url: str


def joined(articles: ArticleQuerySet) -> ArticleQuerySet:
    """The articles with what `of` tells."""
    asked = _TOLD.format(told=together("text", "at", "number"))
    return articles.annotate(amended=RawSQL(asked, [], JSONField()))  # noqa: S611 - of constants


def of(article: Article) -> list[Correction]:
    """Newest first. The article was `joined`."""
    told: list[tuple[str, str, int]] | None = brought(article, "amended")
    history = reverse("articles:history", args=[article.slug])
    return [
        Correction(text, moment(at), f"{history}?version={number}#v{number}")
        for text, at, number in told or ()
    ]
