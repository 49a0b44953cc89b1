"""A word is found in whatever case and with whatever accents it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import text

from articles.spelling import ADDRESS, LONGEST, in_address, words


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


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("unused.example.com/b", "unused-example-com-b"),
        ("Zürich Straße", "zurich-strasse"),
        ("Ærø, Łódź", "aero-lodz"),
        ("It isn't so: GPT-4.5_b", "it-isnt-so-gpt-4-5-b"),
        ("a" * 9 + " bc", "a" * 9),
        ("民主化", ""),
        ("_-_", ""),
    ],
)
def test_a_title_stands_in_an_address(title: str, address: str) -> None:
    assert in_address(title, most=max(10, len(address))) == address


@given(text())
def test_whatever_stands_in_an_address_may_stand_there(title: str) -> None:
    address = in_address(title, most=20)

    assert not address or ADDRESS.fullmatch(address)
    assert in_address(address, most=20) == address


@given(text())
def test_what_was_spelt_once_is_spelt_so_again(written: str) -> None:
    once = words(written)

    assert words(" ".join(once)) == once
    assert not set("".join(once)) & set(" \0'\":&|!*\\()")
