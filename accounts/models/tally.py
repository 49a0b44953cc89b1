"""Tally: how often somebody did something within a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

# One statement, for every deed of a member is counted.
_COUNT = """INSERT INTO accounts_tally AS kept ("key", "count", ends_at) VALUES {rows}
    ON CONFLICT ("key") DO UPDATE SET
        "count" = CASE WHEN kept.ends_at <= %s THEN 1 ELSE kept."count" + 1 END,
        ends_at = CASE WHEN kept.ends_at <= %s THEN excluded.ends_at
            ELSE kept.ends_at END
    RETURNING id, "key", "count", ends_at"""
SWEEP = 20  # rows; each new tally clears a few that have run out, so no job has to


class TallyQuerySet(models.QuerySet["Tally"]):
    def counted(
        self, windows: Mapping[str, timedelta], *, now: datetime
    ) -> list[Tally]:
        """One more in the row of each key, which is held to the end of the transaction.

        One that is not there, or ran out, begins anew; `windows` says for how long.
        """
        keys = sorted(windows)  # so that two never wait for each other in a circle
        told = connection.ops.adapt_datetimefield_value
        values = [value for key in keys for value in (key, told(now + windows[key]))]
        rows = ", ".join(["(%s, 1, %s)"] * len(keys))
        asked = [*values, told(now), told(now)]
        counted = list(self.raw(_COUNT.format(rows=rows), asked))
        if any(tally.count == 1 for tally in counted):
            self.sweep(now)
        return counted

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
