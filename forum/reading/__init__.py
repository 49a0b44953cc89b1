"""Read a discussion page by page, at a price that its size does not change."""

from .reader import FLAT, LEVELS_SHOWN, Page, Reader, newest
from .snapshot import one_snapshot
from .statements import FIRST_LEVEL, ROWS

__all__ = [
    "FIRST_LEVEL",
    "FLAT",
    "LEVELS_SHOWN",
    "ROWS",
    "Page",
    "Reader",
    "newest",
    "one_snapshot",
]
