"""ModerationEntry: what was decided, by whom and why. Written once, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.moderation import Reason

if TYPE_CHECKING:
    from accounts.models.member import Member
    from accounts.models.moderation import Moderatable


class ModerationEntryQuerySet(models.QuerySet["ModerationEntry"]):
    def for_reading(self) -> Self:
        """Newest first, with the people in it."""
        return self.select_related("moderator", "subject_member").order_by("-pk")

    def record(
        self,
        *,
        verb: str,
        moderator: Member | None,
        subject: Moderatable,
        reason: str = "",
        note: str = "",
        is_public_subject: bool = True,
    ) -> ModerationEntry:
        """Write down one decision."""
        return self.create(
            verb=verb,
            moderator=moderator,
            reason=reason,
            note=note,
            subject_label=subject.label[:200],
            subject_url=subject.get_absolute_url(),
            subject_member_id=subject.author_id,
            is_public_subject=is_public_subject,
        )


class ModerationEntry(models.Model):
    """One decision. The database itself refuses to change or to delete it.

    Members are named by key without a database constraint, so that an entry outlives
    whom it names: the one missing is then "former member". Without a moderator, the
    site itself acted.
    """

    class Verb(models.TextChoices):
        HIDE = "hide", _("removed")
        RESTORE = "restore", _("restored")
        UPHOLD = "uphold", _("upheld a flag on")
        DISMISS = "dismiss", _("dismissed a flag on")

    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moderator"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        null=True,
    )
    verb = models.CharField(_("verb"), max_length=20, choices=Verb)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True)
    note = models.TextField(_("note for staff"), blank=True)
    subject_label = models.CharField(_("about"), max_length=200)
    subject_url = models.CharField(_("address"), max_length=500)
    subject_member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        null=True,
    )
    is_public_subject = models.BooleanField(_("subject is public"), default=True)

    objects: ClassVar[models.Manager[ModerationEntry]] = (
        ModerationEntryQuerySet.as_manager()
    )

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger")

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.subject_label}"

    def get_absolute_url(self) -> str:
        return ledger_url(self.pk)


def ledger_url(entry_id: int, *, ledger: str = "") -> str:
    """Where the public ledger shows this entry: a page that begins with it.

    Who asks for many of them looks up once where the `ledger` is.
    """
    return f"{ledger or reverse('accounts:ledger')}?to={entry_id}#e{entry_id}"
