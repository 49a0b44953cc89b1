"""What moderators set out to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from accounts import emails, policies
from accounts.models import Flag, ModerationEntry, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import Member, Moderatable

Verb = ModerationEntry.Verb


class AlreadyDecided(Exception):  # noqa: N818 - no error of anybody's
    """Somebody else was quicker. The sentence says what they decided."""


@transaction.atomic
def uphold(*, flag: Flag, by: Member, reason: str, note: str = "") -> ModerationEntry:
    """The flag is right: its subject goes, and the other flags on it are closed too.

    The subject is locked before the flag, in the order of the house (see
    `Moderatable.lock`), so two moderators never decide the same thing twice.
    """
    _take_up(flag, by)
    subject = flag.subject
    others = _others(subject, like=flag)
    reasons = {reason, flag.reason, *(other.reason for other in others)}
    entry = ModerationEntry.objects.record(
        verb=Verb.UPHOLD,
        moderator=by,
        subject=subject,
        reason=reason,
        note=note,
        is_public_subject=Reason.ILLEGAL not in reasons,
    )
    for one in (flag, *others):
        one.close(Flag.Status.UPHELD, by=by, resolution=reason)
    if not subject.is_hidden:
        subject.hide(by=by, reason=reason, entry=entry)
        _write(emails.tell_of_removal, entry)
    return entry


@transaction.atomic
def dismiss(*, flag: Flag, by: Member, note: str = "") -> ModerationEntry:
    """The flag is mistaken: its subject stays."""
    _take_up(flag, by)
    flag.close(Flag.Status.DISMISSED, by=by)
    return ModerationEntry.objects.record(
        verb=Verb.DISMISS,
        moderator=by,
        subject=flag.subject,
        reason=flag.reason,
        note=note,
        is_public_subject=flag.reason != Reason.ILLEGAL,
    )


@transaction.atomic
def hide(
    *, subject: Moderatable, by: Member, reason: str, note: str = ""
) -> ModerationEntry:
    """Take something out of sight without waiting for a flag."""
    _ask_to_rule(by, subject)
    subject.lock()
    if subject.is_hidden:
        raise AlreadyDecided(gettext("It has already been removed."))
    entry = ModerationEntry.objects.record(
        verb=Verb.HIDE,
        moderator=by,
        subject=subject,
        reason=reason,
        note=note,
        is_public_subject=reason != Reason.ILLEGAL,
    )
    subject.hide(by=by, reason=reason, entry=entry)
    _write(emails.tell_of_removal, entry)
    return entry


@transaction.atomic
def restore(*, subject: Moderatable, by: Member, note: str = "") -> ModerationEntry:
    """Bring something back into sight."""
    _ask_to_rule(by, subject)
    subject.lock()
    if not subject.is_hidden:
        raise AlreadyDecided(gettext("It is already in sight."))
    removal = subject.hidden_entry
    entry = ModerationEntry.objects.record(
        verb=Verb.RESTORE,
        moderator=by,
        subject=subject,
        note=note,
        is_public_subject=subject.hidden_reason != Reason.ILLEGAL
        and (removal is None or removal.is_public_subject),
    )
    subject.restore()
    if subject.is_in_sight:
        _write(emails.tell_of_return, entry)
    return entry


def _take_up(flag: Flag, by: Member) -> None:
    """Hold the subject, then the flag; refuse who may not judge, or comes too late."""
    subject = flag.subject
    _ask_to_rule(by, subject)
    subject.lock()
    flag.lock(subject)
    if not flag.is_open:
        raise AlreadyDecided(
            gettext("This flag was decided by %(name)s: %(status)s.")
            % {"name": flag.resolved_by, "status": flag.get_status_display()}
        )


def _ask_to_rule(by: Member, subject: Moderatable) -> None:
    if not policies.can_moderate(by):
        raise PermissionDenied(gettext("This is for moderators."))
    if not policies.can_rule_on(by, subject):
        raise PermissionDenied(
            gettext("Nobody decides on their own words. Please ask another moderator.")
        )


def _others(subject: Moderatable, *, like: Flag) -> list[Flag]:
    """The other open flags on it, held: whoever raised them was right as well."""
    flags = type(like)._meta.base_manager.select_for_update().exclude(pk=like.pk)
    found = flags.filter(**{like.subject_field: subject}, status=Flag.Status.OPEN)
    return list(found.order_by("pk"))


def _write(letter: Callable[[ModerationEntry], None], entry: ModerationEntry) -> None:
    """Send a letter once it is settled; a post that is down undoes no decision."""
    transaction.on_commit(lambda: letter(entry), robust=True)
