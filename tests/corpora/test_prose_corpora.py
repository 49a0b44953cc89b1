"""Hostile texts and real conversations from elsewhere, read from $CORPORA."""

import time
from typing import Any

import pytest

from articles import cleaning, prose
from articles.prose import NoteRef, PictureRef
from tests.hostile_texts import HOSTILE, corpus, said
from tests.integration.forum.scribbles import scribbles
from tests.safe_html import foreign

NOTES = {1: NoteRef(1, "T", "https://x.example/", "/articles/x/#fn1")}
FILE = f"{'0123456789abcdef' * 2}.webp"
PICTURES = {FILE: PictureRef(FILE, 640, 480)}
OWN = {"a": NoteRef(0, "T", "https://y.example/", "https://y.example/", "a")}


def cases(name: str) -> list[dict[str, Any]]:
    return corpus(name) or pytest.skip(f"there is no {name}.jsonl in $CORPORA")


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
        f"```html\n{hostile}\n```",
        f"~~~php\n{hostile}\n~~~",
        f"![{hostile}](/pictures/{FILE} '{hostile}')",
        f"@bob{hostile} [a]{hostile}",
        f"[openai.com {hostile}](https://x.example/)",
        f"[openai.com](https://{hostile}/)",
        f"https://x.example/{hostile}",
    ]


def render(text: str) -> prose.Rendered:
    return prose.render_reply(
        text, notes=NOTES, own=OWN, members=["bob"], pictures=PICTURES
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_every_hostile_text_becomes_harmless_however_it_is_written(name):
    for case in cases(name):
        for text in ways_to_write(case["input"]):
            html = render(text).at(12)
            assert foreign(html) == [], (case["id"], text)
            assert cleaning.clean(html) == html, (case["id"], text)


@pytest.mark.parametrize("name", HOSTILE)
def test_every_hostile_text_as_the_title_of_a_source_becomes_harmless(name):
    for case in cases(name):
        hostile = case["input"]
        notes = {1: NoteRef(1, hostile, hostile, hostile)}
        own = {"a": NoteRef(0, hostile, hostile, hostile, "a")}
        assert foreign(prose.render_reply("A [1].", notes=notes).at(1)) == [], case[
            "id"
        ]
        assert foreign(prose.render_article("A [1].", notes=notes).html) == [], case[
            "id"
        ]
        html = prose.render_reply("A [a].", notes={}, own=own).at(1)
        assert foreign(html) == [], case["id"]
        assert cleaning.clean(html) == html, case["id"]


@pytest.mark.parametrize("name", HOSTILE)
def test_the_cleaners_alone_make_every_hostile_text_harmless(name):
    for case in cases(name):
        html = cleaning.clean(case["input"])
        assert foreign(html) == [], case["id"]
        assert cleaning.clean(html) == html, case["id"]


def test_what_people_really_write_is_rendered_at_once():
    texts = said() or pytest.skip("there is no conversation_trees.jsonl in $CORPORA")
    for text in texts:
        began = time.process_time()
        rendered = render(text)
        assert time.process_time() - began < 0.5
        assert not rendered.is_escaped or len(text) > 10_000
        assert foreign(rendered.at(1)) == []
        assert cleaning.clean(rendered.html) == rendered.html


@pytest.mark.parametrize("seed", range(4))
def test_what_is_scribbled_is_harmless_and_cleaned_once_and_for_all(seed):
    for text in scribbles(seed, 500):
        html = render(text).at(12)
        assert foreign(html) == [], text
        assert cleaning.clean(html) == html, text
