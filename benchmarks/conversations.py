"""Figures of real conversations, without their text: how long, how marked up, how deep."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FIGURES = Path(__file__).parent / "statistics.json"
DEEPEST = 4  # below it few answer: what is deeper counts with it
STEPS = 20  # quantiles of 5 %
ABOUT = (
    "Figures of {:,} messages in {} English conversation trees (Open-Assistant, "
    "Apache-2.0): no text of theirs is here. Children: how many messages of a depth have "
    "none, one, two; the last depth with all below it."
)
FEATURES = {
    "list": re.compile(r"^ {0,3}(?:[-*+]|\d{1,9}[.)]) +\S", re.MULTILINE),
    "link": re.compile(r"https?://"),
    "code": re.compile(r"^ {0,3}```", re.MULTILINE),
    "inline_code": re.compile(r"(?<!`)`[^`\n]+`(?!`)"),
    "emphasis": re.compile(r"(\*\*?)(?=[^\s*])[^*\n]+?(?<=\S)\1(?!\*)"),
}


class Message(NamedTuple):
    """One message, and how many answer it."""

    text: str
    depth: int
    children: int


def figures(lines: Iterable[str]) -> str:
    """What `statistics.json` says of conversations, one tree of JSON a line."""
    trees = [json.loads(line) for line in lines]
    messages = [message for tree in trees for message in _of(tree, 0)]
    lengths = sorted(len(message.text) for message in messages)
    found = {
        name: sum(bool(feature.search(message.text)) for message in messages)
        for name, feature in FEATURES.items()
    }
    return _written(
        about=ABOUT.format(len(messages), len(trees)),
        messages=len(messages),
        length_quantiles_5_percent=[
            lengths[min(step * len(lengths) // STEPS, len(lengths) - 1)]
            for step in range(STEPS + 1)
        ],
        share_with={name: round(n / len(messages), 3) for name, n in found.items()},
        children_by_depth=_children(messages),
    )


def _of(tree: dict[str, Any], depth: int) -> Iterator[Message]:
    yield Message(tree["text"], depth, len(tree["replies"]))
    for reply in tree["replies"]:
        yield from _of(reply, depth + 1)


def _children(messages: list[Message]) -> list[list[int]]:
    """For each depth, how many messages have no child, one, two and so on."""
    counted = [Counter[int]() for _ in range(DEEPEST + 1)]
    for message in messages:
        counted[min(message.depth, DEEPEST)][message.children] += 1
    return [[n[children] for children in range(max(n, default=0) + 1)] for n in counted]


def _written(**told: object) -> str:
    """One figure, or one list of figures, a line."""
    lines = (f'"{name}": {json.dumps(what)}' for name, what in told.items())
    return "{\n " + ",\n ".join(lines) + "\n}\n"
