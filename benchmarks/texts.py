"""Texts as long and as marked up as people's, made of no one's words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .conversations import FIGURES

if TYPE_CHECKING:
    from random import Random

STATISTICS = json.loads(FIGURES.read_text())
MAX = 10_000  # characters a reply may have
MARKS = {"inline_code": "`", "emphasis": "*"}  # around a word
_WORDS = """
    the a model paper says that this source claims we read it again and found no
    such number in table two while the authors note open weights cost less to
    run than most people expect so I would like to see evidence for it before
    calling anything settled because a leaked memo is one view among many others
    here
""".split()  # noqa: SIM905 - a list would take sixty lines


def length(random: Random) -> int:
    """A length in characters, drawn from the measured quantiles."""
    quantiles = STATISTICS["length_quantiles_5_percent"]
    at = random.random() * (len(quantiles) - 1)
    low, high = quantiles[int(at)], quantiles[int(at) + 1]
    return int(max(2, min(MAX, low + (high - low) * (at % 1))))


def reply(random: Random, *, cites: bool) -> str:
    """One reply in Markdown."""
    wanted, share = length(random), STATISTICS["share_with"]
    parts = [_sentences(random, wanted)]
    if random.random() < share["list"]:
        parts.append("\n".join(f"- {_sentences(random, 40)}" for _ in range(3)))
    if random.random() < share["code"]:
        parts.append("```\nfor row in rows:\n    print(row)\n```")
    if random.random() < share["link"]:
        parts.append("See [the table](https://example.org/table).")
    for feature, mark in MARKS.items():
        if random.random() < share[feature]:
            parts[0] += f" {mark}{random.choice(_WORDS)}{mark}"
    if cites:
        parts[0] += f" [{random.randint(1, 3)}]"
    return "\n\n".join(parts)[:MAX]


def _sentences(random: Random, characters: int) -> str:
    words: list[str] = []
    while sum(map(len, words)) + len(words) < characters:
        words.append(random.choice(_WORDS))
    return " ".join(words).capitalize()
