"""What a viewer may do, as far as it depends on who they are. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import Flag, Member, Moderatable

Viewer: TypeAlias = "Member | AnonymousUser"
REFUSAL = _("You may not do this here, or no longer.")


def refuse_unless(allowed: bool) -> None:  # noqa: FBT001 - reads as a sentence
    """Raise PermissionDenied, with a sentence for the member, unless they may."""
    if not allowed:
        raise PermissionDenied(REFUSAL)


def can_participate(viewer: Viewer) -> bool:
    """Whoever is signed in takes part; an address is confirmed before that."""
    return viewer.is_authenticated and viewer.is_active


def can_enter_admin(viewer: Viewer) -> bool:
    """Staff may enter the admin; what they may do there is asked at every desk."""
    return can_participate(viewer) and viewer.is_staff


def can_moderate(viewer: Viewer) -> bool:
    """Staff who were given the power to moderate. Members cost no query."""
    return can_enter_admin(viewer) and viewer.has_perm("accounts.moderate")


def can_rule_on(viewer: Viewer, subject: Moderatable) -> bool:
    """A moderator, but nobody in their own cause."""
    return can_moderate(viewer) and subject.author_id != viewer.pk


def can_judge(viewer: Viewer, flag: Flag) -> bool:
    """A moderator judges flags, but none on something of their own."""
    return can_rule_on(viewer, flag.subject)


def can_see_notes(viewer: Viewer) -> bool:
    """Notes in the ledger are for those who moderate."""
    return can_moderate(viewer)


def can_give_powers(viewer: Viewer) -> bool:
    """Only a superuser makes staff, superusers, or members of a group."""
    return can_participate(viewer) and viewer.is_superuser
