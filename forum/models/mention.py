"""A reply names a member."""

from django.conf import settings
from django.db import models


class Mention(models.Model):
    """`@name` in a reply's text, where a member of that name exists; once a reply."""

    reply = models.ForeignKey(
        "forum.Reply",
        on_delete=models.CASCADE,
        related_name="mentions",
        db_index=False,  # its unique constraint begins with it
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reply", "member"], name="a_reply_mentions_a_member_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.reply_id}"
