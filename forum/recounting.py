"""Count a discussion anew, from the rows that are counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import ranking
from .models import Discussion, Reply, ReplyCitation, ReplyFlag, Vote
from .models.move import move_what_is_due

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

BATCH = 1_000  # replies read, and written, at a time
_ON_A_REPLY = (
    "ups",
    "flags",
    "source_count",
    "descendants",
    "live_descendants",
    "subtree_last_number",
    "shown",
)
_RANKED_BY = {"ups", "flags", "source_count", "best_key", "sourced_key"}


@dataclass(frozen=True, slots=True)
class Drift:
    """One counter or key that is not what the rows say."""

    where: str
    name: str
    stored: object
    counted: object

    def __str__(self) -> str:
        return _("%(where)s: %(name)s is %(stored)s, counted %(counted)s.") % {
            "where": self.where,
            "name": self.name,
            "stored": self.stored,
            "counted": self.counted,
        }


def recount(discussion: Discussion, *, repair: bool = False) -> list[Drift]:
    """What differs in a discussion; with `repair` it is put right.

    Looks first and holds nothing. Where something differs it looks again, with the
    discussion held and all its replies, for a vote holds its reply alone: what was only
    on its way agrees by then.
    """
    if not list(_Recount(discussion).drifts()):
        return []
    with transaction.atomic():
        held = Discussion.objects.locked().select_related("article")
        discussion = held.get(pk=discussion.pk)
        replies = discussion.replies.order_by("number").values_list("pk", flat=True)
        list(replies.select_for_update(of=("self",), no_key=True))
        found = list(_Recount(discussion, repair=repair).drifts())
        if repair and discussion.replies.filter(is_order_due=True).exists():
            move_what_is_due(discussion, now=timezone.now())
    return found


class _Recount:
    """Goes through the replies backwards: what hangs under one comes before it."""

    def __init__(self, discussion: Discussion, *, repair: bool = False) -> None:
        self.discussion, self.repair = discussion, repair
        self.below: Counter[int] = Counter()
        self.live_below: Counter[int] = Counter()
        self.last_below: dict[int, int] = {}
        self.live = self.sourced = self.last_number = 0
        self.last_at: datetime | None = None  # of the newest number
        self.latest_at: datetime | None = None

    def drifts(self) -> Iterator[Drift]:
        """Everything that differs; with `repair`, put right as it is told."""
        for batch in self._batches():
            yield from self._of_replies(batch)
        discussion = self.discussion
        about_all = {
            "last_number": self.last_number,
            "live_count": self.live,
            "sourced_count": self.sourced,
            "last_reply_at": self.last_at,
        }
        yield from self._of_row(discussion, discussion.article.slug, about_all)
        about_article = {"reply_count": self.live, "last_reply_at": self.latest_at}
        where = _("the article %(slug)s") % {"slug": discussion.article.slug}
        yield from self._of_row(discussion.article, where, about_article)

    def _batches(self) -> Iterator[list[Reply]]:
        replies = self.discussion.replies.defer("body", "body_html", "path")
        before = ranking.NUMBERS
        while batch := list(
            replies.filter(number__lt=before).order_by("-number")[:BATCH]
        ):
            yield batch
            before = batch[-1].number

    def _of_replies(self, replies: list[Reply]) -> Iterator[Drift]:
        votes = _how_many(Vote.objects.filter(reply__in=replies))
        flags = _how_many(
            ReplyFlag.objects.filter(reply__in=replies).exclude(
                status=ReplyFlag.Status.DISMISSED
            )
        )
        citations = _how_many(
            ReplyCitation.objects.filter(reply__in=replies, is_first=True)
        )
        wrong: list[Reply] = []
        for reply in replies:
            counted = {
                "ups": votes[reply.pk],
                "flags": flags[reply.pk],
                "source_count": citations[reply.pk],
                **self._tree(reply),
            }
            self._count_in(reply, sources=citations[reply.pk])
            found = list(self._of_reply(reply, counted))
            yield from found
            if found:
                wrong.append(reply)
        if self.repair and wrong:
            Reply.objects.bulk_update(wrong, [*_ON_A_REPLY, "is_order_due"])

    def _tree(self, reply: Reply) -> dict[str, int]:
        number = reply.number
        return {
            "descendants": self.below[number],
            "live_descendants": self.live_below[number],
            "subtree_last_number": self.last_below.get(number, number),
            "shown": reply.is_live or self.live_below[number] > 0,
        }

    def _count_in(self, reply: Reply, *, sources: int) -> None:
        number, parent = reply.number, reply.parent_number
        self.below[parent] += self.below.pop(number, 0) + 1
        self.live_below[parent] += self.live_below.pop(number, 0) + reply.is_live
        last = self.last_below.pop(number, number)
        self.last_below[parent] = max(self.last_below.get(parent, 0), last)
        self.live += reply.is_live
        self.sourced += reply.is_live and sources > 0
        if not self.last_number:
            self.last_number, self.last_at = number, reply.created_at
        self.latest_at = max(self.latest_at or reply.created_at, reply.created_at)

    def _of_reply(self, reply: Reply, counted: Mapping[str, int]) -> Iterator[Drift]:
        where = _("%(slug)s, reply %(number)d") % {
            "slug": self.discussion.article.slug,
            "number": reply.number,
        }
        # A vote moves its reply later: until then the keys are those of before.
        keys = {} if reply.is_order_due else _keys(reply.number, counted)
        for drift in _differing(reply, where, {**counted, **keys}):
            reply.is_order_due |= drift.name in _RANKED_BY
            if drift.name in counted:
                setattr(reply, drift.name, drift.counted)
            yield drift

    def _of_row(
        self, row: models.Model, where: str, counted: Mapping[str, object]
    ) -> Iterator[Drift]:
        found = list(_differing(row, where, counted))
        yield from found
        if self.repair and found:
            for drift in found:
                setattr(row, drift.name, drift.counted)
            row.save(update_fields=[drift.name for drift in found])


def _keys(number: int, counted: Mapping[str, int]) -> dict[str, int]:
    """Where a reply stands among its siblings."""
    best = ranking.best_key(number=number, ups=counted["ups"], flags=counted["flags"])
    cites = counted["source_count"] > 0
    return {"best_key": best, "sourced_key": ranking.sourced_key(best, cites=cites)}


def _differing(
    row: models.Model, where: str, counted: Mapping[str, object]
) -> list[Drift]:
    return [
        Drift(where, name, getattr(row, name), value)
        for name, value in counted.items()
        if getattr(row, name) != value
    ]


def _how_many(rows: models.QuerySet[Any]) -> Counter[int]:
    """How many there are of each reply."""
    pairs: Iterable[tuple[int, int]] = (
        rows.order_by().values_list("reply").annotate(times=models.Count("pk"))
    )
    return Counter(dict(pairs))
