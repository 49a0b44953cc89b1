"""Drop drafts past their time. Nobody is offered them any more; run again, it finds none."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from forum.models import Draft
from forum.models.draft import KEPT_FOR


class Command(BaseCommand):
    help = f"Drop drafts that were last changed {KEPT_FOR.days} days ago."

    def handle(self, *_args: Any, **_options: Any) -> None:
        dropped, _by_kind = Draft.objects.all().past().delete()
        self.stdout.write(
            ngettext(
                "Dropped %(n)d draft past its time.",
                "Dropped %(n)d drafts past their time.",
                dropped,
            )
            % {"n": dropped}
        )
