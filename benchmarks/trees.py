"""Who answers whom: shapes of discussions, each a list of parents by number.

How many answer a reply is drawn from real conversations. The first message there is
what the article is here, so that a reply of the first level has as many answers as the
first answers there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .conversations import FIGURES

if TYPE_CHECKING:
    from random import Random

DEPTH = 32
HUB_SHARE = 0.5  # of a huge discussion hangs under its first reply
BEGINS = 0.2  # chance that somebody begins a branch while others wait for their answers
LEVELS = 6  # that a page shows
ROOTS = 25  # of the first level, on a page
# By depth: how many messages have no answer, one, two; the last stands for all below.
CHILDREN: list[list[int]] = json.loads(FIGURES.read_text())["children_by_depth"]


def ordinary(random: Random, size: int) -> list[int]:
    """A discussion as most are."""
    return _grow(random, [], size)


def huge(random: Random, size: int) -> list[int]:
    """One with a reply that half of all replies answer, and a chain 32 deep.

    What is left grows as in others.
    """
    chain = [0, *range(2, DEPTH + 1)]
    return _grow(random, [0, *chain, *[1] * int(size * HUB_SHARE)], size)


def yardstick(shown: int, size: int = 100) -> list[int]:
    """A small discussion whose first page shows just so many replies, at least six.

    Fewer than a page has room for: most lie below the last level that it shows.
    """
    if shown >= ROOTS:
        answers = [number % ROOTS + 1 for number in range(shown - ROOTS)]
        return [0] * ROOTS + answers + [0] * (size - shown)
    chain = list(range(LEVELS))
    return [*chain, *[0] * (shown - LEVELS), *[LEVELS] * (size - shown)]


def answers(random: Random, depth: int) -> int:
    """How many answer a reply of this depth."""
    drawn = CHILDREN[min(depth + 1, len(CHILDREN) - 1)]
    return random.choices(range(len(drawn)), weights=drawn)[0]


def _grow(random: Random, parents: list[int], size: int) -> list[int]:
    """Let it grow to a size: whoever waits for an answer gets it, in any order."""
    waiting: list[tuple[int, int]] = []  # the number that is answered, and how deep
    while len(parents) < size:
        if not waiting or random.random() < BEGINS:
            parent, depth = 0, 0
        else:
            parent, depth = waiting.pop(random.randrange(len(waiting)))
        parents.append(parent)
        waiting += [(len(parents), depth + 1)] * answers(random, depth)
    return parents[:size]
