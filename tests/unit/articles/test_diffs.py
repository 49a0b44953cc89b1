"""What changed between two texts is told word by word."""

from __future__ import annotations

import random
from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from articles import diffs
from articles.diffs import Change, Piece

TEXTS = st.text(alphabet="ab .\n[1]é\u0301中", max_size=60)


def told(old: str, new: str) -> str:
    """The pieces, what was removed in minus signs and what was added in plus signs."""
    sign = {Change.KEPT: "", Change.REMOVED: "-", Change.ADDED: "+"}
    return "".join(
        f"{sign[piece.change]}{piece.text}{sign[piece.change]}"
        for piece in diffs.words(old, new)
    )


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", ""),
        ("So it is.", "So it is.", "So it is."),
        ("", "So.", "+So.+"),
        ("So.", "", "-So.-"),
        ("So it is.", "So it was.", "So it -is-+was+."),
        ("So it is.", "So it is!", "So it is-.-+!+"),
        ("As in [1].", "As in [2].", "As in [-1-+2+]."),
        ("One.\nTwo.", "One.\nZero.\nTwo.", "One.\n+Zero.\n+Two."),
        ("One.\nTwo.\nThree.", "One.\nThree.", "One.\n-Two.\n-Three."),
        ("naïve idea", "naïve plan", "naïve -idea-+plan+"),
        ("一二", "一三", "-一二-+一三+"),
        ("一。二。三。", "一。五。三。", "一。-二-+五+。三。"),
        ("a  b", "a b", "a-  -+ +b"),
    ],
)
def test_words_are_kept_removed_and_added(old: str, new: str, shown: str) -> None:
    assert told(old, new) == shown


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_two_texts(old: str, new: str) -> None:
    pieces = diffs.words(old, new)

    before = [piece.text for piece in pieces if piece.change != Change.ADDED]
    after = [piece.text for piece in pieces if piece.change != Change.REMOVED]
    assert ("".join(before), "".join(after)) == (old, new)


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_no_two_in_a_row_have_one_fate(
    old: str, new: str
) -> None:
    pieces = diffs.words(old, new)

    assert all(piece.text for piece in pieces)
    fates = [piece.change for piece in pieces]
    assert all(one != next_one for one, next_one in pairwise(fates))


@given(TEXTS)
def test_a_text_is_no_change_of_itself(text: str) -> None:
    assert diffs.words(text, text) == ([Piece(Change.KEPT, text)] if text else [])
    assert diffs.changed(text, text) == 0


@pytest.mark.parametrize(
    ("old", "new", "characters"),
    [("", "", 0), ("", "four", 4), ("four", "", 4), ("So it is.", "So it was.", 5)],
)
def test_what_is_removed_and_added_counts_together(
    old: str, new: str, characters: int
) -> None:
    assert diffs.changed(old, new) == characters


@given(TEXTS, TEXTS)
def test_back_again_changes_as_much(old: str, new: str) -> None:
    assert bool(diffs.changed(old, new)) == bool(diffs.changed(new, old))


def test_two_words_changed_in_a_long_paragraph_are_two_words() -> None:
    sentences = [f"Sentence {n} says a thing or two of models." for n in range(90)]
    old = " ".join(sentences)
    new = old.replace("Sentence 5 says", "Sentence 5 told").replace(
        "89 says", "89 told"
    )

    shown = [piece.text for piece in diffs.words(old, new) if piece.change]

    assert shown == ["says", "told", "says", "told"]


def test_a_passage_too_long_to_compare_stands_before_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(diffs, "COMPARISONS", 20)

    assert told("a b c d e f", "f e d c b a") == "-a b c d e f-+f e d c b a+"


def test_the_work_has_a_limit_whatever_is_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dice = random.Random(4)  # noqa: S311 - the same texts each time
    compared: list[int] = []
    matcher = SequenceMatcher

    def counting(junk: None, old: list[str], new: list[str], **how: bool) -> object:
        compared.append(len(old) * len(new))
        return matcher(junk, old, new, **how)

    monkeypatch.setattr(diffs, "SequenceMatcher", counting)
    for units in (["a ", "b "], ["a. ", "b. "], ["a\n", "b\n"], ["a b. a\n", "b a\n"]):
        compared.clear()
        old, new = (
            "".join(dice.choices(units, k=9_000))[:10_000] for _text in range(2)
        )

        diffs.words(old, new)

        assert sum(compared) <= diffs.COMPARISONS
