"""A server in a process of its own, which can be killed at a wanted moment.

As settings of that process this module adds `Crash` to those of the tests: it ends the
worker without a word, before a reply is stored or after, as a system does that is out of
memory. The machine itself goes on; what a power cut leaves is for the database to promise
(docs/decisions/0021).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import urlopen

from tests import loopback

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest, HttpResponse

BEFORE, AFTER = "before", "after"  # the reply is stored
PATIENCE = 30  # seconds for the server to begin


class Crash:
    """Kills the worker when a text is sent, as long as a file asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not request.path.endswith(
            ("/replies/", "/edit/")
        ):
            return self.get_response(request)
        self._die(BEFORE)
        response = self.get_response(request)
        self._die(AFTER)
        return response

    def _die(self, moment: str) -> None:
        if (Path(os.environ["FRAGILE_HOME"]) / moment).exists():
            os.kill(os.getpid(), signal.SIGKILL)


class Fragile:
    """The server, on a port that stays the same, over the database of the test."""

    def __init__(self, home: Path, database: dict[str, Any]) -> None:
        self.home = home
        self.database = str(database["NAME"])
        self.port = loopback.free_port()
        self.url = f"http://localhost:{self.port}"
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi"]
        gunicorn += [f"--bind=127.0.0.1:{self.port}", "--workers=1"]
        gunicorn.append("--threads=4")  # a browser opens lines that it says nothing on
        gunicorn += ["--log-level=critical", "--no-control-socket"]
        gunicorn.append("--preload")  # the next worker is there at once
        self.running = subprocess.Popen(  # noqa: S603 - our own words only
            gunicorn,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.browser.fragile_settings",
                "FRAGILE_HOME": str(self.home),
                "FRAGILE_DATABASE": self.database,
            },
        )
        self._wait()

    def stop(self) -> None:
        if self.running:
            self.running.terminate()
            self.running.wait(timeout=PATIENCE)
            self.running = None

    @contextmanager
    def crashing(self, moment: str) -> Iterator[None]:
        """Whenever a text is sent: a browser may try again by itself."""
        wish = self.home / moment
        wish.touch()
        try:
            yield
        finally:
            wish.unlink()

    @contextmanager
    def unavailable(self) -> Iterator[None]:
        """What stands before the server says that it is away: 503."""
        self.stop()
        front = HTTPServer(("127.0.0.1", self.port), Away)
        serving = Thread(target=front.serve_forever)
        serving.start()
        try:
            yield
        finally:
            front.shutdown()
            front.server_close()
            serving.join()
            self.start()

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                with urlopen(f"{self.url}/healthz", timeout=PATIENCE):  # noqa: S310 - our own address
                    return
            except URLError:
                time.sleep(0.1)
        raise AssertionError("The server did not begin.")


class Away(BaseHTTPRequestHandler):
    """Answers everything with 503, as a proxy does."""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(503)
        self.send_header("Retry-After", "1")
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<h1>Away for a moment</h1>")

    do_POST = do_GET  # noqa: N815 - as the library calls it

    def log_message(self, *_said: Any) -> None:
        """Nothing."""
