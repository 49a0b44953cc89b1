"""What a member has seen of a discussion."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from articles.models import Article


class Visit(models.Model):
    """One row a member and discussion. New is what has a number above `since_number`.

    A visit begins when the discussion is opened: `since_number` is then where the last
    one ended, and stays through every page and order of this visit. `seen_number` is
    how far the discussion went when a page of it was last shown.

    It names the article, for a discussion can be visited before the first deed in it.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits"
    )
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="visits"
    )
    since_number = models.PositiveIntegerField(default=0)
    seen_number = models.PositiveIntegerField(default=0)
    visited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "article"],
                name="a_member_has_one_visit_of_a_discussion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} up to {self.seen_number}"
