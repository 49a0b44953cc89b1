"""Give somebody a role at the command line: found by name, or made for it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts import one_time
from accounts.models import Member

if TYPE_CHECKING:
    from accounts.roles import Role


class RoleCommand(BaseCommand):
    """What `make_moderator` and `make_editor` share."""

    role: Role

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument(
            "--email", help="for a new member; NAME@ this site if not given"
        )
        parser.add_argument(
            "--password",
            action="store_true",
            help="draw a fresh password instead of a one-time link; it is printed once",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        member = promote(
            name=options["name"], email=options["email"], group=self.role.group
        )
        if options["password"]:
            password = secrets.token_urlsafe(12)
            member.set_password(password)
            member.save(update_fields=["password"])
            self.stdout.write(password)
        else:
            self.stdout.write(one_time.link_for(member))


@transaction.atomic
def promote(*, name: str, email: str | None, group: str) -> Member:
    """The member of that name, now staff of that group, with a confirmed address."""
    member = Member.objects.filter(username=name.lower()).first()
    member = member or _make(name=name.lower(), email=email or _at_this_site(name))
    member.is_staff = True
    member.is_active = True
    member.save(update_fields=["is_staff", "is_active"])
    member.groups.add(Group.objects.get(name=group))
    EmailAddress.objects.update_or_create(
        user=member, email=member.email, defaults={"verified": True, "primary": True}
    )
    return member


def _make(*, name: str, email: str) -> Member:
    if Member.objects.named_alike(name).exists():
        raise CommandError(f"The name {name} is too like one that is taken.")
    member = Member(username=name, email=email.lower())
    member.set_unusable_password()
    try:
        member.full_clean()
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    member.save()
    return member


def _at_this_site(name: str) -> str:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    # A bare number is no mail domain; nothing leaves a laptop anyway.
    domain = (
        host if "." in host and not host.replace(".", "").isdigit() else "example.org"
    )
    return f"{name.lower()}@{domain}"
