"""The sources a reply stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from articles.models import Citation

from .discussion import Discussion
from .reply import Reply

if TYPE_CHECKING:
    from articles.models import Note, Source


class ReplyCitation(Citation):
    """A source one reply cites, and how often its text marks it.

    `number` is what the article calls it, 0 if the article does not have it. `letter` is
    that of a source the reply brought along; such a one may be marked nowhere: listed, it
    is leant on as a whole.
    """

    reply = models.ForeignKey(
        "forum.Reply",
        on_delete=models.CASCADE,
        related_name="citations",
        db_index=False,
    )
    number = models.PositiveSmallIntegerField(default=0)
    letter = models.CharField(max_length=1, blank=True)
    uses = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["reply", "number", "letter"]
        constraints = [
            models.UniqueConstraint(
                fields=["reply", "source"], name="a_reply_cites_a_source_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0) | ~Q(letter=""),
                name="a_cited_source_has_a_number_or_a_letter",
            ),
        ]
        indexes = [models.Index(fields=["source", "-reply"], name="source_replies")]

    def __str__(self) -> str:
        return f"[{self.number or self.letter}]"

    @classmethod
    def move(cls, *, of: Source, to: Source, by: Note | None = None) -> None:
        """As above. A reply that cites both cites one, as often as both together."""
        moved = cls.objects.filter(source=of)
        if by:
            article = Q(reply__discussion__article=by.article_id)
            moved = moved.filter(article, number=by.number)
        replies = Reply.objects.filter(citations__in=moved)
        held = Discussion.objects.filter(pk__in=replies.values("discussion"))
        list(held.locked().order_by("pk"))
        both = cls.objects.filter(source=to, reply__in=moved.values("reply"))
        for kept in both.select_related("reply"):
            gone = moved.get(reply=kept.reply)
            kept.uses += gone.uses
            kept.number = kept.number or gone.number
            kept.letter = kept.letter or gone.letter
            gone.delete()
            kept.save(update_fields=["uses", "number", "letter"])
            fewer = F("source_count") - 1
            Reply.objects.filter(pk=kept.reply_id).update(source_count=fewer)
        moved.update(source=to)
