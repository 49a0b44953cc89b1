"""An author takes a reply back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from forum import policies

if TYPE_CHECKING:
    from accounts.models import Member
    from forum.models import Reply


@transaction.atomic
def withdraw_reply(*, reply: Reply, by: Member) -> None:
    """Take back what one has said. Its place stays while it has answers."""
    reply.lock()
    if reply.withdrawn_at and reply.author_id == by.pk:
        return  # sent twice, or from another window
    policies.refuse_unless(policies.can_withdraw(by, reply))
    reply.withdraw()
