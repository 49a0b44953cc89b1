"""In which order tests have their turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

# What these build for all their tests is built once more by each worker that takes some
# of them over, and workers take over what is left for last.
FIRST = {
    "test_a_discussion_of_a_hundred_thousand.py",
    "test_axe.py",
    "test_how_pages_are_found.py",
    "test_never_lost_with_the_server.py",
    "test_running_it_here.py",
    "test_under_production.py",
    "test_what_reading_costs.py",
}


def take(items: list[pytest.Item]) -> None:
    """Put what is dear to begin before the rest, and leave all else as it was."""
    items.sort(key=lambda item: item.path.name not in FIRST)
