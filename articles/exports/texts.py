"""An article as text: the plain form that it can be imported from, or Markdown. Pure.

Importing either gives the same title, text, marks and sources again, and exporting that
the same letters. What is told of an article, that it was corrected or retracted, stands
below its title and is left there. What the forms have no place for stays behind: topic and author, all
that is known of a source but its title and its address, and in the plain one the
standfirst. Struck notes are left out; an import strikes what it does not find.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from articles import cleaning, plaintext

from .entries import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from articles.models import Article, Note

_BACK = " ↩︎"
_GAPS = re.compile(r"\s*\n\s*\n\s*")
# Titles of which a reader would take the end for an address, or for what leads to one.
_ENDS_IN_ADDRESS = re.compile(r"(?:^|\s)(?:<?https?://[^\s>]+>?|<>)$", re.IGNORECASE)
_ENDS_IN_DASH = re.compile("\\s[\u2013\u2014-]+$")


def plain(article: Article, notes: Iterable[Note], notices: Sequence[str] = ()) -> str:
    """The form of a page copied from a reader's screen, as it was imported."""
    title, body, listed = _said(article, notes)
    heading = f"# {title}" if title.startswith("# ") else title
    sources = [_source(note) for note in listed]
    head = [heading, *_told(notices)]
    typed = _joined(*head, body, *sources)
    if _read(typed) == (title, "", body, [_known(note) for note in listed]):
        return typed
    return _joined(*head, plaintext.TEXT, body, plaintext.SOURCES, *sources)


def markdown(
    article: Article, notes: Iterable[Note], notices: Sequence[str] = ()
) -> str:
    """The same with a heading, the standfirst, and addresses that are links.

    Its readers count a list from its first number on. Where a number is missing another
    sign follows it: to them that begins another list.
    """
    title, body, listed = _said(article, notes)
    standfirst = _GAPS.sub("\n", cleaning.tidy(article.standfirst).strip())
    signs = _signs([note.number for note in listed])
    sources = [
        _source(note, sign=sign, is_link=True)
        for note, sign in zip(listed, signs, strict=True)
    ]
    text = plaintext.TEXT if standfirst else ""
    end = plaintext.SOURCES if sources else ""
    head = [f"# {title}", *_told(notices)]
    typed = _joined(*head, standfirst, text, body, end, *sources)
    if _read(typed) != (title, standfirst, body, [_known(note) for note in listed]):
        text, end = plaintext.TEXT, plaintext.SOURCES
        typed = _joined(*head, standfirst, text, body, end, *sources)
    return f"{typed}\n"


def _told(notices: Sequence[str]) -> list[str]:
    """What stands below the title, and the line that ends it."""
    lines = [f"> {one_line(notice)}" for notice in notices]
    return [*lines, plaintext.NOTICES] if lines else []


def _joined(*blocks: str) -> str:
    return "\n\n".join(block for block in blocks if block)


def _said(article: Article, notes: Iterable[Note]) -> tuple[str, str, list[Note]]:
    body = cleaning.tidy(article.body).strip("\n").rstrip()
    standing = [note for note in notes if not note.is_struck]
    return one_line(article.title), body, standing


def _read(typed: str) -> tuple[str, str, str, list[tuple[int, str, str]]]:
    draft = plaintext.parse(typed)
    notes = [(note.number, note.title, note.url) for note in draft.notes]
    return draft.title, draft.standfirst, draft.body, notes


def _known(note: Note) -> tuple[int, str, str]:
    return note.number, one_line(note.source.title), note.source.url or ""


def _source(note: Note, *, sign: str = ".", is_link: bool = False) -> str:
    number, title, url = _known(note)
    address = f"<{url}>" if url and is_link else url
    if not url and _ENDS_IN_ADDRESS.search(title):
        address = "<>"
    elif url and _ENDS_IN_DASH.search(title):
        address = f"- {address}"
    words = [address] if title == url else filter(None, [title, address])
    return f"  {number}{sign} {' '.join(words)}{_BACK * note.uses}"


def _signs(numbers: list[int]) -> list[str]:
    signs = [".", ")"]
    written = [signs[0]] if numbers else []
    for before, number in pairwise(numbers):
        if number != before + 1:
            signs.reverse()
        written.append(signs[0])
    return written
