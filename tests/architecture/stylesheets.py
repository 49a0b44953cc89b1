"""Style sheets read as rules, as far as the guards need to know them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .house import STATIC, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CSS = STATIC / "css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IMPORT = re.compile(r"""@import\s+(?:url\()?["']([^"']+)["']""")
_REFERENCE = re.compile(r"var\(\s*(--[\w-]+)\s*(,)?")


@dataclass(frozen=True)
class Declaration:
    """One property and its value, and where they hold."""

    within: tuple[str, ...]  # at-rules and selectors, from the outermost
    property: str
    value: str

    def __str__(self) -> str:
        return f"{' '.join(self.within)} {{ {self.property}: {self.value} }}"


def bare(path: Path) -> str:
    """The style sheet without its comments."""
    return _COMMENT.sub("", read(path))


def imported(path: Path) -> list[str]:
    """The addresses it imports, as written."""
    return _IMPORT.findall(bare(path))


def declarations(path: Path) -> list[Declaration]:
    return list(_declared(bare(path)))


def selectors(path: Path) -> set[str]:
    """Every selector and at-rule of the sheet."""
    return {step for one in declarations(path) for step in one.within}


def references(value: str) -> list[tuple[str, bool]]:
    """The custom properties a value asks for, and whether it can do without."""
    return [(name, bool(comma)) for name, comma in _REFERENCE.findall(value)]


def _declared(text: str) -> Iterator[Declaration]:
    within: list[str] = []
    for piece in re.finditer(r"""((?:[^{};"']|"[^"]*"|'[^']*')*)([{};])""", text):
        words, mark = " ".join(piece[1].split()), piece[2]
        if mark == "{":
            within.append(words)
            continue
        name, colon, value = words.partition(":")
        if within and colon:
            yield Declaration(tuple(within), name.strip(), value.strip())
        if mark == "}":
            within.pop()
