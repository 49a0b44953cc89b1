"""Two descriptions of a source without an address mean one, or two."""

import pytest
from hypothesis import given, strategies as st

from articles.sameness import plain, reference_key


def key(title="The memo", publisher="Lab", year="2023"):
    return reference_key(title=title, publisher=publisher, year=year)


@pytest.mark.parametrize(
    "typed",
    [
        {"title": "  the   MEMO! "},
        {"title": "“The memo”"},
        {"title": "Ｔhe memo"},  # noqa: RUF001
        {"publisher": "LAB."},
        {"year": "2023-05"},
        {"year": "2023-05-04"},
        {"year": "May 2023"},
    ],
)
def test_how_it_is_set_or_how_precisely_it_is_dated_makes_no_other(typed):
    assert key(**typed) == key()


@pytest.mark.parametrize(
    "typed",
    [
        {"title": "A memo"},
        {"publisher": "Labs"},
        {"year": "2024"},
        {"year": "in press"},
        {"title": "The mémo"},
    ],
)
def test_another_word_or_year_makes_another(typed):
    assert key(**typed) != key()


@pytest.mark.parametrize(
    "titles",
    [
        ("C guide", "C++ guide", "C# guide"),
        ("R&D", "R D"),
        ("5 % of them", "5 of them"),
        ("?", "!"),
        ("😀", "😁"),
        ("生成AI", "生成"),
    ],
)
def test_signs_that_tell_are_kept(titles):
    assert len({key(title=title) for title in titles}) == len(titles)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Models: a survey", "Models – a survey"),  # noqa: RUF001
        ("It's open", "It’s open"),  # noqa: RUF001
        ("café", "CAFE\u0301"),
        ("Straße", "STRASSE"),
    ],
)
def test_points_and_capitals_are_not(one, other):
    assert key(title=one) == key(title=other)


@given(st.text(max_size=40))
def test_what_is_left_of_a_text_is_its_own(text):
    left = plain(text)

    assert plain(left) == left
    assert bool(left) == bool(text)
