"""How much a run tries where any number would do: a fair share, or THOROUGH=1 all of it."""

import os

import hypothesis

IS_THOROUGH = os.environ.get("THOROUGH", "") not in {"", "0"}


def tries(*, fair: int, thorough: int) -> int:
    """How often `make test` tries a thing, and how often `make thorough` does."""
    return thorough if IS_THOROUGH else fair


# A machine that is busy is no reason to fail.
hypothesis.settings.register_profile("fair", deadline=None, max_examples=50)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=1_000)


def load_profile() -> None:
    hypothesis.settings.load_profile("thorough" if IS_THOROUGH else "fair")
