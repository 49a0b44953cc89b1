"""What is measured is shaped by real conversations, of which figures alone are kept."""

from __future__ import annotations

import json
from collections import Counter
from random import Random
from typing import Any

import pytest

from benchmarks import conversations, texts, trees


def message(text: str, *replies: dict[str, Any]) -> dict[str, Any]:
    return {"text": text, "replies": list(replies)}


def figures(*told: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(
        conversations.figures(json.dumps(tree) for tree in told)
    )
    return read


def test_children_are_counted_by_depth_and_what_is_deepest_together() -> None:
    chain = message("a")
    for _ in range(6):
        chain = message("a", chain)

    found = figures(chain, message("b", message("c"), message("d")))

    assert found["messages"] == 10
    assert found["children_by_depth"] == [[0, 1, 1], [2, 1], [0, 1], [0, 1], [1, 2]]


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("See:\n1. one\n2. two", "list"),
        ("See https://a.example/", "link"),
        ("So:\n```\nx\n```", "code"),
        ("Call `x` now", "inline_code"),
        ("That is *so* wrong", "emphasis"),
        ("2 * 3 * 4, a `b\nc`, 1.5", ""),
    ],
)
def test_what_is_marked_up_is_counted(text: str, feature: str) -> None:
    share = figures(message(text))["share_with"]

    assert [name for name, part in share.items() if part] == ([feature] * bool(feature))


def test_no_text_is_kept() -> None:
    told = json.dumps(figures(message("Sesquipedalian", message("Floccinaucinihil"))))

    assert "Sesq" not in told
    assert "Flocc" not in told


def test_discussions_branch_as_the_conversations_do() -> None:
    parents = trees.ordinary(Random(1), 30_000)  # noqa: S311 - a shape

    answers, depths = Counter(parents), [0]
    for parent in parents:
        depths.append(depths[parent] + 1 if parent else 0)
    for depth, drawn in enumerate(trees.CHILDREN[1:-1]):
        there = [n for n, level in enumerate(depths[1:-300], start=1) if level == depth]
        mean = sum(answers[number] for number in there) / len(there)
        expected = sum(n * many for n, many in enumerate(drawn)) / sum(drawn)
        assert mean == pytest.approx(expected, rel=0.15)


def test_the_great_one_has_half_under_its_first_reply_and_a_chain() -> None:
    parents = trees.huge(Random(1), 100_000)  # noqa: S311 - a shape

    assert len(parents) == 100_000
    assert parents.count(1) == 50_000
    assert parents.count(0) > 12_500
    assert parents[1:33] == [0, *range(2, 33)]
    assert all(parent < number for number, parent in enumerate(parents, start=1))


@pytest.mark.parametrize("shown", [6, 7, 24, 25, 60, 100])
def test_a_yardstick_shows_just_so_many_of_a_hundred(shown: int) -> None:
    parents = trees.yardstick(shown)

    depths: list[int] = [0]
    for parent in parents:
        depths.append(depths[parent] + 1 if parent else 0)
    below_the_first = [n for n, parent in enumerate(parents, 1) if not parent][:25]
    roots = list(range(101))
    for number, parent in enumerate(parents, start=1):
        roots[number] = roots[parent] if parent else number
    seen = [
        number
        for number in range(1, 101)
        if roots[number] in below_the_first and depths[number] < trees.LEVELS
    ]
    assert len(parents) == 100
    assert len(seen) == shown


def test_texts_are_as_long_and_as_marked_up() -> None:
    random = Random(1)  # noqa: S311 - texts, not secrets
    written = [texts.reply(random, cites=False) for _ in range(1_500)]

    share = texts.STATISTICS["share_with"]
    for name, feature in conversations.FEATURES.items():
        found = sum(bool(feature.search(text)) for text in written) / len(written)
        assert found == pytest.approx(share[name], abs=0.02)
    middle = texts.STATISTICS["length_quantiles_5_percent"][10]
    lengths = sorted(map(len, written))
    assert lengths[750] == pytest.approx(middle, rel=0.3)
