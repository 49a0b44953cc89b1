"""Hostile texts and real conversations from elsewhere, read from $CORPORA."""

import json
import os
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from articles import cleaning, prose
from articles.prose import NoteRef
from tests.safe_html import foreign

NOTES = {1: NoteRef(1, "T", "https://x.example/", "/articles/x/#fn1")}
HOSTILE = [
    "antisamy",
    "bleach_cases",
    "naughty_strings",
    "open_redirects",
    "xss_payloads",
]


@cache
def corpus(name: str) -> list[dict[str, Any]]:
    if "CORPORA" not in os.environ:
        pytest.skip("CORPORA names no folder")
    path = Path(os.environ["CORPORA"], f"{name}.jsonl")
    if not path.exists():
        pytest.skip(f"{path} is absent")
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def texts(conversation: dict[str, Any]) -> Iterator[str]:
    yield conversation["text"]
    for answer in conversation["replies"]:
        yield from texts(answer)


def ways_to_write(hostile: str) -> list[str]:
    return [
        hostile,
        f"[a]({hostile})",
        f"[{hostile}](https://x.example/)",
        f"![{hostile}]({hostile})",
        f"<{hostile}>",
        f'[a](https://x.example/ "{hostile}")',
        f"[a]: {hostile}\n\n[a] [1]",
        f"> `{hostile}`\n\n| {hostile} |\n|---|\n| {hostile} |",
        f"```{hostile}\n{hostile}\n```",
        f"https://x.example/{hostile}",
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_every_hostile_text_becomes_harmless_however_it_is_written(name):
    for case in corpus(name):
        for text in ways_to_write(case["input"]):
            html = prose.render_reply(text, notes=NOTES).at(12)
            assert foreign(html) == [], (case["id"], text)
            assert cleaning.clean(html) == html, (case["id"], text)


@pytest.mark.parametrize("name", HOSTILE)
def test_every_hostile_text_as_the_title_of_a_source_becomes_harmless(name):
    for case in corpus(name):
        notes = {1: NoteRef(1, case["input"], case["input"], case["input"])}
        assert foreign(prose.render_reply("A [1].", notes=notes).at(1)) == [], case[
            "id"
        ]
        assert foreign(prose.render_article("A [1].", notes=notes).html) == [], case[
            "id"
        ]


@pytest.mark.parametrize("name", HOSTILE)
def test_the_cleaners_alone_make_every_hostile_text_harmless(name):
    for case in corpus(name):
        html = cleaning.clean(case["input"])
        assert foreign(html) == [], case["id"]
        assert cleaning.clean(html) == html, case["id"]


def test_what_people_really_write_is_rendered_at_once():
    for conversation in corpus("conversation_trees"):
        for text in texts(conversation):
            began = time.process_time()
            rendered = prose.render_reply(text, notes=NOTES)
            assert time.process_time() - began < 0.5
            assert not rendered.is_escaped or len(text) > 10_000
            assert foreign(rendered.at(1)) == []
            assert cleaning.clean(rendered.html) == rendered.html
