"""Texts as nobody would write them: every construct of a reply, joined by dice."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# fmt: off
WORDS = [
    "So it is", "naïve", "模型", "x < y & z", "e\u0301", "👩\u200d🔬", "\u202eback", "a\u00a0b", "<b>bold</b>",
    "&lt;", "&amp;amp;", "\\*", "_", "`", "|", "~~", "*", "**", "***", "\\", "\"'", "\t", "…", "--",
]
INLINE = [
    "[1]", "[2]", "[1:1]", "[2:7]", "[^1]", "[a]", "[b]", "[a:1]", "[j]", "[0]", "[01]", "[1][2]", "([1])", "\\[1]",
    "`[1]`", "**so [1]**", "[1](https://a.example/)", "[so][1]",
    "@alice", "@bob", "@nobody", "@Bob!", "a@bob", "`@bob`", "[@bob](https://b.example/)", "@bob@alice", "/@bob",
    "*so*", "_so_", "**so**", "***so***", "~~so~~", "`so`", "``a ` b``", "so  \nit is", "so\\\nit is",
    "[so](https://a.example/?q=1&r=2)", "<https://a.example/b>", "https://a.example/a_b_c", "www.a.example",
    "[a.example](https://evil.example/)", "[so](javascript:alert(1))", "[so]( <https://a.example/x y> )",
    "![a chart](/pictures/0123456789abcdef0123456789abcdef.webp)", "![x](https://a.example/x.png)",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- so -->", "&copy;", "&#0;", "H~2~O", "x^2^",
]
LINES = [
    "# {}", "### {}", "- {}", "* {}", "1. {}", "10) {}", "> {}", "> > {}", "    {}", "- - {}", "  - {}", "{}\n---", "{}\n===",
    "```\n{}\n```", "```python\ndef f(x): return '{}'\n```", "~~~\n{}", "| a | b |\n|---|:-:|\n| {} | c |", "***",
    "<div>{}</div>", "[1]: https://a.example/ '{}'", "{}", "{}", "{}", "{}\n{}", "> {}\n{}", "- {}\n\n  {}", "- [ ] {}",
]
# fmt: on


def scribbles(seed: int, count: int) -> Iterator[str]:
    """The same texts for the same seed, each a paragraph or more."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    for _text in range(count):
        blocks = (_block(dice) for _turn in range(dice.randint(1, 5)))
        yield dice.choice(["\n\n", "\n\n", "\n"]).join(blocks).strip()


def _block(dice: random.Random) -> str:
    line = dice.choice(LINES)
    return line.replace("{}", _phrase(dice), 1).replace("{}", _phrase(dice))


def _phrase(dice: random.Random) -> str:
    parts = (dice.choice([WORDS, INLINE]) for _part in range(dice.randint(1, 5)))
    return dice.choice([" ", " ", ""]).join(dice.choice(part) for part in parts)
