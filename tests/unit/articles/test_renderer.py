"""Prose is rendered by a child process that a text can exhaust, and nothing else."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import count
from typing import BinaryIO, cast

import pytest

from articles import children, prose, renderer, renderer_child
from articles.prose import NoteRef, PictureRef
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


def test_an_article_is_rendered_as_prose_renders_it():
    text = "A [1:3], *b* [1], c [7]."

    rendered = renderer.article(text, notes=NOTES)

    assert rendered == prose.render_article(text, notes=NOTES)
    assert rendered.unknown == (7,)
    assert rendered.mismatched == (("[1:3]", "[1]"),)


def test_a_reply_is_rendered_as_prose_renders_it():
    text, label = "A [1] \ud800 é\n\n- b", "Zurück zu {mark}"

    rendered = renderer.reply(text, notes=NOTES, back_label=label)

    expected = prose.render_reply(text, notes=NOTES, back_label=label)
    assert rendered.at(12) == expected.at(12)
    assert rendered.uses == expected.uses


def test_a_reply_with_all_that_it_brings_is_rendered_as_prose_renders_it():
    name = f"{'0' * 32}.png"
    text = f"A [a], [b] by @bob.\n\n![](/pictures/{name})\n\n```python\n1\n```"
    brings = {
        "own": {
            "a": NoteRef(0, "T", "https://y.example/", "https://y.example/", "a"),
            "b": NOTES[1],
        },
        "members": {"bob", "alice"},
        "pictures": {name: PictureRef(name, 6, 4)},
    }

    rendered = renderer.reply(text, notes=NOTES, **brings)  # type: ignore[arg-type]

    expected = prose.render_reply(text, notes=NOTES, **brings)  # type: ignore[arg-type]
    assert rendered.at(12) == expected.at(12)
    assert rendered.uses == expected.uses
    assert rendered.mentioned == ("bob",)
    assert rendered.pictured == (name,)
    assert rendered.undescribed == 1


def test_the_child_stays_for_the_next_text(worker):
    render(worker, "a")
    first = child_of(worker).pid

    render(worker, "b")

    assert child_of(worker).pid == first


def test_an_endless_text_is_stopped_at_the_limit_and_shown_as_typed(worker):
    render(worker, "warm")
    stuck = child_of(worker)

    began = time.monotonic()
    rendered = render(worker, ENDLESS, seconds=renderer.LIMIT)
    took = time.monotonic() - began

    assert renderer.LIMIT <= took < 2 * renderer.LIMIT
    assert rendered == prose.escaped(ENDLESS)
    assert stuck.returncode == -9
    assert render(worker, "*a*").html == "<p><em>a</em></p>"


def test_a_reply_that_is_stopped_shows_the_sources_it_brings():
    own = {"a": NoteRef(0, "A study", "https://y.example/", "/y", "a")}

    rendered = renderer.reply("***\n" * 2_000, notes={}, own=own, seconds=0.001)

    assert rendered.is_escaped
    assert "A study" in rendered.html.partition('<ol class="reply__notes">')[2]


def test_other_threads_go_on_while_a_text_is_stuck(worker):
    render(worker, "warm")
    thread = threading.Thread(target=render, args=(worker, ENDLESS, 1.0))
    thread.start()

    turns = 0
    while thread.is_alive():
        time.sleep(0.01)
        turns += 1

    assert turns > 2  # held up, it would be one


def test_nobody_waits_behind_a_text_that_is_stuck(worker, monkeypatch):
    monkeypatch.setattr(renderer, "PATIENCE", 0.01)
    render(worker, "warm")
    stuck = child_of(worker)
    thread = threading.Thread(target=render, args=(worker, ENDLESS, 60))
    thread.start()
    while not worker._lock.locked():
        time.sleep(0.001)

    rendered = render(worker, "*a*")

    assert rendered.html == "<p><em>a</em></p>"
    assert thread.is_alive()
    assert child_of(worker) is stuck
    stuck.kill()
    thread.join()


def test_many_slow_texts_start_few_children_and_an_ordinary_one_has_its_turn(
    worker, monkeypatch
):
    monkeypatch.setattr(renderer, "PATIENCE", 0.05)
    started: list[subprocess.Popen[bytes]] = []
    at_once: list[int] = []
    start = renderer._start

    def counted() -> "subprocess.Popen[bytes]":
        started.append(start())
        # Not `poll`: while another thread waits for a child, it calls that one alive.
        at_once.append(sum(child.returncode is None for child in started))
        return started[-1]

    monkeypatch.setattr(renderer, "_start", counted)
    slow = [
        threading.Thread(target=render, args=(worker, ENDLESS, 0.5)) for _ in range(12)
    ]
    for thread in slow:
        thread.start()

    rendered = render(worker, "*a*")

    assert rendered.html == "<p><em>a</em></p>"
    for thread in slow:
        thread.join()
    assert len(started) >= 12
    assert 1 < max(at_once) <= 1 + renderer.SPARES


def test_whoever_finds_no_turn_is_told_to_try_again(worker, monkeypatch):
    monkeypatch.setattr(renderer, "PATIENCE", 0.01)
    worker._lock.acquire()
    for _spare in range(renderer.SPARES):
        worker._spares.acquire()

    with pytest.raises(children.Busy):
        worker.render("reply", "*a*", notes=NOTES, seconds=1)

    worker._lock.release()
    assert worker.render("reply", "*a*", notes=NOTES, seconds=9).html != ""


def test_many_threads_share_one_child(worker):
    texts = [f"text {n} [1]" for n in range(40)]
    rendered: dict[str, prose.Rendered] = {}

    def work(text: str) -> None:
        rendered[text] = render(worker, text)

    threads = [threading.Thread(target=work, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    expected = {text: prose.render_article(text, notes=NOTES) for text in texts}
    assert rendered == expected


def test_a_child_that_ended_meanwhile_is_replaced_unnoticed(worker):
    render(worker, "a")
    child_of(worker).kill()
    child_of(worker).wait()

    assert not render(worker, "b").is_escaped


def test_a_text_that_breaks_the_child_is_shown_as_typed(worker):
    broken = {1: NoteRef(1, None)}  # type: ignore[arg-type]

    rendered = worker.render("article", "A [1].", notes=broken, seconds=10)

    assert rendered.is_escaped
    assert not render(worker, "b").is_escaped


def test_a_system_that_lets_no_child_start_shows_texts_as_typed(worker, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    assert render(worker, "a").is_escaped


def test_the_child_ends_when_its_parent_lets_go(worker):
    render(worker, "a")
    child = child_of(worker)

    assert child.stdin is not None
    child.stdin.close()

    assert child.wait(timeout=5) == 0


def test_a_child_whose_parent_is_gone_ends_itself_in_a_hopeless_text():
    child = subprocess.Popen(
        [sys.executable, "-m", "articles.renderer_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        cwd=children.ROOT,
    )
    assert child.stdin is not None
    request = {"kind": "article", "text": ENDLESS, "notes": [], "options": {}}
    pipe = cast("BinaryIO", child.stdin)
    renderer_child.send(pipe, request | {"seconds": 0.1})
    child.stdin.close()

    assert child.wait(timeout=10) == -14


def test_a_forked_process_starts_a_child_of_its_own(worker):
    render(worker, "a")
    parents = child_of(worker)
    worker._lock.acquire()  # by another thread of the parent, say

    pid = os.fork()
    if pid == 0:  # pragma: no cover (in another process)
        worker.forget()
        is_fine = render(worker, "b").html == "<p>b</p>"
        is_own = child_of(worker).pid != parents.pid
        worker.close()
        os._exit(0 if is_fine and is_own else 1)
    _, status = os.waitpid(pid, 0)
    worker._lock.release()

    assert status == 0
    assert render(worker, "c").html == "<p>c</p>"
    assert child_of(worker).pid == parents.pid


def test_every_fork_is_told_to_forget():
    renderer.article("warm", notes={})
    known = renderer._renderer._child

    pid = os.fork()
    if pid == 0:  # pragma: no cover (in another process)
        os._exit(0 if renderer._renderer._child is None else 1)
    _, status = os.waitpid(pid, 0)

    assert status == 0
    assert renderer._renderer._child is known


def test_a_process_that_never_rendered_has_nothing_to_forget_or_to_close():
    worker = Renderer()

    worker.forget()
    worker.close()

    assert worker._child is None
