"""What readers are told of a source, and when: what drafts say of it is withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from .models import Article, Note, Source

if TYPE_CHECKING:
    from django.db.models import QuerySet


def may_name(article: Article, source: Source) -> bool:
    """Whether what the article calls a source becomes its title, while it has none.

    Not if nobody may read the article yet, and another lists it that readers have or
    will have at its hour: that one would show what this one calls it.
    """
    if not source.is_title_provisional or source.merged_into_id:
        return False
    listing = source.notes.exclude(article=article.pk)
    out = listing.filter(article__status=Article.Status.PUBLISHED)
    return article.is_published or not out.exists()


def release(sources: QuerySet[Source]) -> list[Source]:
    """Withhold no longer those of the sources that a published article lists; which.

    Callers bring the transaction, and have what shows those drawn anew. A draft may be
    giving one its title at this moment: it is waited for.
    """
    read = Note.objects.filter(article__in=Article.objects.published())
    open_to_drafts = Q(is_withheld=True) | Q(is_title_provisional=True)
    listed = sources.filter(open_to_drafts, pk__in=read.values("source"))
    keys = list(listed.values_list("pk", flat=True))
    rows = Source.objects.filter(pk__in=keys).order_by("pk")
    held = rows.select_for_update(of=("self",), no_key=True)
    told = [source for source in held if source.is_withheld]
    for source in told:
        source.is_withheld = False
        source.save(update_fields=["is_withheld"])
    return told


def forget(sources: QuerySet[Source]) -> list[Source]:
    """Forget what drafts told of those that no article lists any more; which.

    They are called by their addresses again, until somebody gives them a title. Callers
    hold them.
    """
    dropped = sources.filter(is_withheld=True, notes=None, merged_into=None)
    dropped = dropped.exclude(url=None)
    forgotten = [source.as_told for source in dropped.order_by("pk")]
    for source in forgotten:
        source.is_withheld, source.is_title_provisional = False, True
        source.save()
    return forgotten
