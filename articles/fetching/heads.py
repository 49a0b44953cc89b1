"""Find what a page calls itself. Pure."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from articles import cleaning

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST = 200  # characters
MOST = 20_000  # tags, and texts between them, in which a title is looked for
MARKS = 2  # over or under one letter; more of them climb out of their line

# What stands in a page's place: a gate or a fault, whatever is said after it.
_NO_PAGE = re.compile(
    r"just a moment|one moment|please wait|attention required|access denied|captcha"
    r"|verifying (?:your browser|you are human)|checking your browser|robot check"
    r"|are you (?:a robot|human)|security (?:check|checkpoint|verification)"
    r"|(?:error )?[45]\d\d|(?:(?:error )?[45]\d\d[ :-]*)?(?:forbidden|unauthorized"
    r"|(?:page )?not found|bad gateway|service unavailable|too many requests)"
)
# What tells nobody which page it is.
_NO_NAME = re.compile(
    r"error|redirecting|loading|untitled(?: document)?|home(?: ?page)?|index|document"
    r"|(?:sign|log) ?in|[\W_]*"
)
_BREAK = re.compile("\\s[|\u2013\u2014-]\\s")
_EDGES = re.compile("^\\W+|[\\s.!?\u2026]+$")
# Marks that turn the order of letters around, and those that nobody sees.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"\s+")


def title(html: str, *, besides: Collection[str] = ()) -> str:
    """What the page calls itself; nothing if that says no more than `besides`."""
    head = _Head()
    with contextlib.suppress(
        _EnoughError, AssertionError
    ):  # the parser's own, of "<!["
        head.feed(html)  # once, and never closed: what is left open is no title
    for told in (head.shared, head.title):
        tidy = _tidy(told)
        if _is_telling(tidy, besides):
            return tidy
    return ""


class _EnoughError(Exception):
    """The head is over, or longer than any."""


class _Head(HTMLParser):
    """The first title of a page's head, and the name by which the page is shared."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.shared = ""
        self._words: list[str] | None = None  # of the title that is open
        self._drawings = 0  # that are open; they have titles of their own
        self._pieces = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._count()
        if self._words is not None:
            self._words.append(self.get_starttag_text() or "")
        elif tag == "body":
            raise _EnoughError
        elif tag == "svg":
            self._drawings += 1
        elif tag == "title" and not (self._drawings or self.title):
            self._words = []
        elif tag == "meta" and not self.shared:
            told = dict(attrs)
            if (told.get("property") or told.get("name") or "").lower() == "og:title":
                self.shared = told.get("content") or ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "svg":
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._count()
        if tag == "title" and self._words is not None:
            self.title, self._words = "".join(self._words), None
        elif self._words is not None:
            self._words.append(f"</{tag}>")
        elif tag == "svg":
            self._drawings = max(0, self._drawings - 1)
        elif tag == "head":
            raise _EnoughError

    def handle_data(self, data: str) -> None:
        self._count()
        if self._words is not None:
            self._words.append(data)

    def _count(self) -> None:
        self._pieces += 1
        if self._pieces > MOST:
            raise _EnoughError


def _tidy(words: str) -> str:
    """On one line, in one spelling, with nothing in it that misleads the eye."""
    words = _UNSEEN.sub("", cleaning.tidy(words[: LONGEST * 20]))
    words = _SPACES.sub(" ", _unclimbing(words)).strip()
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}\u2026"


def _unclimbing(words: str) -> str:
    kept, marks = [], 0
    for letter in words:
        marks = marks + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if marks <= MARKS:
            kept.append(letter)
    return "".join(kept)


def _is_telling(words: str, besides: Collection[str]) -> bool:
    if not cleaning.is_visible(words):
        return False
    said = _bare(words)
    return not (
        said.removeprefix("www.") in besides
        or _NO_NAME.fullmatch(said)
        or _NO_PAGE.fullmatch(_bare(_BREAK.split(said)[0]))
    )


def _bare(words: str) -> str:
    return _EDGES.sub("", words.casefold())
