"""The sources that a reply brings, one address to a line: as many letters as lines."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from articles.forms import SourcesField
from articles.marks import LETTERS

A, B, C = "https://a.example/", "https://b.example/", "https://c.example/"


def taken(typed: str) -> list[str]:
    return SourcesField().clean(typed)


def refusal(typed: str) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        taken(typed)
    return refused.value.messages


def test_the_lines_are_its_sources_in_their_order():
    assert taken(f"{B}\r\n\r\n  {A}\n{C}\r") == [B, A, C]


def test_a_line_that_is_typed_again_is_the_same_line():
    assert taken(f"{A}\n{B}\n {A} \n{C}") == [A, B, C]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{A}?utm_source=feed", A),
        (A, "HTTPS://A.example:443"),
        (A, f"{A}#part"),
        ("https://arxiv.org/abs/2401.00001", "https://arxiv.org/pdf/2401.00001"),
    ],
)
def test_one_source_in_two_spellings_is_refused(first: str, second: str):
    said = refusal(f"{first}\n{B}\n\n{second}\n{C}")

    assert said == ["Line 4 is the same source as line 1. Take one of them out."]


def test_lines_are_counted_as_they_stand_in_the_field():
    [said] = refusal(f"\n\n{A}\nmemo")

    assert said.startswith("Line 4 is no address: memo.")


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1e"])
def test_what_the_page_takes_for_one_line_is_one(sign: str):
    [said] = refusal(f"{A}{sign}{B}")

    assert said.startswith("Line 1 is no address")


def test_nothing_typed_is_no_source():
    assert taken("") == taken(" \n\t\r\n ") == []


def test_there_are_as_many_as_letters():
    lines = [f"{A}{number}" for number in range(len(LETTERS) + 1)]

    assert taken("\n".join(lines[:-1])) == lines[:-1]
    assert refusal("\n".join(lines)) == ["A reply has at most 10 sources of its own."]


def test_where_one_is_the_most_it_is_said_of_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(SourcesField, "most", 1)

    assert refusal(f"{A}\n{B}") == ["A reply has at most 1 source of its own."]
