"""A reader's word that a reply breaks a rule."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Flag, FlagQuerySet, Member, Reason

from .discussion import Discussion
from .move import move_what_is_due
from .reply import Reply


class ReplyFlag(Flag):
    """The noun for the verbs that accounts keeps: uphold, dismiss."""

    subject_field = "reply"

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="flagged")

    objects = FlagQuerySet["ReplyFlag"].as_manager()

    class Meta(Flag.Meta):
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        constraints = [
            *Flag.Meta.constraints,
            models.UniqueConstraint(
                fields=["reply", "reporter"],
                condition=models.Q(status=Flag.Status.OPEN),
                name="one_open_flag_per_member_and_reply",
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at", "id"],
                condition=models.Q(status=Flag.Status.OPEN),
                name="open_flags_oldest_first",
            ),
        ]

    def close(self, status: Flag.Status, *, by: Member, resolution: str = "") -> None:
        """A dismissed flag no longer weighs on the reply's rank."""
        super().close(status, by=by, resolution=resolution)
        if status == Flag.Status.DISMISSED:
            self.weigh(change=-1)

    def say_again(self, *, reason: str, text: str) -> None:
        """What its reporter says of it now; "illegal" is never taken back by this."""
        if self.reason != Reason.ILLEGAL:
            self.reason = reason
        if text and text not in self.text:
            self.text = f"{self.text}\n\n{text}".strip()
        self.save(update_fields=["reason", "text"])

    def weigh(self, *, change: int) -> None:
        """Let the reply's rank feel one flag more, or one fewer, at once.

        The caller holds the discussion and the reply (`Reply.lock`).
        """
        Reply.objects.filter(pk=self.reply_id).update(
            flags=models.F("flags") + change, is_order_due=True
        )
        discussion = Discussion.objects.get(replies=self.reply_id)
        move_what_is_due(discussion, now=timezone.now())
