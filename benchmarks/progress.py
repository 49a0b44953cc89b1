"""A bar on the terminal that says how far something is."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

WIDTH = 40  # characters
STEPS = 200  # times that it is drawn, however many things there are


@dataclass(slots=True)
class Bar:
    """So many of so many things are done. Drawn only as often as it can be seen."""

    total: int
    what: str
    done: int = 0
    _drawn: int = field(default=-1, init=False)

    def add(self, number: int) -> None:
        self.done += number
        step = STEPS * self.done // max(1, self.total)
        if step != self._drawn:
            self._drawn = step
            sys.stderr.write(f"\r{self}")
            if self.done >= self.total:
                sys.stderr.write("\n")
            sys.stderr.flush()

    def __str__(self) -> str:
        filled = min(WIDTH, WIDTH * self.done // max(1, self.total))
        bar = "#" * filled + "." * (WIDTH - filled)
        return f"[{bar}] {self.done:,}/{self.total:,} {self.what}"
