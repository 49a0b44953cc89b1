"""What the child that renders knows, imports and answers."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from articles import children, prose, renderer_child
from articles.prose import NoteRef
from articles.renderer import Renderer

NOTES = {1: NoteRef(1, "The memo", "https://x.example/", "/articles/x/#fn1")}
ENDLESS = "***\n" * 100_000  # Markdown needs more than a minute for this


@pytest.fixture
def worker() -> Iterator[Renderer]:
    worker = Renderer()
    yield worker
    worker.close()


def render(worker: Renderer, text: str, seconds: float = 10) -> prose.Rendered:
    return worker.render("article", text, notes=NOTES, seconds=seconds, turns=count())


def child_of(worker: Renderer) -> "subprocess.Popen[bytes]":
    assert worker._child is not None
    return worker._child


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs Linux")
def test_the_child_knows_no_secret_and_has_little_memory(worker, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a secret")
    render(worker, "a")
    about = Path(f"/proc/{child_of(worker).pid}")

    assert b"SECRET_KEY" not in (about / "environ").read_bytes()
    limits = dict(re.findall(r"(.+?) {2,}(\d+)", (about / "limits").read_text()))
    assert limits["Max address space"] == str(renderer_child.MEMORY)


def test_the_child_imports_no_django():
    script = "import sys, articles.renderer_child; print('django' in sys.modules)"

    command = [sys.executable, "-c", script]
    printed = subprocess.check_output(command, cwd=children.ROOT, text=True)  # noqa: S603

    assert printed == "False\n"


def test_requests_are_answered_until_they_end():
    requests, answers = io.BytesIO(), io.BytesIO()
    request = {"kind": "reply", "text": "*a*", "notes": [], "options": {}, "seconds": 5}
    renderer_child.send(requests, request)
    requests.seek(0)

    renderer_child.serve(requests, answers)

    answers.seek(0)
    assert renderer_child.receive(answers) == renderer_child.READY
    assert renderer_child.receive(answers)["html"] == "<p><em>a</em></p>"
    with pytest.raises(EOFError):
        renderer_child.receive(answers)


@pytest.mark.parametrize("piece", [b"", b"\0\0", b"\0\0\0\x09{}"])
def test_half_a_message_is_the_end(piece):
    with pytest.raises(EOFError):
        renderer_child.receive(io.BytesIO(piece))


def test_a_child_that_was_let_go_is_neither_waited_for_nor_used(worker):
    render(worker, "a")
    former = child_of(worker)

    worker.forget()

    assert former.returncode == 0
    assert render(worker, "b").html == "<p>b</p>"
    assert child_of(worker).pid != former.pid
    os.waitpid(former.pid, 0)
