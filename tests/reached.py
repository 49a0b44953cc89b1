"""How much of the code a test run reached, and whether that is enough."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

OVERALL = 90  # percent, of lines and of branches each
WHOLLY = (  # what must not be wrong: the HTML we trust, and what members may and can do
    "articles/prose.py",
    "articles/prose/*.py",
    "*/policies.py",
    "*/actions.py",
    "*/actions/*.py",
)
# What asks the same code thousands of times reaches in them all what it reached in one.
# Noting makes a test half as long again: these are long enough.
REPEATING = {
    "test_a_discussion_of_a_hundred_thousand.py",
    "test_bringing_hostile_pictures.py",
    "test_counting_what_is_new.py",
    "test_hostile_texts_in_forms.py",
    "test_hostile_texts_on_pages.py",
    "test_hostile_texts_that_exhaust.py",
    "test_how_pages_are_found.py",
    "test_many_at_once.py",
    "test_paging_through_a_discussion.py",
    "test_pathological_markdown.py",
    "test_previewing_whatever_is_written.py",
    "test_reading_while_others_take_back.py",
    "test_reading_while_others_write.py",
    "test_rendered_pages.py",
    "test_walking_lists_of_sources.py",
    "test_what_reading_costs.py",
}


@dataclass
class Verdict:
    said: str
    short: list[str] = field(default_factory=list)


def judge(folder: Path) -> Verdict:
    """Join what each process measured and hold it against the bars."""
    together = f"--data-file={folder / 'all'}"
    _coverage("combine", "--quiet", together, str(folder / "measured"))
    told = folder / "report.json"
    _coverage("json", "--quiet", together, "-o", str(told))
    report = json.loads(told.read_text(encoding="utf-8"))

    lines, branches = _shares(report["totals"])
    short = [
        f"{what} covered: {share:.1f} %, and {OVERALL} % is the least"
        for what, share in (("lines", lines), ("branches", branches))
        if share < OVERALL
    ]
    for name, file in sorted(report["files"].items()):
        if any(fnmatch(name, pattern) for pattern in WHOLLY):
            short += _missing(name, file)
    return Verdict(f"{lines:.1f} % of lines, {branches:.1f} % of branches", short)


def _shares(summary: dict[str, int]) -> tuple[float, float]:
    lines, branches = summary["num_statements"], summary["num_branches"]
    return (
        100 * summary["covered_lines"] / lines if lines else 100.0,
        100 * summary["covered_branches"] / branches if branches else 100.0,
    )


def _missing(name: str, file: dict[str, Any]) -> list[str]:
    if _shares(file["summary"]) == (100.0, 100.0):
        return []
    places = file["missing_lines"] + [
        f"{start}→{end}" for start, end in file["missing_branches"]
    ]
    return [f"{name} must be covered wholly; missed: {', '.join(map(str, places))}"]


def _coverage(*arguments: str) -> None:
    command = [sys.executable, "-m", "coverage", *arguments]
    subprocess.run(command, check=True)  # noqa: S603 - our own words only
