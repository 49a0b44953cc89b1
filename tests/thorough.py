"""How much a run tries where any number would do: a fair share, or THOROUGH=1 all of it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from random import Random, SystemRandom
from typing import TYPE_CHECKING

import hypothesis

if TYPE_CHECKING:
    from collections.abc import Iterator

IS_THOROUGH = os.environ.get("THOROUGH", "") not in {"", "0"}


def tries(*, fair: int, thorough: int) -> int:
    """How often `make test` tries a thing, and how often `make thorough` does."""
    return thorough if IS_THOROUGH else fair


def seeds(*, fair: int, thorough: int) -> list[int]:
    """Others in each run, so that runs explore; SEED=… alone if it is set."""
    if "SEED" in os.environ:
        return [int(os.environ["SEED"])]
    draw = SystemRandom()
    return [draw.randrange(2**32) for _ in range(tries(fair=fair, thorough=thorough))]


@contextmanager
def dice(seed: int) -> Iterator[Random]:
    """Dice that fall the same for the same seed, which is told of whatever fails."""
    try:
        yield Random(seed)  # noqa: S311 - nothing is kept secret by it
    except BaseException as failure:
        failure.add_note(f"SEED={seed} throws the same dice again.")
        raise


# A machine that is busy is no reason to fail.
hypothesis.settings.register_profile("fair", deadline=None, max_examples=50)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=1_000)


def load_profile() -> None:
    hypothesis.settings.load_profile("thorough" if IS_THOROUGH else "fair")
