"""`make run`, for real, in a copy of the checkout that has never been run."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

from tests import loopback

CODE = ("accounts", "articles", "config", "forum", "static", "templates", "manage.py")
PATIENCE = 60  # seconds for a first start beside other tests; it takes five alone


class Run:
    """One `python -m config.local`: what it says, and how it ends."""

    def __init__(self, folder: Path, port: int, *arguments: str) -> None:
        told = {"PATH": os.environ["PATH"], "HOME": str(folder / "home")}
        self.address = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(  # noqa: S603 - our own words only
            [sys.executable, "-m", "config.local", *arguments],
            cwd=folder,
            env={**told, "PORT": str(port), "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def visit(self, path: str) -> str:
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            try:
                with urlopen(self.address + path, timeout=PATIENCE) as answer:  # noqa: S310
                    return str(answer.read().decode())
            except HTTPError as error:
                return str(error.read().decode())
            except URLError:  # the port is not taken yet
                time.sleep(0.05)
        return pytest.fail(self.end())

    def stop(self, name: signal.Signals = signal.SIGINT) -> str:
        self.process.send_signal(name)
        return self.end()

    def end(self) -> str:
        try:
            return self.process.communicate(timeout=PATIENCE)[0]
        finally:
            self.process.kill()  # if it would not end; nothing happens if it did


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("checkout")
    for name in CODE:
        source = Path(settings.BASE_DIR) / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    return folder


@pytest.fixture(scope="module")
def port():
    return loopback.free_port()


@pytest.fixture(scope="module")
def first(folder, port):
    """The first start: its words, its pages, and what it left in the folder."""
    before = {file.name for file in folder.iterdir()}
    run = Run(folder, port)
    pages = {path: run.visit(path) for path in ("/", "/letters/", "/nothing/here/")}
    busy = Run(folder, port)
    refusal = busy.end()
    words = run.stop()
    return {
        "words": words,
        "pages": pages,
        "refusal": (busy.process.returncode, refusal),
        "code": run.process.returncode,
        "new": {file.name for file in folder.iterdir()} - before,
    }


def test_the_first_start_brings_a_site_with_an_article(first):
    assert "/articles/democratization-of-generative-ai/" in first["pages"]["/"]
    assert re.search(r"/static/css/main\.[0-9a-f]{12}\.css", first["pages"]["/"])


def test_letters_have_their_page(first):
    assert "There are no letters yet" in first["pages"]["/letters/"]


def test_it_says_where_everything_is_and_what_is_off(first, port):
    words = first["words"]

    assert f"http://127.0.0.1:{port}/\n" in words
    assert re.search(r"sign in as moderator; password \S{12,} ", words)
    assert "two-factor    for staff is off here" in words
    assert "Traceback" not in words


def test_the_error_page_is_the_sites_own(first):
    assert '<main id="content"' in first["pages"]["/nothing/here/"]


def test_a_second_server_on_the_port_is_refused_in_one_sentence(first, port):
    code, words = first["refusal"]

    assert code == 1
    assert words.startswith(f"Port {port} is in use")
    assert words.count("\n") == 1


def test_it_stops_when_told_and_writes_into_var_alone(first):
    assert first["code"] == 0
    assert first["new"] == {"var"}


def test_the_second_start_does_nothing_over_again(first, folder, port):
    built = {
        file: file.stat().st_mtime_ns for file in (folder / "var/static").rglob("*")
    }
    run = Run(folder, port)
    front = run.visit("/")
    words = run.stop(signal.SIGTERM)

    assert "/articles/democratization-of-generative-ai/" in front
    assert "password " not in words.replace("new password", "")
    assert {file: file.stat().st_mtime_ns for file in built} == built
    assert run.process.returncode == 0


def test_another_password_can_be_drawn(first, folder, port):
    words = Run(folder, port, "moderator").end()

    drawn = re.search(r"Sign in as moderator, password (\S+)", words)
    assert drawn
    assert drawn[1] not in first["words"]
