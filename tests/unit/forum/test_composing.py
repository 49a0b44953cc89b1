"""What a text becomes, and when that can stand."""

from __future__ import annotations

import pytest

from articles.models import Picture
from articles.prose import Rendered
from forum import composing
from forum.composing import Composition, Unfit


def composed(*, pictures: int) -> Composition:
    return Composition(
        rendered=Rendered("<p>Look at these.</p>"),
        notes={},
        own=[],
        mentioned=[],
        pictures=[Picture() for _ in range(pictures)],
    )


def test_as_many_pictures_as_there_may_be_can_stand() -> None:
    composed(pictures=composing.MOST_PICTURES).check()


def test_one_more_is_too_many() -> None:
    with pytest.raises(Unfit, match=r"^A reply has at most 10 pictures\.$"):
        composed(pictures=composing.MOST_PICTURES + 1).check()


def test_where_one_is_the_most_it_is_said_of_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(composing, "MOST_PICTURES", 1)

    with pytest.raises(Unfit, match=r"^A reply has at most 1 picture\.$"):
        composed(pictures=2).check()
