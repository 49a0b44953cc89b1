"""A text that is quoted brings no sources: its letters are words in the other text."""

from __future__ import annotations

import pytest

from articles import marks, prose
from articles.prose import NoteRef

PAPER = NoteRef(0, "A paper", "https://p.example/", "https://p.example/", "a")


def quoted(text: str) -> prose.Rendered:
    lines = marks.unlettered(text).split("\n")
    body = "\n".join(f"> {line}".rstrip() for line in lines)
    return prose.render_reply(body, notes={}, own={"a": PAPER})


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("So it is [a].", r"So it is \[a]."),
        ("[a][b:2] [^j]", r"\[a]\[b:2] \[^j]"),
        ("- one [a]\n    - two [b]", "- one \\[a]\n    - two \\[b]"),
        ("> [a]", r"> \[a]"),
        ("[a]: https://x.example/", r"\[a]: https://x.example/"),
        (r"\`[a]\`", r"\`\[a]\`"),
        ("~~~\n[a]\n~~~", "~~~\n\\[a]\n~~~"),
        ("```\n[a]\n\n[b]\n```", "```\n\\[a]\n\n\\[b]\n```"),
        ("```\n[a]", "```\n\\[a]"),
    ],
)
def test_a_letter_becomes_words(typed: str, spelt: str):
    assert marks.unlettered(typed) == spelt
    assert quoted(typed).uses == ()


@pytest.mark.parametrize(
    "typed",
    [
        "[1] and [1:2]",
        "[k] [A] [ab] [a b]",
        "[a](https://x.example/)",
        r"\[a]",
        "`x[a]` and ``y[b]``",
        "```python\nx[a]\ny[b]\n```",
        "No marks at all.",
    ],
)
def test_all_else_stays_as_it_was_typed(typed: str):
    assert marks.unlettered(typed) == typed
    assert quoted(typed).uses == ()


def test_it_is_read_as_it_was():
    assert "So it is [a]." in quoted("So it is [a].").html
    assert "<code>x[a]</code>" in quoted("`x[a]`").html


def test_quoted_twice_it_is_the_same_once():
    once = marks.unlettered("So it is [a], `x[b]`.")

    assert marks.unlettered(once) == once
