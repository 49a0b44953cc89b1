"""A word is found in whatever case and with whatever accents it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import text

from articles.spelling import LONGEST, words


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("A Memo, again: a memo", ["a", "memo", "again"]),
        ("Café CAFE\u0301", ["cafe"]),
        ("Straße", ["strasse"]),
        ("https://arxiv.org/abs/2301.00001", ["https", "arxiv", "org", "abs"]),
        ("snake_case-and.dots", ["snake", "case", "and", "dots"]),
        ("% _ ' \" \\ * :", []),
        ("人工智能", ["人", "工", "智", "能"]),
        ("", []),
    ],
)
def test_words_have_one_spelling(written: str, found: list[str]) -> None:
    assert words(written)[: len(found) or 1] == found


def test_a_word_without_end_is_told_by_its_beginning() -> None:
    assert words("x" * 2_000) == ["x" * LONGEST]


@given(text())
def test_what_was_spelt_once_is_spelt_so_again(written: str) -> None:
    once = words(written)

    assert words(" ".join(once)) == once
    assert not set("".join(once)) & set(" \0'\":&|!*\\()")
