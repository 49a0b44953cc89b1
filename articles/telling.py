"""What readers are told of a source once they have an article that lists it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .models import Article, Note, Source

if TYPE_CHECKING:
    from django.db.models import QuerySet


def tell(sources: QuerySet[Source]) -> list[Source]:
    """Withhold no longer those of the sources that a published article lists; which.

    Callers bring the transaction, and have what shows those drawn anew.
    """
    read = Note.objects.filter(article__in=Article.objects.published())
    keys = sources.filter(is_withheld=True, pk__in=read.values("source")).values("pk")
    held = Source.objects.select_for_update(of=("self",), no_key=True)
    told = list(
        held.filter(pk__in=list(keys.values_list("pk", flat=True))).order_by("pk")
    )
    for source in told:
        source.is_withheld = False
        source.save(update_fields=["is_withheld"])
    return told
