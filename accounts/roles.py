"""The groups that staff belong to, and the one permission each of them carries.

An app names its roles in `AppConfig.roles`. Its first migration makes them, because a
fresh database has no permission rows yet, and `flush` makes them anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps as installed_apps

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.apps import AppConfig

    from accounts.models import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    group: str
    app_label: str
    model: str
    codename: str
    permission: str
    title: Any = ""  # what one who holds it is called; the group's name if nothing


def establish(role: Role, apps: Any = installed_apps) -> None:
    """Make the group and its permission, or find them made."""
    content_type, _ = apps.get_model(
        "contenttypes", "ContentType"
    ).objects.get_or_create(app_label=role.app_label, model=role.model)
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type_id=content_type.pk,
        codename=role.codename,
        defaults={"name": role.permission},
    )
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=role.group)
    group.permissions.add(permission.pk)


def establish_all() -> None:
    """Make the roles of every installed app."""
    for app in installed_apps.get_app_configs():
        for role in _of(app):
            establish(role)


def held_by(member: Member) -> list[str]:
    """What the member is called beside being a member. No query for most."""
    if not member.is_staff:
        return []
    groups = set(member.groups.values_list("name", flat=True))
    every = (role for app in installed_apps.get_app_configs() for role in _of(app))
    return [str(role.title or role.group) for role in every if role.group in groups]


def in_migration(role: Role) -> Callable[[Any, Any], None]:
    """Make the role from a migration: `RunPython(roles.in_migration(…))`."""

    def forwards(apps: Any, _schema_editor: Any) -> None:
        establish(role, apps)

    return forwards


def _of(app: AppConfig) -> tuple[Role, ...]:
    roles: tuple[Role, ...] = getattr(app, "roles", ())
    return roles
