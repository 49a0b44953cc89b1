"""Let votes move replies between two pages of a list that somebody reads."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from django.db.models import F

from forum import ordering
from forum.models import Discussion, Reply, Vote
from forum.threads import Cursor

from . import people

if TYPE_CHECKING:
    from collections.abc import Mapping

AT = 12_500  # siblings of the first level before the page that is read on
MOVES = 200  # replies of the first level that votes move meanwhile
KEYS = {"best": "best_key", "sourced": "sourced_key"}


@dataclass(frozen=True, slots=True)
class Stale:
    """By order, a place in a list begun before replies moved; how many did."""

    at: int
    moves: int
    cursors: Mapping[str, Cursor]


def votes_between_pages(discussion: Discussion) -> Stale:
    """Give votes to replies all over the list, and let them count."""
    roots = Reply.objects.filter(discussion=discussion, parent_number=0, shown=True)
    at, epoch = min(AT, roots.count() - 1), discussion.order_epoch
    places = {
        order: roots.order_by(key).values_list(key, flat=True)[at - 1]
        for order, key in KEYS.items()
    }
    numbers = Random(epoch).sample(list(roots.values_list("pk", flat=True)), MOVES)
    [voter] = people.newcomers(1)
    Vote.objects.bulk_create(Vote(reply_id=pk, member=voter) for pk in numbers)
    Reply.objects.filter(pk__in=numbers).update(ups=F("ups") + 1, is_order_due=True)
    Discussion.objects.filter(pk=discussion.pk).update(ordered_at=None)
    discussion.refresh_from_db()
    ordering.put_in_order(discussion)
    moved = discussion.moves.filter(epoch__gt=epoch, parent_number=0).count()
    cursors = {
        order: Cursor(key=key, before=at, epoch=epoch) for order, key in places.items()
    }
    return Stale(at, moved, cursors)
