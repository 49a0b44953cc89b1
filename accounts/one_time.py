"""Links that open an account once: for those made at the command line."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse

from accounts.models import Member


class _Tokens(PasswordResetTokenGenerator):
    """Signed over password and last sign-in: used, it is void. Runs out with resets."""

    key_salt = "accounts.one_time"


_tokens = _Tokens()


def link_for(member: Member) -> str:
    path = reverse(
        "accounts:arrive", args=[member.username, _tokens.make_token(member)]
    )
    return f"{settings.SITE_URL}{path}"


def owner_of(name: str, token: str) -> Member | None:
    """Whose link this is, if it is still good."""
    member = Member.objects.active().filter(username=name).first()
    if member and _tokens.check_token(member, token):
        return member
    return None
