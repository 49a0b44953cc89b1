"""Imports run down the stairs, never up; and no room stands outside the plan."""

from __future__ import annotations

import subprocess
import sys
import tomllib

from .house import APPS, FLOORS, ROOT, read

ASK = "from importlinter.cli import lint_imports_command as ask; ask()"


def test_imports_run_downwards_and_every_room_has_its_place() -> None:
    command = [sys.executable, "-c", ASK, "--no-cache", "--no-logo"]

    answer = subprocess.run(  # noqa: S603 - our own words only
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0, (
        "An import runs upwards, or a new room has no place in the plan. Move what is "
        "imported down, or the importer up (docs/architecture.md); a new room goes into "
        f"the layers in pyproject.toml, [tool.importlinter].\n{answer.stdout}{answer.stderr}"
    )


def test_both_contracts_are_kept_whole() -> None:
    plan = tomllib.loads(read(ROOT / "pyproject.toml"))["tool"]["importlinter"]

    between, within = plan["contracts"]

    assert set(plan["root_packages"]) == set(FLOORS)
    assert between["layers"] == ["config", "forum", "articles", "accounts"]
    assert set(within["containers"]) == set(APPS)
    assert within["exhaustive"] is True
    for contract in (between, within):
        forgiven = {"ignore_imports", "unmatched_ignore_imports_alerting"} & set(
            contract
        )
        assert not forgiven, (
            f"“{contract['name']}” forgives imports: mend them instead."
        )
