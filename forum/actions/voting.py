"""A reader finds a reply helpful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from accounts import throttle
from accounts.policies import refuse_unless
from forum import ordering, policies
from forum.models import Reply, Vote

if TYPE_CHECKING:
    from accounts.models import Member


def vote(*, reply: Reply, by: Member, helpful: bool) -> Reply:
    """Find a reply helpful, or no longer. Shows at once; moves the reply a little later.

    Raises TooManyRequests or PermissionDenied, and then changes nothing.
    """
    refuse_unless(policies.can_vote(by, reply))
    with transaction.atomic():
        _hold(reply)
        refuse_unless(policies.can_vote(by, reply))
        if helpful:
            _vote, is_new = Vote.objects.get_or_create(reply=reply, member=by)
            if is_new:
                throttle.count("vote", by=by)
            change = 1 if is_new else 0
        else:
            gone, _rows = Vote.objects.filter(reply=reply, member=by).delete()
            change = -gone
        if change:
            Reply.objects.filter(pk=reply.pk).update(
                ups=F("ups") + change, is_order_due=True
            )
    ordering.put_in_order(reply.discussion)
    reply.refresh_from_db(fields=["ups"])
    return reply


def _hold(reply: Reply) -> None:
    """Hold the row and read whether it is live. Whoever refers to it need not wait."""
    rows = Reply.objects.select_for_update(no_key=True)
    live = ["is_live", "withdrawn_at", "hidden_at"]
    reply.refresh_from_db(fields=live, from_queryset=rows)
