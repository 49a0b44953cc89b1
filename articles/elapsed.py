"""How long ago a thing was said, as briefly as can be. Pure."""

from datetime import datetime

from django.utils.translation import gettext as _

MINUTE, HOUR, DAY = 60, 3600, 86_400
RECENT = 30 * DAY  # seconds; after this a date says more than a count of days


def ago(moment: datetime, *, now: datetime) -> str:
    """From one aware moment to another: "3 h"; the day itself after a month."""
    seconds = int((now - moment).total_seconds())
    if seconds < MINUTE:
        return _("now")
    if seconds < HOUR:
        return _("%(n)d min") % {"n": seconds // MINUTE}
    if seconds < DAY:
        return _("%(n)d h") % {"n": seconds // HOUR}
    if seconds < RECENT:
        return _("%(n)d d") % {"n": seconds // DAY}
    return f"{moment:%Y-%m-%d}"
