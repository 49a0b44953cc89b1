"""`make test`: the suite on SQLite, on PostgreSQL, and in Chromium, and what was missing.

Each part is one pytest. The last lines say what ran, what was left out and why.
REQUIRE_ALL=1 makes whatever was left out a failure, a single skipped test included;
COVERAGE=1 notes what is reached, and holds it against the bars.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from xml.etree import ElementTree as ET

from tests import chromium, postgres, reached

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "var" / "coverage"
MEASURED = RESULTS / "measured"
WORKERS = min(2, os.cpu_count() or 1)
ALL_BUT_BROWSER = ["tests", "--ignore=tests/browser"]
# What asks no database, or asks about the code alone, has its answer from one; so have
# texts and pictures that wear out the process they are given to, and how a site starts.
WHAT_DATABASES_DECIDE = [
    *ALL_BUT_BROWSER,
    "--ignore=tests/unit",
    "--ignore=tests/architecture",
    "--ignore=tests/integration/config",
    "--ignore=tests/integration/articles/test_pathological_markdown.py",
    "--ignore=tests/integration/forum/test_hostile_texts_in_forms.py",
    "--ignore=tests/integration/forum/test_hostile_texts_on_pages.py",
    "--ignore=tests/integration/forum/test_previewing_whatever_is_written.py",
    "--ignore=tests/integration/forum/test_bringing_hostile_pictures.py",
    "--ignore=tests/integration/forum/test_hostile_texts_that_exhaust.py",
]


@dataclass
class Part:
    """One run of pytest: what it said when it was over, or why it was not begun."""

    name: str
    is_green: bool = True
    said: str = ""
    left_out: list[str] = field(default_factory=list)


def main() -> int:
    """Run every part that can run, then say what happened. The exit code."""
    signal.signal(signal.SIGTERM, stop_in_order)
    shutil.rmtree(RESULTS, ignore_errors=True)
    MEASURED.mkdir(parents=True)

    parts = [on_sqlite(), on_postgresql(), in_chromium()]
    coverage = reached.judge(RESULTS) if is_set("COVERAGE") else None
    return summarise(parts, coverage)


def is_set(name: str) -> bool:
    return os.environ.get(name, "") not in {"", "0"}


def on_sqlite() -> Part:
    is_measured = is_set("COVERAGE")
    return run("SQLite", ALL_BUT_BROWSER, {"DATABASE_URL": ""}, is_measured=is_measured)


def on_postgresql() -> Part:
    try:
        with postgres.running() as url:
            return run("PostgreSQL", WHAT_DATABASES_DECIDE, {"DATABASE_URL": url})
    except postgres.NoServerError as error:
        return Part("PostgreSQL", left_out=[f"the whole part: {error}"])


def in_chromium() -> Part:
    if chromium.program() is None:
        return Part(
            "Chromium", left_out=["the whole part: no Chromium on this machine"]
        )
    # A story waits for its browser as long as it works: one more has room beside them.
    return run("Chromium", ["tests/browser"], {"DATABASE_URL": ""}, WORKERS + 1)


def run(
    name: str,
    what: list[str],
    variables: Mapping[str, str],
    workers: int = WORKERS,
    *,
    is_measured: bool = False,
) -> Part:
    """Run pytest over those paths, in an environment with those variables.

    To note what is reached takes half as long again, so one part does it, which reaches
    nearly everything: the bars are held by it alone.
    """
    print(f"\n=== {name} ===", flush=True)  # noqa: T201 - a program
    report = RESULTS / f"{name}.xml"
    surroundings = {**os.environ, **variables, "COVERAGE_FILE": f"{MEASURED / 'all'}"}
    # Many processes begin in the course of it: what one has compiled is there for all.
    surroundings["PYTHONDONTWRITEBYTECODE"] = ""
    surroundings = {key: value for key, value in surroundings.items() if value}
    began = time.monotonic()
    command = [sys.executable, "-m"]
    # Measured from outside: a plugin of pytest would miss what Django imports before it.
    command += ["coverage", "run", "-m"] if is_measured else []
    command += ["pytest", *what]
    command += [
        "--quiet",
        "--tb=short",
        "--durations=5",
        f"-n{workers}",
        "--dist=worksteal",  # neighbours stay together, and so share what they built
        f"--junitxml={report}",
    ]
    done = subprocess.run(command, cwd=ROOT, env=surroundings, check=False)  # noqa: S603
    part = read(name, report)
    part.is_green = done.returncode == 0
    part.said += f" in {time.monotonic() - began:.0f} s"
    return part


def read(name: str, report: Path) -> Part:
    """What pytest wrote down about a part."""
    if not report.exists():
        return Part(name, said="ended before its report")
    root = ET.parse(report).getroot()  # noqa: S314 - our own file
    suites = list(root.iter("testsuite"))
    count = {
        key: sum(int(suite.get(key, 0)) for suite in suites)
        for key in ("tests", "failures", "errors", "skipped")
    }
    failed = count["failures"] + count["errors"]
    passed = count["tests"] - failed - count["skipped"]
    skipped = [
        f"{case.get('name')}: {mark.get('message')}"
        for suite in suites
        for case in suite.iter("testcase")
        for mark in case.iter("skipped")
    ]
    said = f"{passed} passed, {failed} failed, {len(skipped)} skipped"
    return Part(name, said=said, left_out=skipped)


def summarise(parts: list[Part], coverage: reached.Verdict | None) -> int:
    """Print the last lines, and give the exit code that they amount to."""
    lines = ["", "=== What ran ==="]
    lines += [f"{part.name:<11} {part.said}" for part in parts if part.said]
    if coverage:
        lines += [f"{'Coverage':<11} {coverage.said}", *coverage.short]
    left_out = [f"{part.name:<11} {why}" for part in parts for why in part.left_out]
    lines += ["", "=== What was left out ===", *(left_out or ["nothing"])]

    failures = [f"{part.name} is red" for part in parts if not part.is_green]
    if coverage and coverage.short:
        failures.append("too little is covered")
    if left_out and is_set("REQUIRE_ALL"):
        failures.append("REQUIRE_ALL is set, and something was left out")
    lines += ["", "Failed: " + "; ".join(failures) + "." if failures else "All green."]
    print("\n".join(lines), flush=True)  # noqa: T201 - a program
    return 1 if failures else 0


def stop_in_order(*_: object) -> NoReturn:
    """Let the blocks close behind us: the PostgreSQL server among them."""
    sys.exit(143)


if __name__ == "__main__":
    sys.exit(main())
