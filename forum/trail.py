"""Which replies a reader has been shown on the way from one new reply to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

KEPT = 250  # numbers above `done`; a page shows no more, and an address stays short
_RUN = r"[0-9]{1,8}(?:-[0-9]{1,8})?"


@dataclass(frozen=True, slots=True)
class Trail:
    """All numbers up to `done`, and those above it that are `shown`.

    It is written into addresses: `53.55-57.60` says everything up to 53, then 55, 56,
    57 and 60. What no longer fits is forgotten from the top, which is met last.
    """

    done: int = 0
    shown: frozenset[int] = frozenset()

    @classmethod
    def parse(cls, text: str) -> Trail:
        """Read what `str` writes; of anything else nothing has been shown."""
        if not re.fullmatch(rf"[0-9]{{1,8}}(?:\.{_RUN})*", text, re.ASCII):
            return cls()
        done, *runs = text.split(".")
        shown: set[int] = set()
        for run in runs[:KEPT]:
            first, _, last = run.partition("-")
            shown.update(range(int(first), int(last or first) + 1)[:KEPT])
        return cls(int(done)).with_shown(shown)

    def with_shown(self, numbers: Iterable[int]) -> Trail:
        """The same with these numbers shown too."""
        above = sorted(n for n in {*self.shown, *numbers} if n > self.done)
        return Trail(self.done, frozenset(above[:KEPT]))

    def up_to(self, number: int) -> Trail:
        """The same with all numbers up to this one done."""
        return Trail(max(self.done, number)).with_shown(self.shown)

    def __bool__(self) -> bool:
        return bool(self.done or self.shown)

    def __str__(self) -> str:
        ranked = enumerate(sorted(self.shown))
        parts = [str(self.done)]
        for _, together in groupby(ranked, key=lambda pair: pair[1] - pair[0]):
            run = [number for _, number in together]
            parts.append(f"{run[0]}-{run[-1]}" if run[1:] else str(run[0]))
        return ".".join(parts)
