"""Drop files handed in past their time. Nobody is shown them any more; run again, it finds none."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from articles.models import Batch
from articles.models.batch import KEPT


class Command(BaseCommand):
    help = f"Drop the files that editors handed in {KEPT.days} days ago."

    def handle(self, *_args: Any, **_options: Any) -> None:
        _all, by_kind = Batch.objects.past().delete()
        dropped = by_kind.get(Batch._meta.label, 0)
        self.stdout.write(
            ngettext(
                "Dropped %(n)d batch of files past its time.",
                "Dropped %(n)d batches of files past their time.",
                dropped,
            )
            % {"n": dropped}
        )
