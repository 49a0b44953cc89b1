"""A reader's word that a reply breaks a rule."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Flag, FlagQuerySet, Member

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

    def close(self, status: Flag.Status, *, by: Member, resolution: str = "") -> None:
        """A dismissed flag no longer weighs on the reply's rank."""
        super().close(status, by=by, resolution=resolution)
        if status == Flag.Status.DISMISSED:
            self.weigh(change=-1)

    def weigh(self, *, change: int) -> None:
        """Let the reply's rank feel one flag more, or one fewer."""
        Reply.objects.filter(pk=self.reply_id).update(
            flags=models.F("flags") + change, is_order_due=True
        )
