"""Member: somebody who takes part."""

from __future__ import annotations

from typing import Any, ClassVar, Self, cast

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import MinLengthValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import names


class NameKeyField(models.CharField):  # type: ignore[type-arg] # takes none when run
    """Holds the fold of the name beside it, also when rows are made in bulk."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001
        key = names.fold(cast("Member", model_instance).username)
        setattr(model_instance, self.attname, key)
        return key


class MemberQuerySet(models.QuerySet["Member"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def confirmed(self) -> Self:
        """Not those who have yet to confirm their address.

        Were they seen, trying to sign up would tell whether an address has an account.
        """
        has_confirmed = Q(emailaddress__verified=True)
        made_by_hand = Q(emailaddress=None)
        return self.filter(has_confirmed | made_by_hand).distinct()

    def public(self) -> Self:
        """Who may be seen: those who are confirmed, and are still here."""
        return self.active().confirmed()

    def named_alike(self, name: str) -> Self:
        """Those whose name the eye would take for this one."""
        return self.filter(name_key=names.fold(name))


class MemberManager(BaseUserManager["Member"]):
    def get_queryset(self) -> MemberQuerySet:
        return MemberQuerySet(self.model, using=self._db)

    def active(self) -> MemberQuerySet:
        return self.get_queryset().active()

    def confirmed(self) -> MemberQuerySet:
        return self.get_queryset().confirmed()

    def public(self) -> MemberQuerySet:
        return self.get_queryset().public()

    def named_alike(self, name: str) -> MemberQuerySet:
        return self.get_queryset().named_alike(name)

    def get_by_natural_key(self, username: str | None) -> Member:
        return self.get(username=(username or "").lower())

    def create_user(
        self, username: str, email: str, password: str | None = None, **fields: Any
    ) -> Member:
        member = self.model(username=username.lower(), email=email.lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(
        self, username: str, email: str, password: str | None = None, **fields: Any
    ) -> Member:
        powers = {"is_staff": True, "is_superuser": True}
        return self.create_user(username, email, password, **{**fields, **powers})


class Member(AbstractBaseUser, PermissionsMixin):
    class Theme(models.TextChoices):
        SYSTEM = "system", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    username = models.CharField(
        _("name"),
        max_length=names.LONGEST,
        unique=True,
        validators=[
            MinLengthValidator(
                names.SHORTEST, _("A name has at least three characters.")
            ),
            RegexValidator(
                names.SHAPE,
                _(
                    "A name has the letters a to z, digits, - and _; "
                    "it begins and ends with a letter or a digit."
                ),
            ),
        ],
        error_messages={"unique": _("That name is taken, or too like one that is.")},
    )
    name_key = NameKeyField(max_length=names.LONGEST, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    theme = models.CharField(
        _("theme"), max_length=6, choices=Theme, default=Theme.SYSTEM
    )
    keys = models.BooleanField(
        _("keys"),
        default=True,
        help_text=_("Read a discussion by single keys; ? lists them there."),
    )
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Untick to close the account. Nothing is ever deleted."),
    )
    is_staff = models.BooleanField(
        _("staff"),
        default=False,
        help_text=_("May enter these pages. What they may do here, their groups say."),
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects: ClassVar[MemberManager] = MemberManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        # Named here so that the row is never taken for a stale one; it is made, with
        # its group, by the first migration (accounts/roles.py).
        permissions = [("moderate", "Can moderate")]

    def __str__(self) -> str:
        return self.username

    def get_absolute_url(self) -> str:
        return reverse("accounts:profile", args=[self.username])

    @property
    def initials(self) -> str:
        return names.initials(self.username)

    @property
    def tint(self) -> int:
        return names.tint(self.username)
