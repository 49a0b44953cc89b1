"""Letters to members, composed. Plain text; every address in them is the site's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from accounts.models import Member, ModerationEntry


def tell_of_removal(entry: ModerationEntry) -> None:
    """The author learns that their words were removed, and why."""
    _send_about(entry, "emails/removed")


def tell_of_return(entry: ModerationEntry) -> None:
    """The author learns that their words are back."""
    _send_about(entry, "emails/restored")


def _send_about(entry: ModerationEntry, template: str) -> None:
    if entry.subject_member and entry.subject_member.is_active:
        _send(entry.subject_member, template, entry=entry)


def _send(member: Member, template: str, **context: object) -> None:
    context |= {
        "member": member,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
    }
    subject = render_to_string(f"{template}_subject.txt", context)
    EmailMessage(
        subject=" ".join(subject.split()),
        body=render_to_string(f"{template}.txt", context).strip() + "\n",
        to=[member.email],
    ).send()
