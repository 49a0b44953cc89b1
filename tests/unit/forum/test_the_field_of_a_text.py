"""The field is as high as what is found in it, within bounds."""

from __future__ import annotations

import pytest

from forum.forms.reply import FEWEST, LINE, MOST, TextForm

LONG = "x" * (4 * LINE + 1)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (None, FEWEST),
        ("", FEWEST),
        ("One line.", FEWEST),
        ("One.\n\nTwo.\n\nThree.", 5),
        ("x" * (4 * LINE), 4),
        (LONG, 5),
        (f"{LONG}\r\n{LONG}", 10),
        ("One.\n" * 1_000, MOST),
        (LONG * 100, MOST),
    ],
)
def test_it_has_a_line_for_each(body: str | None, lines: int) -> None:
    assert TextForm(initial={"body": body}).lines == lines
    assert TextForm(data={"body": body}).lines == lines
