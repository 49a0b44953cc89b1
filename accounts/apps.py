"""Introduce the ground floor to Django."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role

MODERATORS = Role(
    group="Moderators",
    app_label="accounts",
    model="member",
    codename="moderate",
    permission="Can moderate",
    title=_("Moderator"),
)


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Members and moderation")
    roles: ClassVar[tuple[Role, ...]] = (MODERATORS,)
