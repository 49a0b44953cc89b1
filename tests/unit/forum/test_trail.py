"""What a reader has been shown, as it is handed on in an address."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from forum.trail import KEPT, Trail

NUMBERS = st.integers(min_value=0, max_value=99_999_999)


def test_it_is_written_in_runs() -> None:
    assert str(Trail(53).with_shown([60, 55, 57, 56, 12])) == "53.55-57.60"


@given(done=NUMBERS, shown=st.sets(NUMBERS, max_size=KEPT))
def test_it_is_read_as_it_was_written(done: int, shown: set[int]) -> None:
    trail = Trail(done).with_shown(shown)

    assert Trail.parse(str(trail)) == trail


def test_what_is_done_need_not_be_kept() -> None:
    trail = Trail.parse("3.5-9.12")

    assert str(trail.up_to(7)) == "7.8-9.12"
    assert trail.up_to(2) == trail
    assert str(trail.up_to(20)) == "20"


@pytest.mark.parametrize("text", ["", "x", "1.", ".1", "1.2-", "-1", "1.2-3-4", "1²"])
def test_of_anything_else_nothing_has_been_shown(text: str) -> None:
    assert Trail.parse(text) == Trail()
    assert not Trail.parse(text)


@given(st.sets(NUMBERS, min_size=KEPT, max_size=2 * KEPT))
def test_what_no_longer_fits_is_forgotten_from_the_top(shown: set[int]) -> None:
    trail = Trail().with_shown(shown)

    assert sorted(trail.shown) == sorted(shown - {0})[:KEPT]
    assert len(str(trail)) < 9 * KEPT


@pytest.mark.parametrize("text", ["0.1-99999999", "0" + ".1-99999999" * 999])
def test_what_somebody_typed_grows_no_further(text: str) -> None:
    assert Trail.parse(text).shown == set(range(1, KEPT + 1))
