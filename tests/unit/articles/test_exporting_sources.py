"""Sources in every form: the same ones, under the same keys."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, strategies as st

from articles import exports
from articles.models import Source, SourceKind
from tests.unit.articles.references import bibtex, csl, entries, noted, ris, sources


@given(st.lists(sources, max_size=6))
def test_every_form_has_the_same_sources_under_the_same_keys(listed):
    keys = [entry.key for entry in entries(*listed)]

    assert len(set(keys)) == len(keys) == len(listed)
    assert all(re.fullmatch("[a-z0-9]+", key) for key in keys)
    assert [key for key, _ in bibtex(*listed)] == keys
    assert [record["id"] for record in ris(*listed)] == keys
    assert [item["id"] for item in csl(*listed)] == keys


@pytest.mark.parametrize("kind", SourceKind.values)
def test_a_source_of_any_kind_needs_nothing_but_its_title(kind):
    bare = Source(title="A title", kind=kind)

    ((key, entry),) = bibtex(bare)
    (record,) = ris(bare)
    (item,) = csl(bare)

    assert key == record["id"] == item["id"] == "atitle"
    assert set(entry.fields) - {"type"} == {"title", "label"}
    assert set(record) - {"type_of_work"} == {
        "type_of_reference", "id", "label", "title"
    }  # fmt: skip
    assert set(item) - {"genre"} == {"id", "type", "title", "custom"}


def test_a_struck_note_is_left_out_and_the_others_keep_their_keys():
    notes = noted(*(Source(title="The same title") for _ in range(3)))
    before = [entry.key for entry in exports.entries_of(notes)]

    notes[1].is_struck = True

    left = [(entry.number, entry.key) for entry in exports.entries_of(notes)]
    assert left == [(1, before[0]), (3, before[2])]


def test_no_sources_are_an_empty_list():
    assert exports.bibtex.write([]) == ""
    assert exports.ris.write([]) == ""
    assert json.loads(exports.csl.write([])) == []
