"""Mend what was typed, one thing at a time, and say what was done. Pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from articles.marks import blocks

from .sheet import Spot, digest, rewritten

if TYPE_CHECKING:
    from collections.abc import Callable

    from articles.marks import Block

    from .sheet import Row, Sheet

_END = re.compile(r"[.!?…]+$")  # of a paragraph: a mark stands before it
_TOLD = ("title", "url", "publisher", "year")  # a row with none of these is empty


class Unfit(ValueError):  # noqa: N818 - it is news for the editor, not an error
    """What was to be mended is no longer there."""

    def __init__(self) -> None:
        super().__init__(
            _("The text has changed since that was offered. Nothing was mended.")
        )


def mend(code: str, sheet: Sheet, *, cursor: int | None = None) -> tuple[Sheet, str]:
    """The sheet with one thing mended, and a sentence that says what. Raises Unfit.

    `cursor` is where the editor was last in the text, if that is known.
    """
    verb, *words = code.split(":")
    try:
        if verb == "mark":
            return _mark(sheet, *words, cursor=cursor)
        return _VERBS[verb](sheet, *map(_number, words))
    except (KeyError, TypeError, ValueError):
        raise Unfit from None


def _number(word: str) -> int:
    if not (word.isascii() and word.isdecimal() and len(word) <= 3):
        raise Unfit
    return int(word)


def _add(sheet: Sheet, number: int) -> tuple[Sheet, str]:
    if number in sheet.standing:
        raise Unfit
    known = sheet.struck.get(number, {})
    row = {**known, "number": str(number)}
    rows = list(sheet.rows)
    empty = (i for i, other in enumerate(rows) if _is_free(other))
    place = next(empty, len(rows))
    rows[place : place + 1] = [row]
    said = (
        _("Source %(number)d is back in its row.")
        if known
        else _("Source %(number)d has a row: say what it is.")
    )
    return replace(sheet, rows=tuple(rows)), said % {"number": number}


def _unmark(sheet: Sheet, number: int) -> tuple[Sheet, str]:
    said = _("[%(number)d] is out of the text.") % {"number": number}
    return _said(sheet, lambda spot: "" if spot.number == number else None), said


def _cite(sheet: Sheet, number: int, other: int) -> tuple[Sheet, str]:
    if other not in sheet.standing:
        raise Unfit
    said = _("The text cites [%(other)d] where it cited [%(number)d].")
    return _renumbered(sheet, number, other), said % {
        "other": other,
        "number": number,
    }


def _drop(sheet: Sheet, number: int) -> tuple[Sheet, str]:
    said = _("Source %(number)d is marked as removed. It goes when you save.")
    return _without(sheet, number), said % {"number": number}


def _merge(sheet: Sheet, number: int, first: int) -> tuple[Sheet, str]:
    if number in sheet.known or first not in sheet.standing or first == number:
        raise Unfit
    said = _("The text cites [%(first)d]; source %(number)d is marked as removed.")
    values = {"first": first, "number": number}
    return _without(_renumbered(sheet, number, first, must=False), number), (
        said % values
    )


def _recount(sheet: Sheet, number: int) -> tuple[Sheet, str]:
    """Give each mark with a count the one it will show with."""
    counts: Counter[int] = Counter()

    def say(spot: Spot) -> str | None:
        use = counts[spot.number]
        counts[spot.number] += 1
        if spot.number != number or spot.use in {None, use}:
            return None
        return f"[{number}:{use}]" if use else f"[{number}]"

    said = _("The marks of source %(number)d say what they will show.")
    return _said(sheet, say), said % {"number": number}


def _https(sheet: Sheet, index: int) -> tuple[Sheet, str]:
    if index >= len(sheet.rows):
        raise Unfit
    row = dict(sheet.rows[index])
    row["url"] = f"https://{row.get('url', '').strip().lstrip('/')}"
    rows = (*sheet.rows[:index], row, *sheet.rows[index + 1 :])
    return replace(sheet, rows=rows), _("The address is now %(url)s.") % row


def _mark(
    sheet: Sheet, word: str, near: str = "", said: str = "", *, cursor: int | None
) -> tuple[Sheet, str]:
    """Cite a source in a paragraph; or where the editor was; or where the text ends."""
    number, body = _number(word), sheet.body
    if number not in sheet.standing:
        raise Unfit
    if said:
        place = _end_of(_found_again(body, int(near), said))
    elif cursor is not None and cursor <= len(body):
        place = cursor
    else:
        prose = [block for block in blocks(body) if block.is_prose]
        if not prose:
            body, place = f"{body.rstrip()}\n\n", len(body.rstrip()) + 2
        else:
            place = _end_of(prose[-1])
    apart = "" if re.search(r"(?:^|[\s(\[])$", body[:place]) else " "
    after = "" if re.match(r"$|[\s.,;:!?…)\]]", body[place:]) else " "
    body = f"{body[:place]}{apart}[{number}]{after}{body[place:]}"
    line = body.count("\n", 0, place) + 1
    told = _("Line %(line)d cites [%(number)d].") % {"line": line, "number": number}
    return replace(sheet, body=body), told


def _found_again(body: str, line: int, said: str) -> Block:
    twins = [block for block in blocks(body) if digest(block) == said]
    if not twins:
        raise Unfit
    return min(twins, key=lambda block: abs(block.line - line))


def _end_of(block: Block) -> int:
    text = block.text.rstrip()
    stop = _END.search(text)
    return block.start + (stop.start() if stop else len(text))


def _is_free(row: Row) -> bool:
    return not row.get("number") and not any(row.get(name) for name in _TOLD)


def _said(sheet: Sheet, say: Callable[[Spot], str | None]) -> Sheet:
    body = rewritten(sheet.body, say)
    if body == sheet.body:
        raise Unfit
    return replace(sheet, body=body)


def _renumbered(sheet: Sheet, number: int, other: int, *, must: bool = True) -> Sheet:
    """Without counts: they follow by themselves."""
    try:
        return _said(
            sheet, lambda spot: f"[{other}]" if spot.number == number else None
        )
    except Unfit:
        if must:
            raise
        return sheet


def _without(sheet: Sheet, number: int) -> Sheet:
    """Its row is still there, so that one may think again before saving."""
    if number not in sheet.standing:
        raise Unfit
    rows = tuple(
        {**row, "DELETE": "on"} if row.get("number") == str(number) else row
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)


_VERBS: dict[str, Callable[..., tuple[Sheet, str]]] = {
    "add": _add,
    "unmark": _unmark,
    "cite": _cite,
    "drop": _drop,
    "merge": _merge,
    "recount": _recount,
    "https": _https,
}
