"""What runs in production starts safely, or says which variable it lacks."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys

import pytest

from .house import ROOT, listed, python, read, strings, tree

SETTINGS = ROOT / "config" / "settings"
REQUIRED = {
    "SECRET_KEY": "kept-for-this-test-alone-and-longer-than-fifty-characters-0123456789",
    "DATABASE_URL": "sqlite://:memory:",
    "SITE_URL": "https://footnote.example",
    "EMAIL_URL": "consolemail://",
}
KEPT = ("PATH", "HOME", "LANG", "VIRTUAL_ENV", "SYSTEMROOT")  # a shell's own


def run(*arguments: str, without: str = "") -> subprocess.CompletedProcess[str]:
    """The program as an operator starts it, with nothing set but what is required."""
    variables = {key: os.environ[key] for key in KEPT if key in os.environ}
    variables |= {key: value for key, value in REQUIRED.items() if key != without}
    variables["DJANGO_SETTINGS_MODULE"] = "config.settings.production"
    return subprocess.run(  # noqa: S603 - our own words only
        [sys.executable, *arguments],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )


def asked(module: str) -> dict[str, bool]:
    """The variables a settings module asks for, and whether it can do without."""
    found = {}
    for node in ast.walk(tree(SETTINGS / f"{module}.py")):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if ast.unparse(node.func.value) != "env" or not node.args:
            continue
        if isinstance(variable := node.args[0], ast.Constant):
            found[str(variable.value)] = len(node.args) > 1 or bool(node.keywords)
    return found


def test_the_deployment_checks_have_nothing_to_say() -> None:
    checked = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert checked.returncode == 0, (
        f"Mend the setting in config/settings/production.py:\n{checked.stderr}"
    )


@pytest.mark.parametrize("variable", REQUIRED)
def test_a_missing_variable_stops_the_program_and_is_named(variable: str) -> None:
    started = run("-c", "import config.settings.production", without=variable)

    assert started.returncode != 0, f"It starts without {variable}."
    assert variable in started.stderr.strip().splitlines()[-1], (
        f"It stops without {variable}, and its last line does not say so:\n{started.stderr}"
    )


def test_it_starts_when_all_that_is_required_is_set() -> None:
    started = run("-c", "import config.settings.production")

    assert started.returncode == 0, started.stderr


def test_no_further_variable_is_required() -> None:
    required = {
        name for name, has_default in asked("production").items() if not has_default
    }

    assert required == set(REQUIRED), (
        "production.py asks for other variables than this test sets: say here, in "
        ".env.example and in docs/operations.md what a new one is."
    )


@pytest.mark.parametrize("document", [".env.example", "docs/operations.md"])
def test_every_variable_is_explained_to_who_runs_it(document: str) -> None:
    told = read(ROOT / document)

    silent = sorted(
        name for name in asked("base") | asked("production") if name not in told
    )

    assert not silent, f"{document} says nothing of:{listed(silent)}"


def test_no_variable_is_explained_that_nothing_reads() -> None:
    python_files = [*python("config", "tests"), ROOT / "manage.py"]
    known = {text for file in python_files for text in strings(file)}
    scripts = [ROOT / "Makefile", *(ROOT / "requirements").glob("*.sh")]
    known |= {word for file in scripts for word in re.findall(r"\w+", read(file))}
    lines = read(ROOT / ".env.example").splitlines()
    named = [line.lstrip("# ").partition("=")[0] for line in lines if "=" in line]

    stale = [
        name for name in named if re.fullmatch("[A-Z_]+", name) and name not in known
    ]

    assert not stale, f".env.example names what nothing reads:{listed(stale)}"
