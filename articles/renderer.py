"""Render prose within a time limit: a warm child process does it, and can be ended.

A thread cannot be stopped, a process can. Each web process keeps one child, started at
the first text. A text that takes too long, or breaks the child, is shown escaped; the
next one finds a new child. Where threads share a process, whoever finds the child busy
for long takes a spare one for the one text, so that nobody waits for what hangs; and
there are few of those, so that many who send such texts start no crowd of children.
"""

import atexit
import contextlib
import logging
import os
import select
import subprocess
import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple
from itertools import count
from typing import IO, Any, BinaryIO, cast

from articles import children, prose, renderer_child
from articles.citations import BACK_LABEL

LIMIT = 2.0  # seconds for one text; an ordinary reply takes a thousandth of that
START_LIMIT = 20.0  # seconds until a new child is ready, on a very busy machine
PATIENCE = 0.5  # seconds for one's turn; longer than the texts of a full house take
SPARES = 2  # children beside the warm one, each for one text
TURNS = 20  # that one's patience is tried; then it is too busy here

logger = logging.getLogger(__name__)


def article(
    text: str,
    *,
    notes: Mapping[int, prose.NoteRef],
    pictures: Mapping[str, prose.PictureRef] | None = None,
    seconds: float = LIMIT,
) -> prose.Rendered:
    """An article's text, as `prose.render_article` makes it, within the limit.

    It waits for its turn as long as it takes: editors are few.
    """
    return _renderer.render(
        "article",
        text,
        notes=notes,
        seconds=seconds,
        turns=count(),
        pictures=_shelf(pictures),
    )


def reply(
    text: str,
    *,
    notes: Mapping[int, prose.NoteRef],
    own: Mapping[str, prose.NoteRef] | None = None,
    members: Collection[str] = (),
    pictures: Mapping[str, prose.PictureRef] | None = None,
    back_label: str = BACK_LABEL,
    seconds: float = LIMIT,
) -> prose.Rendered:
    """A reply's text, as `prose.render_reply` makes it, within the limit.

    Raises Busy when there is no turn for it.
    """
    rendered = _renderer.render(
        "reply",
        text,
        notes=notes,
        seconds=seconds,
        own=[(letter, *astuple(note)) for letter, note in (own or {}).items()],
        members=sorted(members),
        pictures=_shelf(pictures),
        back_label=back_label,
    )
    if rendered.is_escaped and not rendered.slot:  # by us: the child has said nothing
        return prose.escaped_reply(text, own=own or {}, back_label=back_label)
    return rendered


def _shelf(pictures: Mapping[str, prose.PictureRef] | None) -> list[tuple[Any, ...]]:
    return [(name, *astuple(one)) for name, one in (pictures or {}).items()]


class Renderer:
    """A child process that renders, one text at a time, and a few to spare."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spares = threading.BoundedSemaphore(SPARES)
        self._child: subprocess.Popen[bytes] | None = None

    def render(
        self,
        kind: str,
        text: str,
        *,
        notes: Mapping[int, prose.NoteRef],
        seconds: float,
        turns: Iterable[int] = range(TURNS),
        **options: Any,
    ) -> prose.Rendered:
        """The text rendered, or escaped if that takes longer or cannot be done.

        Raises Busy if in so many turns no child was free for it.
        """
        request = {
            "kind": kind,
            "text": text,
            "notes": [astuple(note) for note in notes.values()],
            "options": options,
            "seconds": seconds,
        }
        for _turn in turns:
            if self._lock.acquire(timeout=PATIENCE):
                try:
                    return self._rendered(request)
                finally:
                    self._lock.release()
            if self._spares.acquire(blocking=False):
                try:
                    with contextlib.closing(Renderer()) as spare:
                        return spare._rendered(request)  # noqa: SLF001 - one of us
                finally:
                    self._spares.release()
        raise children.Busy

    def close(self) -> None:
        """End the child. The next text starts another."""
        with self._lock:
            self._end()

    def forget(self) -> None:
        """After a fork: that child is our parent's, and so may be the lock."""
        self._lock = threading.Lock()
        self._spares = threading.BoundedSemaphore(SPARES)
        child, self._child = self._child, None
        if child is not None:
            child.returncode = 0  # not ours to wait for
            _close_pipes(child)

    def _rendered(self, request: dict[str, Any]) -> prose.Rendered:
        try:
            return _read(self._answer(request, request["seconds"]))
        except (OSError, EOFError) as failure:
            logger.warning("A text is shown escaped: %r", failure)
            self._end()
        return prose.escaped(request["text"])

    def _answer(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._child = _start()
            _receive(self._child, START_LIMIT)
        renderer_child.send(_pipe(self._child.stdin), request)
        return _receive(self._child, seconds)

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            _close_pipes(child)


def _start() -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return children.start(renderer_child.__name__, stdin=pipe, stdout=pipe)


def _receive(child: subprocess.Popen[bytes], seconds: float) -> dict[str, Any]:
    pipe = _pipe(child.stdout)
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    if not poll.poll(seconds * 1000):
        raise TimeoutError(f"no answer within {seconds} s")
    return renderer_child.receive(pipe)


def _read(answer: dict[str, Any]) -> prose.Rendered:
    answer["uses"] = tuple(prose.Use(**use) for use in answer["uses"])
    for name in ("unknown", "unlisted", "mentioned", "pictured"):
        answer[name] = tuple(answer[name])
    answer["mismatched"] = tuple((a, b) for a, b in answer["mismatched"])
    return prose.Rendered(**answer)


def _pipe(stream: IO[bytes] | None) -> BinaryIO:
    return cast("BinaryIO", stream)


def _close_pipes(child: subprocess.Popen[bytes]) -> None:
    for stream in (child.stdin, child.stdout):
        with contextlib.suppress(OSError):
            _pipe(stream).close()


_renderer = Renderer()
atexit.register(_renderer.close)
os.register_at_fork(after_in_child=_renderer.forget)
