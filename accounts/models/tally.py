"""Tally: how often somebody did something within a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

SWEEP = 20  # rows; each new tally clears a few that have run out, so no job has to


class TallyQuerySet(models.QuerySet["Tally"]):
    def spend(self, key: str, *, now: datetime, most: int) -> bool:
        """Count one more in one statement, if the row has begun and has room for it."""
        open_ = self.filter(key=key, ends_at__gt=now, count__lt=most)
        return open_.update(count=F("count") + 1) > 0

    def locked(self, key: str, *, now: datetime, window: timedelta) -> Tally:
        """The key's row, held to the end of the transaction; begun anew if it ran out."""
        tally, is_new = self.select_for_update().get_or_create(
            key=key, defaults={"ends_at": now + window}
        )
        if is_new:
            self.sweep(now)
        elif tally.ends_at <= now:
            tally.count, tally.ends_at = 0, now + window
        return tally

    def sweep(self, now: datetime) -> None:
        """Clear a few that ran out, leaving those that somebody holds."""
        over = self.ran_out(now).select_for_update(skip_locked=True)
        self.filter(pk__in=list(over.values_list("pk", flat=True)[:SWEEP])).delete()

    def ran_out(self, now: datetime) -> Self:
        # A day of grace: nobody deletes a row that somebody is about to begin anew.
        return self.filter(ends_at__lt=now - timedelta(days=1)).order_by("pk")


class Tally(models.Model):
    key = models.CharField(max_length=100, unique=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    objects: ClassVar[TallyQuerySet] = TallyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
