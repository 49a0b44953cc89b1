"""What readers are told was wrong in an article, in the statement that reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef

from .models import Correction, Revision
from .models.together import Listed, Told, moment

if TYPE_CHECKING:
    from .models import Article
    from .models.article import ArticleQuerySet


def joined(articles: ArticleQuerySet) -> ArticleQuerySet:
    """The articles with what `of` tells."""
    noted = Correction.objects.filter(article=OuterRef("pk")).order_by("-pk")
    told = Told("text", "created_at", "revision__number")
    return articles.annotate(amended=Listed(noted.values(told=told)))


def of(article: Article) -> list[Correction]:
    """Newest first. The article was `joined`."""
    told: list[tuple[str, str, int]] = getattr(article, "amended", None) or []
    return [
        Correction(
            article=article,
            text=text,
            created_at=moment(at),
            revision=Revision(number=number),
        )
        for text, at, number in told
    ]
