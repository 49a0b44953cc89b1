"""The numbers by which replies are ordered."""

from __future__ import annotations

from itertools import pairwise

import pytest

from forum import ranking

Z2 = 1.642374415  # the square of z for 80 %, from a table of the normal distribution


@pytest.mark.parametrize(
    ("ups", "downs", "bound"),
    [
        (0, 0, 0.0),
        (1, 0, 0.378447),  # n / (n + z²) where everybody agrees
        (2, 0, 0.549092),
        (10, 0, 0.858931),
        (100, 0, 0.983842),
        (0, 1, 0.0),
        (0, 50, 0.0),
        (5, 5, 0.312204),
        (9, 1, 0.717556),
    ],
)
def test_the_bound_is_what_it_is_by_hand(ups: int, downs: int, bound: float) -> None:
    assert ranking.wilson(ups, downs) == pytest.approx(bound, abs=2e-6)


@pytest.mark.parametrize(("ups", "downs"), [(3, 1), (7, 7), (60, 3), (1, 9)])
def test_the_bound_solves_the_equation_that_defines_it(ups: int, downs: int) -> None:
    bound, n = ranking.wilson(ups, downs), ups + downs
    share = ups / n

    assert bound < share
    assert n * (share - bound) ** 2 == pytest.approx(Z2 * bound * (1 - bound))


def test_more_readers_who_agree_weigh_more() -> None:
    bounds = [ranking.wilson(ups, 0) for ups in range(50)]

    assert all(before < after for before, after in pairwise(bounds))


def test_a_flag_weighs_against_a_reply() -> None:
    assert ranking.wilson(5, 1) < ranking.wilson(5, 0)


def test_the_best_come_first_and_ties_go_to_the_older() -> None:
    votes = {1: 0, 2: 0, 3: 9, 4: 2, 5: 9}

    keys = {
        ranking.best_key(number=number, ups=ups, flags=0): number
        for number, ups in votes.items()
    }

    assert [keys[key] for key in sorted(keys)] == [3, 5, 4, 1, 2]


def test_no_two_replies_of_a_discussion_share_a_key() -> None:
    votes = [(ups, flags) for ups in range(20) for flags in range(5)]

    keys = {
        ranking.best_key(number=number, ups=ups, flags=flags)
        for number, (ups, flags) in enumerate(votes, start=1)
    }

    assert len(keys) == len(votes)


def test_votes_that_hardly_change_the_bound_leave_the_key_alone() -> None:
    one = ranking.best_key(number=7, ups=5000, flags=0)

    assert ranking.best_key(number=7, ups=5001, flags=0) == one


def test_sources_come_before_any_number_of_votes() -> None:
    adored = ranking.best_key(number=1, ups=10**6, flags=0)
    citing = ranking.best_key(number=ranking.NUMBERS - 1, ups=0, flags=9)

    assert ranking.sourced_key(citing, cites=True) < ranking.sourced_key(
        adored, cites=False
    )


def test_sources_keep_the_order_among_themselves() -> None:
    better = ranking.best_key(number=9, ups=3, flags=0)
    worse = ranking.best_key(number=2, ups=1, flags=0)

    assert ranking.sourced_key(better, cites=True) < ranking.sourced_key(
        worse, cites=True
    )


@pytest.mark.parametrize(("number", "ups"), [(1, 10**9), (ranking.NUMBERS - 1, 0)])
def test_every_key_is_exact_in_any_language(number: int, ups: int) -> None:
    key = ranking.best_key(number=number, ups=ups, flags=0)

    assert abs(ranking.sourced_key(key, cites=True)) < 2**53
