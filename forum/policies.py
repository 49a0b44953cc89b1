"""What a viewer may do in a discussion. Pure: each is handed all it asks about."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from accounts.policies import Viewer, can_participate

if TYPE_CHECKING:
    from .models import Discussion, Reply

EDITABLE_FOR = timedelta(hours=24)  # long enough to sleep on it
UNDO_FOR = timedelta(minutes=10)  # after withdrawing: a slip, not a second thought


def can_reply(viewer: Viewer, discussion: Discussion) -> bool:
    """A member may reply while the discussion is open."""
    return can_participate(viewer) and not discussion.is_locked


def can_answer(viewer: Viewer, reply: Reply) -> bool:
    """What has been withdrawn or removed takes no further answers."""
    return can_reply(viewer, reply.discussion) and reply.is_live


def can_vote(viewer: Viewer, reply: Reply) -> bool:
    """A member may find a reply helpful, but not one of their own."""
    return can_participate(viewer) and reply.is_live and reply.author_id != viewer.pk


def can_flag(viewer: Viewer, reply: Reply) -> bool:
    """A member may flag what another has said, while it can be read."""
    return can_participate(viewer) and reply.is_live and reply.author_id != viewer.pk


def can_edit(viewer: Viewer, reply: Reply) -> bool:
    """An author may edit a live reply for a day, while the discussion is open."""
    return (
        can_reply(viewer, reply.discussion)
        and reply.is_live
        and reply.author_id == viewer.pk
        and reply.created_at > timezone.now() - EDITABLE_FOR
    )


def can_withdraw(viewer: Viewer, reply: Reply) -> bool:
    """An author may take a reply back at any time, once."""
    return can_participate(viewer) and reply.is_live and reply.author_id == viewer.pk


def can_undo_withdrawal(viewer: Viewer, reply: Reply) -> bool:
    """An author may put back what they withdrew, for ten minutes, unless it is hidden."""
    return (
        can_participate(viewer)
        and reply.author_id == viewer.pk
        and not reply.is_hidden
        and reply.withdrawn_at is not None
        and reply.withdrawn_at > timezone.now() - UNDO_FOR
    )
