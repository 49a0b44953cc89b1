"""Flat replies become a tree, and what is left out is counted."""

from __future__ import annotations

import random

import pytest

from forum import ranking, threads
from forum.threads import BELOW, BEYOND, Cursor, Order
from tests.factories.forum import make_row


def test_answers_hang_under_what_they_answer() -> None:
    first, second = make_row(1), make_row(2)
    below = [make_row(4, parent_number=3), make_row(3, parent_number=1)]

    threads.arrange([first, second], below, Order.OLD)

    assert [row.number for row in first.children] == [3]
    assert [row.number for row in first.children[0].children] == [4]
    assert second.children == []


@pytest.mark.parametrize(
    ("order", "numbers"),
    [(Order.OLD, [2, 3, 4]), (Order.NEW, [4, 3, 2]), (Order.BEST, [3, 2, 4])],
)
def test_siblings_follow_the_order_asked_for(order: Order, numbers: list[int]) -> None:
    keys = {2: -10, 3: -90, 4: 4} if order is Order.BEST else {2: 2, 3: 3, 4: 4}
    top = make_row(1)

    threads.arrange(
        [top],
        [make_row(number, parent_number=1, key=key) for number, key in keys.items()],
        order,
    )

    assert [row.number for row in top.children] == numbers


def test_a_row_without_its_parent_is_not_shown_but_counted() -> None:
    top = make_row(1, live_descendants=2)

    threads.arrange([top], [make_row(3, parent_number=2)], Order.OLD)

    assert top.children == []
    assert top.more == 2


def test_what_is_shown_and_what_is_more_make_the_whole() -> None:
    gone = make_row(2, parent_number=1, is_live=False, live_descendants=3)
    live = make_row(3, parent_number=1, live_descendants=4)
    top = make_row(1, live_descendants=20)

    threads.arrange([top], [gone, live], Order.OLD)

    assert gone.weight == 3
    assert live.weight == 5
    assert top.more == 12
    assert top.weight == 21


def test_answers_go_on_after_the_last_one_shown() -> None:
    top = make_row(1, live_descendants=9)
    below = [make_row(n, parent_number=1, key=n, live_descendants=2) for n in (5, 6)]

    threads.arrange([top], below, Order.OLD)

    assert top.after == Cursor(key=6, before=6)


def test_where_no_answer_is_shown_they_begin_at_the_first() -> None:
    assert make_row(1, live_descendants=9).after is None


def test_what_fits_is_shown_whole() -> None:
    rows = [make_row(n, descendants=n, live_descendants=n) for n in (1, 2, 3)]

    share = threads.share_out(rows, budget=6, first=5)

    assert share == threads.Share(whole=rows, first=[])


def test_branches_without_a_live_answer_cost_nothing() -> None:
    spam = make_row(1, descendants=900, live_descendants=0)

    assert threads.share_out([spam], budget=9, first=5) == threads.Share([], [])


def test_small_branches_stay_whole_and_large_ones_are_begun() -> None:
    large = make_row(1, descendants=500, live_descendants=500)
    small = make_row(2, descendants=3, live_descendants=3)
    also_large = make_row(3, descendants=90, live_descendants=90)

    share = threads.share_out([large, small, also_large], budget=20, first=5)

    assert share == threads.Share(whole=[small], first=[large, also_large])


def test_begun_branches_stop_where_the_rows_end() -> None:
    rows = [make_row(n, descendants=50, live_descendants=50) for n in range(1, 9)]

    share = threads.share_out(rows, budget=12, first=5)

    assert share.first == rows[:2]


@pytest.mark.parametrize("seed", range(40))
def test_no_share_ever_exceeds_its_budget(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a fixed tree for each seed
    rows = []
    for number in range(1, 26):
        size = int(dice.paretovariate(0.6)) - 1
        live = dice.randint(0, size)
        rows.append(make_row(number, descendants=size, live_descendants=live))
    budget, first = dice.randint(0, 200), dice.randint(1, 8)

    share = threads.share_out(rows, budget=budget, first=first)

    whole = sum(row.descendants for row in share.whole)
    begun = sum(min(first, row.descendants) for row in share.first)
    assert whole + begun <= budget
    assert not {r.number for r in share.whole} & {r.number for r in share.first}


@pytest.mark.parametrize(
    "cursor",
    [
        Cursor(key=12, before=0),
        Cursor(key=-16_777_215_999_999, before=431, epoch=7),
        Cursor(key=BEYOND, before=100_000, epoch=2, is_backwards=True),
    ],
)
def test_a_cursor_survives_the_address_bar(cursor: Cursor) -> None:
    assert Cursor.parse(str(cursor)) == cursor


@pytest.mark.parametrize(
    "typed",
    [
        "", ".", "1", "1.", ".1", "1.2", "1.2.3.4", "c1.2.3", "1.-2.0", "--1.2", "1e9.0", "1_0.2", " 1.2",
        "1.2\n", "+1.2", "٣.٤", "\uff11.\uff12", "\x00", "1.2\x00", "NaN.0", "inf.inf", "0x10.1",
        "9" * 19 + ".1", "b", "b1", "B1.2.3", "bb1.2.3", "1b.2.3", "1." + "9" * 10, "9" * 5000, "1 OR 1=1", "'; DROP TABLE x;--.1",
        "\ud800.1",
    ],
)  # fmt: skip
def test_an_address_that_is_no_cursor_means_the_first_page(typed: str) -> None:
    assert Cursor.parse(typed) is None


def test_a_cursor_that_goes_backwards_is_another() -> None:
    onwards = Cursor(key=12, before=3, epoch=4)
    back = Cursor(key=12, before=3, epoch=4, is_backwards=True)

    assert (str(onwards), str(back)) == ("12.3.4", "b12.3.4")
    assert Cursor.parse(str(back)) != onwards


@pytest.mark.parametrize("key", [BEYOND, BELOW])
def test_before_the_end_of_all_keys_lies_the_last_page(key: int) -> None:
    assert Cursor(key=key, before=9, is_backwards=True).is_last
    assert not Cursor(key=key, before=9).is_last


def test_any_other_page_is_not_the_last() -> None:
    assert not Cursor(key=12, before=9, is_backwards=True).is_last


def test_no_key_of_a_reply_is_that_of_an_end() -> None:
    keys = {
        ranking.sourced_key(
            ranking.best_key(number=number, ups=ups, flags=0), cites=cites
        )
        for number in (1, ranking.NUMBERS - 1)
        for ups in (0, 1, 10**9)
        for cites in (True, False)
    }

    assert keys.isdisjoint({BEYOND, BELOW})
    assert max(keys) < BEYOND


@pytest.mark.parametrize("key", [BEYOND + 1, -BEYOND - 1])
def test_a_key_that_no_reply_can_have_is_no_cursor(key: int) -> None:
    assert Cursor.parse(f"b{key}.0.0") is None


def test_answers_go_on_in_the_epoch_in_which_they_were_read() -> None:
    top = make_row(1, live_descendants=9, children=[make_row(5, key=5)])
    top.epoch = 3

    assert top.after == Cursor(key=5, before=1, epoch=3)
