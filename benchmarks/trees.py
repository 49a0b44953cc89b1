"""Who answers whom: shapes of discussions, each a list of parents by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

DEPTH = 32
HUB_SHARE = 0.5  # of a huge discussion hangs under its first reply
ROOT_SHARE = 0.32  # of the rest begins a branch of its own


def ordinary(random: Random, size: int) -> list[int]:
    """A discussion as most are: a third of the replies open a branch, few go deep."""
    return _grow(random, [], [], size)


def huge(random: Random, size: int) -> list[int]:
    """One with a reply that half of all replies answer, and a chain 32 deep."""
    parents = [0, 0, *range(2, 2 + DEPTH - 1)]
    depths = [0, *range(DEPTH)]
    hub = int(size * HUB_SHARE)
    parents += [1] * hub
    depths += [1] * hub
    return _grow(random, parents, depths, size)


def yardstick(shown: int, size: int = 100, roots: int = 25) -> list[int]:
    """A small discussion whose first page shows just so many replies."""
    answers = [number % roots + 1 for number in range(shown - roots)]
    return [0] * roots + answers + [0] * (size - shown)


def _grow(
    random: Random, parents: list[int], depths: list[int], size: int
) -> list[int]:
    """Let it grow to a size. The young and the already answered are answered more."""
    while len(parents) < size:
        number = len(parents)
        if not number or random.random() < ROOT_SHARE:
            parents.append(0)
            depths.append(0)
            continue
        recent = number - int(random.paretovariate(1.1))
        parent = recent if recent > 0 else random.randint(1, number)
        if depths[parent - 1] >= DEPTH - 1:
            parent = parents[parent - 1]
        parents.append(parent)
        depths.append(depths[parent - 1] + 1)
    return parents[:size]
