"""The sources a reply stands on."""

from django.db import models

from articles.models import Citation


class ReplyCitation(Citation):
    """A source one reply cites; `number` is what the article calls it, `uses` how often."""

    reply = models.ForeignKey(
        "forum.Reply",
        on_delete=models.CASCADE,
        related_name="citations",
        db_index=False,
    )
    number = models.PositiveSmallIntegerField()
    uses = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["reply", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["reply", "source"], name="a_reply_cites_a_source_once"
            ),
        ]

    def __str__(self) -> str:
        return f"[{self.number}]"
