"""A reader found a reply helpful."""

from django.conf import settings
from django.db import models


class Vote(models.Model):
    """Upwards only. The row is the vote; undoing it deletes the row."""

    reply = models.ForeignKey(
        "forum.Reply", on_delete=models.CASCADE, related_name="votes", db_index=False
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="votes"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reply", "member"], name="a_member_votes_once_for_a_reply"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} for {self.reply_id}"
