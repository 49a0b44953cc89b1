"""A reply as it stood after one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_REASON = 200  # characters


class ReplyRevision(models.Model):
    """Every accepted version of an edited reply, the first one too. Never changed.

    `is_silent`: the edit that made it came so soon and was so small that readers are not
    told of it; the version before it is then no part of the public history.
    """

    reply = models.ForeignKey(
        "forum.Reply",
        on_delete=models.CASCADE,
        related_name="revisions",
        db_index=False,  # its unique constraint begins with it
    )
    number = models.PositiveIntegerField()
    body = models.TextField()
    sources = models.TextField(blank=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=MAX_REASON, blank=True)
    is_silent = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["reply", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["reply", "number"], name="a_reply_numbers_its_revisions"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reply_id}, {self.number}"

    @property
    def text(self) -> str:
        return as_one(self.body, self.sources.splitlines())


def as_one(body: str, sources: Sequence[str]) -> str:
    """What a reply says and the sources it brings, as one text to compare."""
    return "\n\n".join([body, "\n".join(sources)]) if sources else body


def public(revisions: Iterable[ReplyRevision]) -> list[ReplyRevision]:
    """Those that readers are shown, in the order given: oldest first.

    A version that a silent edit replaced is left out: it stood for minutes.
    """
    shown: list[ReplyRevision] = []
    for revision in revisions:
        if revision.is_silent and shown:
            shown.pop()
        shown.append(revision)
    return shown
