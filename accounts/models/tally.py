"""Tally: how often somebody did something within a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SWEEP = 20  # rows; each new tally clears a few that have run out, so no job has to


class TallyQuerySet(models.QuerySet["Tally"]):
    def held(self, windows: Mapping[str, timedelta], *, now: datetime) -> list[Tally]:
        """A row for each key, held to the end of the transaction, begun if it ran out.

        `windows` says for how long a row that begins now is counted in.
        """
        kept = self.select_for_update().filter(key__in=windows).order_by("key")
        held = list(kept)
        if missing := windows.keys() - {tally.key for tally in held}:
            self.sweep(now)
            new = [
                self.model(key=key, ends_at=now + windows[key])
                for key in sorted(missing)
            ]
            self.bulk_create(new, ignore_conflicts=True)
            held = list(kept.all())
        for tally in held:
            if tally.ends_at <= now:
                tally.count, tally.ends_at = 0, now + windows[tally.key]
                tally.save(update_fields=["count", "ends_at"])
        return held

    def spend(self, tallies: Iterable[Tally]) -> None:
        """Count one more in each of these held rows."""
        rows = self.filter(pk__in=[tally.pk for tally in tallies])
        rows.update(count=F("count") + 1)

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
