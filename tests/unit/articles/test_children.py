"""A process of our own is told what to do, and no secret."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from articles import children
from tests.architecture.house import ROOT, name, python, read

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_it_runs_one_module_where_we_lie_and_knows_no_secret(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    teller = tmp_path / "teller"
    teller.write_text('#!/bin/sh\necho "$@"\npwd\nenv\n')
    teller.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(teller))
    monkeypatch.setenv("SECRET_KEY", "a secret")

    child = children.start(
        "a.module", "one", "2", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    told, _errors = child.communicate()

    asked, place, *surroundings = told.decode().splitlines()
    assert asked == "-m a.module one 2"
    assert place == str(ROOT)
    assert any(line.startswith("PATH=") for line in surroundings)
    assert not any("SECRET_KEY" in line for line in surroundings)


def test_nothing_else_on_the_floors_starts_a_process() -> None:
    starts = {name(file) for file in python("accounts", "articles", "forum")}

    assert {file for file in starts if "Popen(" in read(ROOT / file)} == {
        "articles/children.py"
    }
