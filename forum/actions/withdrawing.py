"""An author takes a reply back, or thinks better of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.policies import refuse_unless
from forum import policies

if TYPE_CHECKING:
    from accounts.models import Member
    from forum.models import Reply


@transaction.atomic
def withdraw_reply(*, reply: Reply, by: Member) -> None:
    """Take back what one has said. Its place stays while it has answers.

    Raises PermissionDenied, and then changes nothing.
    """
    reply.lock()
    if reply.withdrawn_at and reply.author_id == by.pk:
        return  # sent twice, or from another window
    refuse_unless(policies.can_withdraw(by, reply))
    reply.withdraw()


@transaction.atomic
def put_back_reply(*, reply: Reply, by: Member) -> None:
    """Undo a withdrawal, while it is minutes old.

    Raises PermissionDenied, and then changes nothing.
    """
    reply.lock()
    if reply.withdrawn_at is None and reply.author_id == by.pk:
        return  # sent twice, or from another window
    refuse_unless(policies.can_undo_withdrawal(by, reply))
    reply.put_back()
