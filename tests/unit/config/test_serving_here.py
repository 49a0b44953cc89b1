"""The server of `make run`: it answers, and it leaves nothing running."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from urllib.request import urlopen

import pytest

from config import local
from tests import loopback

OBEDIENT = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True);"


def hello(_environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"hello"]


@pytest.fixture
def port():
    return loopback.free_port()


@pytest.fixture
def prepared(monkeypatch):
    """The server with a small application, and the signal handlers put back after."""
    monkeypatch.setattr(local, "prepared", lambda: (hello, None))
    monkeypatch.setattr(local, "start_worker", lambda: None)
    monkeypatch.setattr(local, "welcome", lambda *_: None)
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    handlers = {name: signal.getsignal(name) for name in signals}
    yield
    for name, handler in handlers.items():
        signal.signal(name, handler)


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_until_it_is_told_to_stop(prepared, port, name):
    said: list[bytes] = []

    def visit() -> None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
                said.append(answer.read())
        finally:
            os.kill(os.getpid(), name)

    visitor = threading.Thread(target=visit)
    server = local.bind(port)
    visitor.start()

    local.serve(server, port)

    visitor.join()
    assert said == [b"hello"]
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_what_cannot_be_prepared_frees_the_port(prepared, port, monkeypatch):
    def fail() -> None:
        raise OSError(port)

    monkeypatch.setattr(local, "prepared", fail)

    with pytest.raises(OSError, match=str(port)):
        local.serve(local.bind(port), port)

    local.bind(port).server_close()


@pytest.mark.parametrize("deeds", [OBEDIENT, DEAF + OBEDIENT])
def test_the_worker_ends_with_the_server_also_when_it_will_not_listen(
    monkeypatch, deeds
):
    monkeypatch.setattr(local, "PATIENCE", 0.3)
    program = [sys.executable, "-c", deeds]
    worker = subprocess.Popen(program, stdout=subprocess.PIPE)  # noqa: S603
    assert worker.stdout
    if deeds != OBEDIENT:
        worker.stdout.readline()

    local.stop_worker(worker)

    assert worker.poll() is not None
    worker.stdout.close()


def test_without_work_in_the_database_there_is_no_worker(settings):
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}
    }

    assert local.start_worker() is None
    local.stop_worker(None)
