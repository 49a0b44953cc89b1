"""Make members for tests, with the powers asked for."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from accounts.models import Member

PASSWORD = "correct horse battery"  # noqa: S105 - everybody's, in tests


def make_member(name: str = "alice", **fields: Any) -> Member:
    """A member with a confirmed address, who signs in with `PASSWORD`."""
    fields = {"email": f"{name}@example.org", "password": PASSWORD, **fields}
    member = Member.objects.create_user(name, **fields)
    EmailAddress.objects.create(
        user=member, email=member.email, verified=True, primary=True
    )
    return member


def make_moderator(name: str = "mina", **fields: Any) -> Member:
    return _make_staff(name, "Moderators", **fields)


def make_editor(name: str = "eve", **fields: Any) -> Member:
    return _make_staff(name, "Editors", **fields)


def make_superuser(name: str = "root", **fields: Any) -> Member:
    return make_member(name, is_staff=True, is_superuser=True, **fields)


def _make_staff(name: str, group: str, **fields: Any) -> Member:
    member = make_member(name, is_staff=True, **fields)
    member.groups.add(Group.objects.get(name=group))
    return member
