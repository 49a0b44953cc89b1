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


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("memo", "It begins with https://"),
        ("ftp://a.example/", "It begins with https://"),
        ("https://a.example/ b", "It has no spaces in it."),
        ("https://u:p@a.example/", "It names a user"),
        ("https://a.example:99999/", "The number after the host is at most 65535."),
        ("https://a.example:port/", "The number after the host is at most 65535."),
        ("https://", "No host is called so."),
        ("https://[::", "No host is called so."),
        ("https://[1:2]/", "No host is called so."),
        (
            "https://a.example/" + "x" * 3_000,
            "at most 2,048 characters; this one has 3018.",
        ),
    ],
)
def test_of_a_line_that_is_no_address_it_is_said_why(typed: str, why: str):
    [said] = refusal(f"{A}\n{typed}")

    assert said.startswith(f"Line 2 is no address: {typed[:60]}. ")
    assert why in said


@pytest.mark.parametrize(
    "typed",
    [
        "http://localhost/", "http://localhost:8000/a", "http://intranet/", "http://127.1/",
        "http://10.0.0.1/", "http://192.168.1.1/", "https://[::1]/", "https://[fe80::1]/",
        "http://printer.local/", "http://a.localhost/", "http://169.254.169.254/",
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_public_is_none_of_a_source(typed: str):
    [said] = refusal(typed)

    assert said.startswith(f"Line 1 leads to nothing that others can read: {typed}.")


@pytest.mark.parametrize("typed", ["http://8.8.8.8/", "https://[2606:4700::1111]/"])
def test_a_number_may_be_an_address_on_the_web(typed: str):
    assert taken(typed) == [typed]


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
