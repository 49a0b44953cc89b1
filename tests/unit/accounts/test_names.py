"""Names, as the eye takes them."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from accounts import names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("paypa1", "paypal"),
        ("PayPal", "paypal"),
        ("modern", "modem"),
        ("vvalter", "walter"),
        ("b0b", "bob"),
        ("ali5on", "alison"),
        ("mi-na", "mina"),
        ("mi_na", "mina"),
        ("r-n-d", "md"),
        ("\N{FULLWIDTH LATIN SMALL LETTER M}ina", "mina"),
        ("mlna", "mina"),
    ],
)
def test_two_names_the_eye_takes_for_one(one: str, other: str) -> None:
    assert names.fold(one) == names.fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("mina", "nina"), ("anna", "ana"), ("bob", "rob"), ("w", "v")]
)
def test_two_names_that_stay_two(one: str, other: str) -> None:
    assert names.fold(one) != names.fold(other)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert names.fold(names.fold(name)) == names.fold(name)


@pytest.mark.parametrize(
    "name", ["admin", "Adm1n", "moderator", "rnoderator", "sign-up", "sign_up", "staff"]
)
def test_names_kept_for_the_site(name: str) -> None:
    assert names.is_reserved(name)


@pytest.mark.parametrize("name", ["alice", "bob", "mina", "erin", "badminton"])
def test_names_for_people(name: str) -> None:
    assert not names.is_reserved(name)
