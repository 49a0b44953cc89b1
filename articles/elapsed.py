"""How long ago a thing was said, as briefly as can be. Pure."""

from datetime import datetime

from django.utils.translation import gettext as _

MINUTE, HOUR, DAY = 60, 3600, 86_400
RECENT = 30 * DAY  # seconds; after this a date says more than a count of days


def ago(moment: datetime, *, now: datetime) -> str:
    """From one aware moment to another: "3 h"; the day itself after a month."""
    return Clock(now).ago(moment)


class Clock:
    """Says of many moments how long ago they were; its words are looked up once."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.at_once = _("now")
        self.minutes, self.hours = _("%(n)d min"), _("%(n)d h")
        self.days = _("%(n)d d")

    def ago(self, moment: datetime) -> str:
        seconds = int((self.now - moment).total_seconds())
        if seconds < MINUTE:
            return self.at_once
        if seconds < HOUR:
            return self.minutes % {"n": seconds // MINUTE}
        if seconds < DAY:
            return self.hours % {"n": seconds // HOUR}
        if seconds < RECENT:
            return self.days % {"n": seconds // DAY}
        return f"{moment:%Y-%m-%d}"
