"""gunicorn as production runs it, on this machine alone, for as long as a block lasts."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import Request, build_opener

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HOST = "footnote.example"
WORKERS = 2
MEMORY = Path("/dev/shm")  # noqa: S108 - where docs/operations.md lets workers beat
PATIENCE = 60  # seconds for the server to begin
PROXY = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}
# ^ what the proxy of docs/operations.md says of every request


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, whole."""

    status: int
    body: bytes
    cookies: tuple[str, ...] = ()


@contextlib.contextmanager
def running() -> Iterator[str]:
    """The address of a server over the database of this process."""
    with tempfile.TemporaryDirectory(prefix="footnote-bench-") as home:
        surroundings = surroundings_in(home)
        for words in (["createcachetable"], ["collectstatic", "--no-input"]):
            manage = [sys.executable, "manage.py", *words, "--verbosity=0"]
            subprocess.run(manage, cwd=settings.BASE_DIR, env=surroundings, check=True)  # noqa: S603 - our own words only
        with socket.create_server(("127.0.0.1", 0)) as free:
            bind = f"127.0.0.1:{free.getsockname()[1]}"
        gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", f"--bind={bind}"]
        gunicorn += [f"--workers={WORKERS}", "--no-control-socket", "--log-level=error"]
        if MEMORY.is_dir():
            gunicorn.append(f"--worker-tmp-dir={MEMORY}")
        server = subprocess.Popen(gunicorn, cwd=settings.BASE_DIR, env=surroundings)  # noqa: S603 - our own words only
        try:
            wait_for(f"http://{bind}", server)
            yield f"http://{bind}"
        finally:
            stop(server)


def surroundings_in(home: str) -> Mapping[str, str]:
    """The environment of docs/operations.md, made up."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.http_settings",
        # The key under which this process has begun the member's session.
        "SECRET_KEY": settings.SECRET_KEY,
        "SITE_URL": f"https://{HOST}",
        "EMAIL_URL": "dummymail://",
        "STATIC_ROOT": f"{home}/static",
        "PROXY_SSL_HEADER": "X-Forwarded-Proto",
        "TRUSTED_PROXY_COUNT": "1",
    }


def ask(url: str, headers: Mapping[str, str]) -> Answer:
    """What the server answers once, whatever its status."""
    opener = build_opener()
    try:
        with opener.open(Request(url, headers=dict(headers)), timeout=60) as answer:  # noqa: S310 - our own address
            cookies = tuple(answer.headers.get_all("Set-Cookie") or ())
            return Answer(answer.status, answer.read(), cookies)
    except HTTPError as refusal:
        with refusal:
            return Answer(refusal.code, refusal.read())


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until the server answers; it says on the terminal why it does not."""
    end = time.monotonic() + PATIENCE
    status = 0
    while not status and server.poll() is None and time.monotonic() < end:
        with contextlib.suppress(URLError, ConnectionError):
            status = ask(f"{address}/readyz", PROXY).status
        time.sleep(0.1)
    if status != 200:
        message = "the server did not begin"
        raise RuntimeError(message)


def stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
