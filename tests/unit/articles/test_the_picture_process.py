"""Each picture is read by a process that it can exhaust, and nothing else."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from PIL import Image

from articles import children, picture_child, pictures
from articles.picture_child import rewritten
from tests.factories.pictures import drawing, encoded, endless

CHILDREN = Path("/proc/self/task")


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def answered(data: bytes, named: str = "PNG") -> dict[str, object]:
    answers = io.BytesIO()
    picture_child.answer(io.BytesIO(data), answers, named=named)
    head: dict[str, object] = json.loads(answers.getvalue().split(b"\n")[1])
    return head


def test_the_child_answers_with_two_lines_and_the_file() -> None:
    answers = io.BytesIO()

    picture_child.answer(io.BytesIO(encoded(drawing())), answers, named="PNG")

    begun, head, data = answers.getvalue().split(b"\n", 2)
    assert begun + b"\n" == picture_child.BEGUN
    assert json.loads(head) == {"kind": "png", "width": 60, "height": 40}
    assert opened(data).size == (60, 40)


def test_the_child_says_why_it_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answered(b"no picture") == {"refused": "kind"}
    assert answered(encoded(drawing()), "GIF") == {"refused": "name"}
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    assert answered(encoded(drawing())) == {"refused": "pixels"}


def test_where_memory_ends_the_picture_was_too_much_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def exhausted(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(picture_child, "rewritten", exhausted)

    assert answered(encoded(drawing())) == {"refused": "work"}


def test_a_process_of_its_own_writes_the_same() -> None:
    sent = encoded(drawing(), "JPEG")

    assert pictures.rewritten(sent, named="JPEG") == rewritten(sent, named="JPEG")


def test_what_stays_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_SIZE", 100)

    with pytest.raises(pictures.Unacceptable, match="smaller"):
        pictures.rewritten(encoded(drawing()), named="PNG")


def test_a_system_that_lets_no_child_start_takes_no_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with pytest.raises(FileNotFoundError):
        pictures.rewritten(encoded(drawing()), named="PNG")


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs Linux")
def test_the_child_has_little_of_the_machine() -> None:
    script = (
        "from articles import picture_child; picture_child.bound(2);"
        "print(open('/proc/self/limits').read())"
    )

    told = subprocess.check_output(  # noqa: S603 - our own words only
        [sys.executable, "-c", script], cwd=children.ROOT, text=True
    )

    limits = dict(re.findall(r"(.+?) {2,}(\d+)", told))
    assert limits["Max address space"] == str(512 * 1024**2)
    assert limits["Max cpu time"] == "3"
    assert limits["Max file size"] == str(8 * 1024**2)
    assert limits["Max core file size"] == "0"


def test_the_child_knows_no_secret(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    teller = tmp_path / "teller"
    teller.write_text("#!/bin/sh\nenv\n")
    teller.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(teller))
    monkeypatch.setenv("SECRET_KEY", "a secret")

    with TemporaryFile() as nothing, TemporaryFile() as told:
        pictures._run([], stdin=nothing, stdout=told, stderr=told)
        told.seek(0)
        surroundings = told.read()

    assert b"PATH=" in surroundings
    assert b"SECRET_KEY" not in surroundings


def test_the_child_imports_no_django() -> None:
    script = "import sys, articles.picture_child; print('django' in sys.modules)"

    printed = subprocess.check_output(  # noqa: S603 - our own words only
        [sys.executable, "-c", script], cwd=children.ROOT, text=True
    )

    assert printed == "False\n"


def running() -> set[str]:
    """The processes that this one has started and not yet seen end."""
    return {
        child
        for file in CHILDREN.glob("*/children")
        for child in file.read_text().split()
    }


@pytest.mark.skipif(not CHILDREN.exists(), reason="needs Linux")
def test_a_picture_without_end_is_ended_and_the_next_is_taken() -> None:
    before = running()

    with pytest.raises(pictures.Unacceptable, match="too much work"):
        pictures.rewritten(endless(), named="JPEG")

    assert running() <= before
    assert pictures.rewritten(encoded(drawing()), named="PNG").width == 60


def test_a_child_that_does_not_even_begin_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sleeper = tmp_path / "sleeper"
    sleeper.write_text("#!/bin/sh\nexec sleep 600\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(sleeper))
    monkeypatch.setattr(pictures, "LIMIT", 0.2)
    before = running()

    with pytest.raises(children.Busy, match="Try again"):
        pictures.rewritten(encoded(drawing()), named="PNG")

    assert running() <= before
