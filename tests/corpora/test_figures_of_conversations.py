"""The figures that shape what is measured are those of the conversations in $CORPORA."""

import os
from pathlib import Path

import pytest

from benchmarks import conversations


def test_the_figures_are_those_of_the_conversations_byte_for_byte() -> None:
    path = Path(os.environ.get("CORPORA", "/dev/null"), "conversation_trees.jsonl")
    if not path.is_file():
        pytest.skip("there is no conversation_trees.jsonl in $CORPORA")

    with path.open(encoding="utf-8") as lines:
        found = conversations.figures(lines)

    assert found == conversations.FIGURES.read_text(encoding="utf-8")
