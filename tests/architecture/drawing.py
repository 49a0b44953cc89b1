"""Templates read as text: which names which, and what stands between the tags."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import allauth
import django
from django.template.base import Lexer, Token, TokenType

from .house import TEMPLATES, read

RANKS = ("component", "part", "page", "base")  # from the lowest; see docs/style.md
_LIBRARIES = (
    Path(django.__file__).parent / "contrib" / "admin" / "templates",
    Path(django.__file__).parent / "forms" / "templates",
    Path(allauth.__file__).parent / "templates",
)
_QUOTED = re.compile(r"""["']([^"']+)["']""")


def called(path: Path) -> str:
    """A template's name, as views and other templates say it."""
    return path.relative_to(TEMPLATES).as_posix()


def rank(name: str) -> str:
    """What kind of template that is, by where it lies and how it is called."""
    *folders, file = name.split("/")
    if folders and folders[0] == "components":
        return "component"
    if file.startswith("_"):
        return "part"
    if file.startswith("base") or "layouts" in folders:
        return "base"
    return "page"


def overrides_a_library(name: str) -> bool:
    return any((folder / name).exists() for folder in _LIBRARIES)


def is_ours(name: str) -> bool:
    return (TEMPLATES / name).exists()


def tokens(path: Path) -> list[Token]:
    return Lexer(read(path)).tokenize()


@dataclass(frozen=True)
class Include:
    """One {% include %}: of what, handing over which names, and nothing else or not."""

    name: str
    hands: tuple[str, ...]
    is_alone: bool
    line: int


def includes(path: Path) -> list[Include]:
    return [
        Include(
            name=_QUOTED.findall(token.contents)[0],
            hands=tuple(re.findall(r"\s(\w+)=", token.contents)),
            is_alone=token.split_contents()[-1] == "only",
            line=token.lineno or 0,
        )
        for token in tokens(path)
        if token.token_type == TokenType.BLOCK
        and token.contents.startswith("include ")
        and _QUOTED.search(token.contents)
    ]


def extends(path: Path) -> str:
    """What this one extends, or nothing."""
    for token in tokens(path):
        is_block = token.token_type == TokenType.BLOCK
        if is_block and token.contents.startswith("extends "):
            return str(_QUOTED.findall(token.contents)[0])
    return ""


def without_comments(path: Path) -> str:
    return re.sub(r"\{#.*?#\}|<!--.*?-->", "", read(path), flags=re.DOTALL)
