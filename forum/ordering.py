"""When votes move replies: in a flush per discussion, not with each vote."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from .models import Discussion
from .models.move import move_what_is_due

EVERY = timedelta(seconds=30)  # how long a vote may wait to move a reply


def put_in_order(discussion: Discussion) -> None:
    """Let the votes since the last time count, if that is long enough ago.

    Done by a vote, so that it needs no scheduler; in a transaction of its own, because
    it takes the discussion before its replies.
    """
    now = timezone.now()
    if discussion.ordered_at and now - discussion.ordered_at < EVERY:
        return
    with transaction.atomic():
        locked = Discussion.objects.locked().get(pk=discussion.pk)
        if locked.ordered_at and now - locked.ordered_at < EVERY:
            return
        move_what_is_due(locked, now=now)
