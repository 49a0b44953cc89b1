"""Replies that votes and flags moved: where they stood before, and how they move."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models

from .discussion import Discussion

if TYPE_CHECKING:
    from datetime import datetime

    from .reply import Reply

BATCH = 500  # rows written at a time
REMEMBERED = timedelta(days=1)  # how long a list begun in an older order can go on


class OrderMove(models.Model):
    """The keys a reply had until an epoch, so that a list begun earlier goes on as it was.

    Epochs are numbered within a discussion, under its lock.
    """

    discussion = models.ForeignKey(
        Discussion, on_delete=models.CASCADE, related_name="moves", db_index=False
    )
    parent_number = models.PositiveIntegerField()
    epoch = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    old_best_key = models.BigIntegerField()
    old_sourced_key = models.BigIntegerField()
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["discussion", "parent_number", "epoch"],
                name="moves_of_siblings",
            ),
            models.Index(fields=["discussion", "moved_at"], name="moves_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.number} moved in epoch {self.epoch}"


def move_what_is_due(discussion: Discussion, *, now: datetime) -> None:
    """Let votes, flags and citations count that have not yet. The caller holds the discussion.

    Each time is an epoch, and writes down where what it moved stood before.
    """
    due = discussion.replies.filter(is_order_due=True).order_by("number")
    replies = list(due.select_for_update(of=("self",)))
    discussion.order_epoch += 1
    moves = [move for reply in replies if (move := _rank(reply, discussion, now))]
    ranks = ["best_key", "sourced_key", "is_order_due"]
    discussion.replies.bulk_update(replies, ranks, batch_size=BATCH)
    OrderMove.objects.bulk_create(moves, batch_size=BATCH)
    _forget(discussion, before=now - REMEMBERED)
    discussion.ordered_at = now
    discussion.save(update_fields=["ordered_at", "order_epoch", "forgotten_epoch"])


def _rank(reply: Reply, discussion: Discussion, now: datetime) -> OrderMove | None:
    """Work out the reply's place anew; the move, if that is another place."""
    old = (reply.best_key, reply.sourced_key)
    reply.rank()
    if (reply.best_key, reply.sourced_key) == old:
        return None
    return OrderMove(
        discussion=discussion,
        parent_number=reply.parent_number,
        epoch=discussion.order_epoch,
        number=reply.number,
        old_best_key=old[0],
        old_sourced_key=old[1],
        moved_at=now,
    )


def _forget(discussion: Discussion, *, before: datetime) -> None:
    """Drop moves too old for anybody to be still reading on from them."""
    old = discussion.moves.filter(moved_at__lt=before)
    newest = old.aggregate(epoch=models.Max("epoch"))["epoch"]
    if newest is not None:
        old.delete()
        discussion.forgotten_epoch = newest
