"""A number is asked for after a question mark or in a form, as somebody typed it."""

import pytest

from accounts import converters


@pytest.mark.parametrize(
    ("asked", "meant"), [("7", 7), ("007", 7), ("0", 0), ("999999999", 999_999_999)]
)
def test_zeros_before_a_number_change_nothing(asked: str, meant: int) -> None:
    assert converters.number(asked) == meant


@pytest.mark.parametrize(
    "asked", ["", "-1", "+1", " 1", "1\n", "1.0", "٣", "1000000000"]
)
def test_what_no_column_holds_or_no_digits_write_is_none(asked: str) -> None:
    assert converters.number(asked) is None
