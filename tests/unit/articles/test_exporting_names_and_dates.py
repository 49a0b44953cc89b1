"""What is made of authors, dates and keys before any form is written."""

from __future__ import annotations

import pytest

from articles import dates
from articles.dates import Published
from articles.exports import authors, keys
from articles.exports.authors import Author


# ----------------------------------------------------------------- Authors
@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ()),
        (" ; ;", ()),
        ("Lovelace, Ada", (Author("Lovelace", "Ada"),)),
        ("OpenAI", (Author(literal="OpenAI"),)),
        ("Plato,", (Author(literal="Plato"),)),
        (
            "Lovelace,Ada ;  World  Health Organization;",
            (Author("Lovelace", "Ada"), Author(literal="World Health Organization")),
        ),
        ("King, Martin Luther, Jr.", (Author("King", "Martin Luther", "Jr."),)),
        ("de la Cruz, María José", (Author("de la Cruz", "María José"),)),
        ("الخوارزمي, محمد", (Author("الخوارزمي", "محمد"),)),
    ],
)
def test_people_have_a_comma_and_organisations_none(typed, read):
    assert authors.read(typed) == read


def test_a_name_is_sorted_by_as_it_was_typed():
    named = authors.read("King, Martin Luther, Jr.; OpenAI")

    assert [name.in_order for name in named] == ["King, Martin Luther, Jr.", "OpenAI"]


# ------------------------------------------------------------------- Dates
@pytest.mark.parametrize(
    ("typed", "read", "year"),
    [
        ("", Published(), ""),
        ("2023", Published((2023,)), "2023"),
        ("2023-05", Published((2023, 5)), "2023"),
        (" 2023-05-04 ", Published((2023, 5, 4)), "2023"),
        ("2024-02-29", Published((2024, 2, 29)), "2024"),
        ("0800", Published((800,)), "0800"),
        ("2023-02-29", Published(words="2023-02-29"), "2023"),
        ("2023-13", Published(words="2023-13"), "2023"),
        ("0000", Published(words="0000"), "0000"),
        ("c. 1843", Published(words="c. 1843"), "1843"),
        ("May 2023", Published(words="May 2023"), "2023"),
        ("in press", Published(words="in press"), ""),
        ("٢٠٢٣", Published(words="٢٠٢٣"), ""),
    ],
)
def test_a_date_is_as_precise_as_it_was_typed(typed, read, year):
    assert dates.read(typed) == read
    assert dates.read(typed).year == year


# -------------------------------------------------------------------- Keys
@pytest.mark.parametrize(
    ("names", "year", "key"),
    [
        (("King", "example.org"), "2023", "king2023"),
        (("", "example.org", "A title"), "2023", "exampleorg2023"),
        (("", "", "The Open-Source Community"), "", "theopensourcecommunity"),
        (("Sørensen-Łukaszewicz",), "2023", "sorensenlukaszewicz2023"),
        (("Straße",), "", "strasse"),
        (("O'Neil, {\\%}",), "2023", "oneil2023"),
        (("研究所", "", "生成AI"), "2023", "ai2023"),
        (("研究所", "", "生成"), "2023", "source72023"),
        (("x" * 99,), "2023", "x" * 32 + "2023"),
    ],
)
def test_a_key_is_plain_whatever_the_names_are(names, year, key):
    assert keys.stem(*names, year=year, number=7) == key


def test_a_key_is_had_once_and_the_first_one_keeps_it():
    stems = ["king2023", "king2023", "king2023b", "king2023", "other"]

    given = keys.unique(stems)

    assert given == ["king2023", "king2023b", "king2023bb", "king2023c", "other"]


def test_there_are_keys_for_as_many_as_there_are():
    given = keys.unique(["king2023"] * 60)

    assert len(set(given)) == 60
    assert given[24:28] == ["king2023y", "king2023z", "king2023aa", "king2023ab"]
