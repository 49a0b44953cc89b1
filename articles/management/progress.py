"""How far a command has come: a line on a terminal that is written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.core.management.base import OutputWrapper

WIDTH = 30  # characters of the bar
_CLEAR = "\r\x1b[K"


class Progress:
    """Silent where nobody watches: in a pipe, in a file, for a single thing."""

    def __init__(self, out: OutputWrapper, *, total: int) -> None:
        self.out = out
        self.total = total
        self.is_shown = total > 1 and out.isatty()

    def show(self, done: int, name: str) -> None:
        if not self.is_shown:
            return
        full = WIDTH * done // self.total
        bar = "█" * full + "░" * (WIDTH - full)
        self.out.write(f"{_CLEAR}{bar} {done}/{self.total} {name[:40]}", ending="")
        self.out.flush()

    def clear(self) -> None:
        """Make room for a line that stays."""
        if self.is_shown:
            self.out.write(_CLEAR, ending="")
            self.out.flush()
