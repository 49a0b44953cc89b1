"""The sources a reply stands on."""

from django.db import models
from django.db.models import Q

from articles.models import Citation


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

    def __str__(self) -> str:
        return f"[{self.number or self.letter}]"
