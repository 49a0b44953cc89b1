"""Texts made to exhaust the renderer: each one is answered, and hurts no other."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles import prose, renderer
from articles.prose import NoteRef
from articles.renderer import Renderer
from tests.pathological import LENGTH, TEXTS
from tests.safe_html import foreign

FILE = f"{'0' * 32}.webp"
NOTES = {1: NoteRef(1, "The memo", "https://x.example/", "/articles/x/#fn1")}
BRINGS = {
    "own": [("a", 0, "T", "https://y.example/", "https://y.example/", "a")],
    "members": ["bob"],
    "pictures": [(FILE, FILE, 640, 480)],
}
PEAK = 128 * 1024  # KiB; a child that has rendered nothing yet takes 30


@pytest.fixture(scope="module")
def worker() -> Iterator[Renderer]:
    worker = Renderer()
    yield worker
    worker.close()


def render(worker: Renderer, text: str) -> prose.Rendered:
    return worker.render("reply", text, notes=NOTES, seconds=renderer.LIMIT, **BRINGS)


def test_there_are_enough_of_them_and_each_is_as_long_as_a_reply_may_be():
    assert len(TEXTS) >= 60
    assert all(0.9 * LENGTH <= len(text) <= LENGTH for text in TEXTS.values())
    assert len(set(TEXTS.values())) == len(TEXTS)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_made_to_exhaust_is_rendered_or_shown_as_typed(worker, name):
    rendered = render(worker, TEXTS[name])

    assert foreign(rendered.at(12)) == []
    assert rendered.is_escaped == (rendered.html == prose.escaped(TEXTS[name]).html)
    assert render(worker, "*a* [1]").html.startswith("<p><em>a</em> <a ")


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs Linux")
def test_all_of_them_one_after_another_leave_little_behind(worker):
    for text in TEXTS.values():
        render(worker, text)

    assert worker._child is not None
    status = Path(f"/proc/{worker._child.pid}/status").read_text()
    peak = re.search(r"VmHWM:\s+([0-9]+) kB", status)
    assert peak is not None
    assert int(peak[1]) < PEAK
