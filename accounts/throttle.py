"""How often somebody may do a thing.

A tally is a row, not a cache entry: it is exact however many processes count, and it
is taken back with the deed when the deed's transaction is. So only what was accepted
counts. Windows begin with the first deed in them; the row is locked while it counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, ngettext

from accounts.models import Member, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

Deed = Literal[
    "reply",
    "edit",
    "draft",
    "preview",
    "picture",
    "vote",
    "flag",
    "keep",
    "sign_in",
    "sign_up",
    "code",
    "reset",
    "letter",
    "title",
    "fetch",
]


@dataclass(frozen=True, slots=True)
class Limit:
    times: int
    within: timedelta


DAY = timedelta(days=1)
LIMITS: dict[Deed, tuple[Limit, ...]] = {
    "reply": (Limit(10, timedelta(minutes=5)), Limit(100, DAY)),
    "edit": (Limit(30, timedelta(minutes=10)), Limit(200, DAY)),
    "draft": (Limit(300, timedelta(minutes=10)),),  # one in 5 s is 120
    "preview": (Limit(120, timedelta(minutes=10)),),
    "picture": (Limit(10, timedelta(minutes=10)), Limit(50, DAY)),
    "vote": (Limit(60, timedelta(minutes=10)),),
    "flag": (Limit(20, DAY),),
    # Failures on one account. Signing in by code stays open, so nobody is locked out.
    "sign_in": (Limit(5, timedelta(minutes=30)),),
    # From one address on the network; a household or an office shares it.
    "sign_up": (Limit(5, timedelta(hours=1)),),
    "keep": (Limit(30, timedelta(hours=1)),),  # words of somebody signed out
    "letter": (Limit(30, timedelta(hours=1)),),
    # To one e-mail address.
    "code": (Limit(5, timedelta(minutes=15)),),
    "reset": (Limit(2, timedelta(hours=1)), Limit(5, DAY)),
    # By ourselves: looking for the title of one address, and asking one host for a page.
    "title": (Limit(1, timedelta(hours=1)),),
    "fetch": (Limit(1, timedelta(seconds=1)),),
}


class TooManyRequests(Exception):  # noqa: N818 - no error of ours
    """The limit of a deed is reached; `retry_after` says for how many seconds."""

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        minutes = -(-retry_after // 60)
        wait = ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
        super().__init__(
            gettext("That was often. Please try again in %(wait)s.") % {"wait": wait}
        )


def count(deed: Deed, *, by: Member | str) -> None:
    """Count one deed; raises TooManyRequests, and counts nothing, if it is one too many."""
    now = timezone.now()
    limits = dict(_tallies(deed, by))
    windows = {key: limit.within for key, limit in limits.items()}
    with transaction.atomic():  # what is refused is not counted
        tallies = Tally.objects.counted(windows, now=now)
        over = (tally for tally in tallies if tally.count > limits[tally.key].times)
        _refuse(over, now)


def give_back(deed: Deed, *, by: Member | str) -> None:
    """Take one deed off the count: it was counted before it was known to be harmless."""
    keys = [key for key, _ in _tallies(deed, by)]
    Tally.objects.filter(key__in=keys, count__gt=0).update(count=F("count") - 1)


def ask(deed: Deed, *, by: Member | str) -> None:
    """Raise TooManyRequests for a deed whose limit is reached; counts nothing."""
    now = timezone.now()
    limits = dict(_tallies(deed, by))
    open_ = Tally.objects.filter(key__in=limits, ends_at__gt=now).order_by("key")
    _refuse((tally for tally in open_ if tally.count >= limits[tally.key].times), now)


def _refuse(spent: Iterable[Tally], now: datetime) -> None:
    """Raise TooManyRequests until the last of them runs out; if there is one."""
    if waits := [tally.ends_at - now for tally in spent]:
        raise TooManyRequests(_seconds(max(waits)))


def _tallies(deed: Deed, by: Member | str) -> Iterator[tuple[str, Limit]]:
    """The rows to count in, and how often each may be."""
    for limit in LIMITS[deed]:
        yield f"{deed}:{_seconds(limit.within)}:{_who(by)}", limit


def _who(by: Member | str) -> str:
    """A member's key, or a keyed hash: no e-mail or network address is kept."""
    if isinstance(by, Member):
        return f"m{by.pk}"
    return salted_hmac("accounts.throttle", by).hexdigest()


def _seconds(span: timedelta) -> int:
    return max(1, round(span.total_seconds()))
