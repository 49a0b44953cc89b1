"""When a source appeared: 2023, 2023-05, 2023-05-04, or words. Pure."""

import re
from dataclasses import dataclass
from datetime import date

_PRECISE = re.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_A_YEAR = re.compile("(?<![0-9])[0-9]{4}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Published:
    """Year, month and day as far as they are known; words where they make no date."""

    parts: tuple[int, ...] = ()
    words: str = ""

    @property
    def year(self) -> str:
        """Four digits, also where they stand among words; "" if none do."""
        if self.parts:
            return f"{self.parts[0]:04}"
        found = _A_YEAR.search(self.words)
        return found[0] if found else ""


UNKNOWN = Published()


def is_precise(typed: str) -> bool:
    """Whether it is a year, a month or a day that the calendar has."""
    return bool(read(typed).parts)


def read(typed: str) -> Published:
    """A day that no calendar has is words."""
    match = _PRECISE.fullmatch(typed.strip())
    if match is None:
        return Published(words=" ".join(typed.split()))
    parts = tuple(int(part) for part in match.groups() if part)
    try:
        date(*(*parts, 1, 1)[:3])
    except ValueError:
        return Published(words=match[0])
    return Published(parts)
