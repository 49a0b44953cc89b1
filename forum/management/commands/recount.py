"""Count everything that is counted anew. Where nothing differs, it changes nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _, ngettext

from forum.models import Discussion
from forum.recounting import recount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forum.recounting import Drift

TOLD = 20  # one by one; the rest are counted


class Command(BaseCommand):
    help = (
        "Count replies, votes, flags and citations anew and compare. What differs is "
        "told by name, and the exit status is 1; with --repair it is put right."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--repair", action="store_true", help="Put right what differs."
        )

    def handle(self, *_args: Any, repair: bool, **_options: Any) -> None:
        found: Counter[str] = Counter()
        for drift in _drifts(repair=repair):
            found[drift.name] += 1
            if found.total() <= TOLD:
                self.stderr.write(str(drift))
        if not found:
            self.stdout.write(_("Everything is counted right."))
            return
        for name, times in sorted(found.items()):
            self.stderr.write(_told(name, times))
        if not repair:
            raise CommandError(_("Run it with --repair to put this right."))
        self.stdout.write(_("Put right."))


def _drifts(*, repair: bool) -> Iterator[Drift]:
    """One discussion after the other, each held no longer than it takes."""
    for key in Discussion.objects.order_by("pk").values_list("pk", flat=True):
        discussion = Discussion.objects.select_related("article").get(pk=key)
        yield from recount(discussion, repair=repair)


def _told(name: str, times: int) -> str:
    sentence = ngettext(
        "%(name)s differs in %(n)d place.",
        "%(name)s differs in %(n)d places.",
        times,
    )
    return sentence % {"name": name, "n": times}
