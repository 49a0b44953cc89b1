"""How many lean on each source of an article, as far as everybody may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import IntegerField, OuterRef, Subquery

from articles.models import Article, Note
from forum.models import Reply, ReplyCitation

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 100  # that are counted of each; an article may have sixty, its page is one


def counted(notes: QuerySet[Note]) -> QuerySet[Note]:
    """With `article_count` and `reply_count` of the source of each, counted to MOST."""
    noting = Note.objects.filter(source=OuterRef("source"), is_struck=False)
    articles = _seen(noting, "article", Article.objects.published())
    citing = ReplyCitation.objects.filter(source=OuterRef("source"))
    replies = _seen(citing, "reply", Reply.objects.visible_to(AnonymousUser()))
    return notes.annotate(article_count=articles, reply_count=replies)


def _seen(
    leaning: QuerySet[Note] | QuerySet[ReplyCitation],
    name: str,
    visible: QuerySet[Article] | QuerySet[Reply],
) -> _Number:
    """How many visible things these rows lead to by a key of this name.

    They are read in the order of their index until there are enough, and each is asked
    by itself whether it is visible: PostgreSQL would join all that was ever said.
    """
    found = visible.filter(pk=OuterRef(name)).values("pk")
    seen = leaning.alias(seen=Subquery(found)).filter(seen__isnull=False)
    return _Number(seen.order_by(f"-{name}").values(name).distinct()[:MOST])


class _Number(Subquery):
    """How many rows a statement gives."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
