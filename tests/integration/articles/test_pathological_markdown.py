"""Texts made to exhaust the renderer: each one is answered, and hurts no other."""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from articles import prose, renderer
from articles.prose import NoteRef
from articles.renderer import Renderer
from tests.pathological import LENGTH, TEXTS
from tests.safe_html import foreign

if TYPE_CHECKING:
    import subprocess

FILE = f"{'0' * 32}.webp"
NOTES = {1: NoteRef(1, "The memo", "https://x.example/", "/articles/x/#fn1")}
BRINGS: dict[str, Any] = {
    "own": [("a", 0, "T", "https://y.example/", "https://y.example/", "a")],
    "members": ["bob"],
    "pictures": [(FILE, FILE, 640, 480)],
}
AT_MOST = 0.5  # seconds of the processor; the worst of them takes half of that
PEAK = 128 * 1024  # KiB; a child that has rendered nothing yet takes 30
GROWTH = 8 * 1024  # KiB, from all of them, once all have been there

needs_linux = pytest.mark.skipif(not Path("/proc").exists(), reason="needs Linux")


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
def test_a_text_made_to_exhaust_is_rendered_soon_or_shown_as_typed(worker, name):
    render(worker, "So.")
    child, spent = child_of(worker), seconds_of(child_of(worker))
    began = time.monotonic()

    rendered = render(worker, TEXTS[name])

    assert foreign(rendered.at(12)) == []
    if rendered.is_escaped:  # then as it was typed, above the sources that it brings
        shown = prose.said(rendered.html).rstrip()
        assert shown == prose.escaped(TEXTS[name]).html
    if child_of(worker) is child:
        assert seconds_of(child) - spent <= AT_MOST
    else:  # its clock, not the processor's: others were in the way
        assert rendered.is_escaped
        assert time.monotonic() - began >= renderer.LIMIT
    assert render(worker, "*a* [1]").html.startswith("<p><em>a</em> <a ")


@needs_linux
def test_all_of_them_one_after_another_leave_little_behind(worker):
    for text in TEXTS.values():
        render(worker, text)
    child = child_of(worker)
    held = memory("VmRSS", child.pid), memory("VmRSS")

    for text in TEXTS.values():
        render(worker, text)

    grown = memory("VmRSS") - held[1]
    assert grown < GROWTH
    if child_of(worker) is child:  # else a busy machine has ended it, and all it held
        assert memory("VmRSS", child.pid) - held[0] < GROWTH
    assert memory("VmHWM", child_of(worker).pid) < PEAK


def child_of(worker: Renderer) -> "subprocess.Popen[bytes]":
    """The child; a text that was stopped has left none, so that another begins."""
    if worker._child is None:
        render(worker, "So.")
    assert worker._child is not None
    return worker._child


def seconds_of(child: "subprocess.Popen[bytes]") -> float:
    """What it has had of the processor, which another's work does not lengthen."""
    file = Path(f"/proc/{child.pid}/stat")
    if not file.exists():
        return 0.0
    ticks = file.read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def memory(name: str, pid: int | str = "self") -> int:
    """In KiB; VmRSS is what a process holds, VmHWM the most that it has held."""
    status = Path(f"/proc/{pid}/status").read_text()
    [found] = re.findall(rf"{name}:\s+([0-9]+) kB", status)
    return int(found)
