"""A file of JSON, judged value by value: docs/importing.md says what may stand in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from articles import marks, plaintext
from articles.checks import at
from articles.plaintext import SourceLine

from .file import File, Refusal
from .values import ARTICLE, Values, source_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articles.plaintext import Remark

    from .file import Placed

BELOW = 1_000_000  # what is said of sources comes after what is said of the text
_CALLED = {"year": "published"}


@dataclass(frozen=True, slots=True)
class Paths:
    """Everything has its path; of the text also the line within it."""

    first: int  # line of the text that is not blank
    notes: Mapping[int, int]

    def text(self, line: int, said: str) -> Placed:
        place = self.first + max(line, 1) - 1
        words = _("body, line %(line)d: %(said)s")
        return place, words % {"line": place, "said": said}

    def note(self, number: int, said: str, field: str = "title") -> Placed:
        index = self.notes[number]
        path = f"sources[{index}].{_CALLED.get(field, field)}"
        return BELOW + index, f"{path}: {said}"

    def remark(self, remark: Remark, said: str) -> Placed:
        if not remark.number:
            return self.text(remark.line, said)
        place = BELOW + self.notes[remark.number]
        return place, f"sources[{self.notes[remark.number]}]: {said}"


def article(
    typed: str, *, name: str, slug: str, standfirst: str | None, digest: str
) -> File:
    """Raises Refusal for what is no JSON, and for each value that cannot be kept."""
    values = Values(_loaded(typed))
    values.know(ARTICLE)
    title = values.line("title", must=True)
    body = values.text("body", must=True)
    own_standfirst = values.text("standfirst") if "standfirst" in values.given else None
    sources = [source_of(one) for one in values.each("sources")]
    values.number(sources)
    topics = values.lines("topics")
    publish_at = values.moment("publish_at")
    slug = values.line("slug") or slug
    if values.faults:
        raise Refusal(*values.faults)
    notes = tuple(sorted((one.draft for one in sources), key=lambda note: note.number))
    indexes = {one.draft.number: index for index, one in enumerate(sources)}
    kept = body.strip("\n").rstrip()
    return File(
        name=name,
        slug=slug,
        title=title,
        body=kept,
        standfirst=own_standfirst if standfirst is None else standfirst,
        notes=notes,
        digest=digest,
        places=Paths(1 + len(body) - len(body.lstrip("\n")), indexes),
        remarks=tuple(
            plaintext.compare(
                marks.typed(kept.split("\n")),
                {note.number: SourceLine(0, note.number, note.title) for note in notes},
            )
        ),
        topics=tuple(topics),
        publish_at=publish_at,
        known={one.draft.number: one.known for one in sources},
    )


def slug_in(typed: str) -> str:
    """The address that it has for itself, "" if none. Raises Refusal for what is no JSON."""
    return Values(_loaded(typed)).line("slug")


def _loaded(typed: str) -> dict[str, Any]:
    try:
        found = json.loads(
            typed.removeprefix("\ufeff"),
            object_pairs_hook=_without_twins,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as fault:
        said = _("this is not JSON: %(why)s (column %(column)d).")
        values = {"why": fault.msg, "column": fault.colno}
        raise Refusal(at(fault.lineno, said % values)) from None
    except _TwiceError as fault:
        raise Refusal(_("%(name)s is said twice.") % {"name": fault}) from None
    except (RecursionError, ValueError):
        raise Refusal(_("This is JSON that nobody can read.")) from None
    if not isinstance(found, dict):
        raise Refusal(_("An article is an object: { … }."))
    return found


class _TwiceError(ValueError):
    """A name in an object that was there before."""


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _TwiceError(name)
        found[name] = value
    return found


def _no_number(name: str) -> None:
    raise ValueError(name)
