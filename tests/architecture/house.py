"""Where things lie in the house, for the tests that guard it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "articles", "forum")
FLOORS = (*APPS, "config")
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"


def name(path: Path) -> str:
    """How a failure names a file: as one would type it in the checkout."""
    return path.relative_to(ROOT).as_posix()


@cache
def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(read(path), filename=name(path))


def python(*folders: str, migrations: bool = False) -> list[Path]:
    """The Python files of these folders, by default of all floors."""
    found = (file for folder in folders or FLOORS for file in _below(folder, "*.py"))
    return [file for file in found if migrations or "migrations" not in file.parts]


def templates() -> list[Path]:
    """Every template of ours: pages, parts, components, letters."""
    return [*_below("templates", "*.html"), *_below("templates", "*.txt")]


def css() -> list[Path]:
    return _below("static/css", "*.css")


def javascript() -> list[Path]:
    return _below("static/js", "*.js")


@cache
def strings(path: Path) -> list[str]:
    """Every string written in a Python file, docstrings included."""
    return [
        node.value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def called(call: ast.Call) -> str:
    """The name by which something is called: `messages.success`, `ValidationError`."""
    return ast.unparse(call.func)


def listed(faults: list[str]) -> str:
    """Faults as lines of their own under the sentence that says how to mend them."""
    return "".join(f"\n  {fault}" for fault in faults)


@cache
def _below(folder: str, pattern: str) -> list[Path]:
    found = sorted((ROOT / folder).rglob(pattern))
    return [file for file in found if "__pycache__" not in file.parts]
