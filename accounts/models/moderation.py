"""What moderation needs of a thing: that it can be hidden, and that it can be flagged.

Both classes are abstract. An app above brings the noun, with one real foreign key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, Self, TypeAlias, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models.ledger import ModerationEntry
    from accounts.models.member import Member


Constraints: TypeAlias = list[models.BaseConstraint] | tuple[models.BaseConstraint, ...]


class Reason(models.TextChoices):
    """Why something was flagged, or removed. The only public words about it."""

    OFF_TOPIC = "off_topic", _("off topic")
    UNKIND = "unkind", _("unkind")
    SPAM = "spam", _("spam")
    UNSUPPORTED = "unsupported", _("unsupported claim")
    ILLEGAL = "illegal", _("illegal")
    OTHER = "other", _("other")


class Moderatable(models.Model):
    """Something by a member that a moderator can hide, and bring back.

    A child has `author`, `body`, `label` (how the ledger names it) and
    `get_absolute_url`. One that keeps further columns in step with being hidden adds
    them to `hiding_fields`.
    """

    hiding_fields: ClassVar[tuple[str, ...]] = (
        "hidden_at",
        "hidden_by",
        "hidden_reason",
        "hidden_entry",
    )

    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    hidden_reason = models.CharField(
        max_length=20, choices=Reason, blank=True, editable=False
    )
    hidden_entry = models.ForeignKey(
        "accounts.ModerationEntry",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )

    if TYPE_CHECKING:
        author: models.ForeignKey[Member, Member]
        author_id: int
        body: models.TextField[str, str]

        def get_absolute_url(self) -> str: ...

    class Meta:
        abstract = True
        constraints: ClassVar[Constraints] = (
            models.CheckConstraint(
                condition=Q(hidden_at=None, hidden_reason="")
                | (Q(hidden_at__isnull=False) & ~Q(hidden_reason="")),
                name="a_hidden_%(class)s_says_why",
            ),
        )

    @property
    def label(self) -> str:
        return str(self)

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def is_in_sight(self) -> bool:
        """Whether readers see it. A child adds what else keeps it from them."""
        return not self.is_hidden

    def lock(self) -> None:
        """Hold this row to the end of the transaction, and read it anew.

        Called before any other lock of a deed. A child that keeps counters elsewhere
        overrides this to lock in the order of the house (docs/architecture.md), and
        calls `super().lock()` in its turn.
        """
        rows = self._meta.base_manager.select_for_update()
        self.refresh_from_db(from_queryset=rows)

    def hide(self, *, by: Member | None, reason: str, entry: ModerationEntry) -> None:
        """Take it out of sight. The caller holds the lock and has asked whether."""
        self.hidden_at = timezone.now()
        self.hidden_by = by
        self.hidden_reason = reason
        self.hidden_entry = entry
        self.save(update_fields=self.hiding_fields)

    def restore(self) -> None:
        """Bring it back into sight. The caller holds the lock and has asked whether."""
        self.hidden_at = None
        self.hidden_by = None
        self.hidden_reason = ""
        self.hidden_entry = None
        self.save(update_fields=self.hiding_fields)


F = TypeVar("F", bound="Flag")


class FlagQuerySet(models.QuerySet[F], Generic[F]):
    def open(self) -> Self:
        return self.filter(status=Flag.Status.OPEN)


class Flag(models.Model):
    """A member's word that something breaks a rule, and what became of it.

    A child brings one foreign key and says its name in `subject_field`.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        UPHELD = "upheld", _("upheld")
        DISMISSED = "dismissed", _("dismissed")

    subject_field: ClassVar[str]

    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reporter"),
        on_delete=models.PROTECT,
        related_name="%(class)ss_raised",
    )
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    text = models.TextField(_("text"), max_length=2000, blank=True)
    created_at = models.DateTimeField(_("raised"), default=timezone.now)
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.OPEN
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("resolved by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolution = models.CharField(
        _("resolution"),
        max_length=20,
        choices=Reason,
        blank=True,
        help_text=_("The reason it was upheld for."),
    )

    class Meta:
        abstract = True
        constraints: ClassVar[Constraints] = (
            models.CheckConstraint(
                condition=Q(status="open", resolved_by=None, resolved_at=None)
                | (
                    ~Q(status="open")
                    & Q(resolved_by__isnull=False, resolved_at__isnull=False)
                ),
                name="a_closed_%(class)s_has_a_name_and_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(reason="illegal", text=""),
                name="an_illegal_%(class)s_has_a_text",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_reason_display()} ({self.get_status_display()})"

    @property
    def subject(self) -> Moderatable:
        subject: Moderatable = getattr(self, self.subject_field)
        return subject

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    def lock(self, subject: Moderatable) -> None:
        """Hold this row to the end of the transaction, and read it anew.

        Takes the subject as proof that it was locked before, and keeps that very copy.
        """
        rows = self._meta.base_manager.select_for_update()
        self.refresh_from_db(from_queryset=rows)
        setattr(self, self.subject_field, subject)

    def close(self, status: Flag.Status, *, by: Member, resolution: str = "") -> None:
        self.status = status
        self.resolved_by = by
        self.resolved_at = timezone.now()
        self.resolution = resolution
        self.save(update_fields=["status", "resolved_by", "resolved_at", "resolution"])
