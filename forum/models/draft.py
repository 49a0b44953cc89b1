"""What a member has begun to write and not sent yet."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.models.article import is_out

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import Member

MAX_DRAFT = 20_000  # characters; twice a reply, so that what is too long can be cut
MOST = 100  # of one member; who begins more has forgotten some
KEPT_FOR = timedelta(days=180)  # after the last key


def oldest() -> datetime:
    """What was last changed before this is no draft any more."""
    return timezone.now() - KEPT_FOR


class DraftQuerySet(models.QuerySet["Draft"]):
    def kept(self) -> Self:
        """Those not yet too old, read from time: nothing must have run."""
        return self.filter(updated_at__gt=oldest())

    def past(self) -> Self:
        """Those that are too old."""
        return self.filter(updated_at__lte=oldest())

    def of(self, member: Member) -> Self:
        """One's own, under articles that can be read, last written first."""
        return (
            self.kept()
            .filter(is_out("article__"), member=member)
            .order_by("-updated_at", "-pk")
        )

    def locked(self) -> Self:
        """Rows that stay ours until the transaction ends."""
        return self.select_for_update(of=("self",))


def draw_version() -> int:
    """Where the versions of a draft begin; half of what a column holds is left to go on."""
    return secrets.randbelow(2**30) + 1


class Draft(models.Model):
    """One a member and place.

    The place is an article, the reply answered there and the reply being edited; 0 is
    none. `version` is one more with each save, from a number drawn for each draft: who
    writes over a version they have not read is told so, also where another draft has
    taken the place of the one they read. `key` is that of the form, so that a draft sent from two windows is
    one reply; an edit is `written_over` a version of its reply instead.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="drafts",
        db_index=False,  # its unique constraint begins with it
    )
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="drafts"
    )
    parent_number = models.PositiveIntegerField(default=0)
    edits_number = models.PositiveIntegerField(default=0)
    body = models.TextField(max_length=MAX_DRAFT)
    sources = models.TextField(blank=True)
    key = models.UUIDField(null=True)
    written_over = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=draw_version)
    updated_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "article", "parent_number", "edits_number"],
                name="a_member_has_one_draft_for_a_place",
            ),
        ]
        indexes = [
            models.Index(fields=["member", "-updated_at"], name="drafts_of_member"),
            models.Index(fields=["updated_at"], name="drafts_by_age"),
        ]

    def __str__(self) -> str:
        return self.body[:60]

    def get_absolute_url(self) -> str:
        """Where it is taken up again."""
        return reverse("forum:draft", args=(self.pk,))
