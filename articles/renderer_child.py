"""Render prose on request, in a process of its own. Imports no Django.

A message is four bytes of length and then JSON. Requests arrive on standard input,
answers leave on standard output, and the end of the requests is the end of the process.
A text that breaks the renderer breaks this process and nothing else: there is no
rescue in here, for `articles.renderer` starts another.
"""

import contextlib
import json
import resource
import signal
import struct
import sys
from dataclasses import asdict
from typing import Any, BinaryIO

from articles import prose

MEMORY = 512 * 1024**2  # bytes of address space; an ordinary text needs a tenth
GRACE = 1  # seconds; a parent that lives has ended us long before

READY = {"ready": True}
RENDERERS = {"article": prose.render_article, "reply": prose.render_reply}

_LENGTH = struct.Struct(">I")


def send(stream: BinaryIO, message: dict[str, Any]) -> None:
    """Write one message."""
    data = json.dumps(message).encode()
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO) -> dict[str, Any]:
    """Read one message, or EOFError where there will be none."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    message: dict[str, Any] = json.loads(data)
    return message


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    send(answers, READY)
    with contextlib.suppress(EOFError):
        while True:
            request = receive(requests)
            signal.setitimer(signal.ITIMER_REAL, request["seconds"] + GRACE)
            answer = asdict(_rendered(**request))
            signal.setitimer(signal.ITIMER_REAL, 0)
            send(answers, answer)


def _rendered(
    *, kind: str, text: str, notes: list[list[Any]], options: dict[str, Any], **_: Any
) -> prose.Rendered:
    by_number = {number: prose.NoteRef(number, *rest) for number, *rest in notes}
    for name, kind_of in (("own", prose.NoteRef), ("pictures", prose.PictureRef)):
        if name in options:
            options[name] = {key: kind_of(*rest) for key, *rest in options[name]}
    return RENDERERS[kind](text, notes=by_number, **options)


def _bound() -> None:  # pragma: no cover (only ever in a child)
    """Bound what a text may take of the machine, also when our parent is gone."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with contextlib.suppress(ValueError, OSError):  # macOS
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":  # pragma: no cover
    _bound()
    serve(sys.stdin.buffer, sys.stdout.buffer)
