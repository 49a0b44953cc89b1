"""The values of a JSON file, one by one: kept, or a fault under their path."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from articles import cleaning, dates
from articles.drafts import NoteDraft
from articles.marks import MAX_NUMBER
from articles.models import Source, SourceKind, Topic

from .file import (
    MAX_BODY,
    MAX_SOURCES,
    MAX_STANDFIRST,
    MAX_TITLE,
    Known,
    can_be_followed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

ARTICLE = {
    "title", "standfirst", "body", "topics", "slug", "publish_at", "sources",
}  # fmt: skip
SOURCE = {
    "number", "title", "url", "publisher", "published", "authors", "kind",
}  # fmt: skip
MOST_TOPICS = 10
YEARS = range(1900, 9000)  # far from the ends of the calendar in any time zone


def _longest(model: type[Any], name: str) -> int:
    return model._meta.get_field(name).max_length or 0


_LENGTHS = {
    "title": MAX_TITLE,
    "standfirst": MAX_STANDFIRST,
    "body": MAX_BODY,
    "topics": _longest(Topic, "name"),
}
_SOURCE_LENGTHS = {
    name: _longest(Source, name)
    for name in ("title", "url", "publisher", "published", "authors")
}


@dataclass(slots=True)
class Values:
    """An object of the file; what is wrong with it is gathered, not thrown."""

    given: dict[str, Any]
    path: str = ""
    faults: list[str] = field(default_factory=list)
    lengths: dict[str, int] = field(default_factory=lambda: _LENGTHS)

    def fault(self, name: str, said: str) -> None:
        self.faults.append(f"{self.path}{name}: {said}")

    def know(self, names: set[str]) -> None:
        for name in sorted(self.given.keys() - names):
            self.fault(name, _("nothing of this name is known."))

    def text(self, name: str, *, must: bool = False) -> str:
        """Words in any number of lines, in one spelling."""
        value = self.given.get(name)
        if value is not None and not isinstance(value, str):
            self.fault(name, _("this must be text, in quotation marks."))
            return ""
        said = cleaning.tidy(value or "")
        if must and not cleaning.is_visible(said):
            self.fault(name, _("this is needed, and has nothing that can be seen."))
        return self._short(name, said)

    def line(self, name: str, *, must: bool = False) -> str:
        return " ".join(self.text(name, must=must).split())

    def lines(self, name: str) -> list[str]:
        """A list of words, or one alone."""
        value = self.given.get(name)
        if value is None or isinstance(value, str):
            return [one for one in [self.line(name)] if one]
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.fault(name, _("this must be a text, or a list of texts."))
            return []
        if name == "topics" and len(value) > MOST_TOPICS:
            self.fault(name, _("there are at most %d.") % MOST_TOPICS)
        found = [" ".join(cleaning.tidy(one).split()) for one in value]
        return [self._short(name, one) for one in found if one]

    def each(self, name: str) -> Iterable[Values]:
        """A list of objects, each under its path."""
        value = self.given.get(name)
        if value is None:
            return
        if not isinstance(value, list):
            self.fault(name, _("this must be a list."))
            return
        if len(value) > MAX_SOURCES:
            self.fault(name, _("an article has at most %d sources.") % MAX_SOURCES)
            return
        for index, one in enumerate(value):
            if isinstance(one, dict):
                path = f"{name}[{index}]."
                yield Values(one, path, self.faults, _SOURCE_LENGTHS)
            else:
                self.fault(
                    f"{name}[{index}]", _("a source must be an object, in braces.")
                )

    def moment(self, name: str) -> datetime | None:
        said = self.line(name)
        if not said:
            return None
        try:
            moment = datetime.fromisoformat(said)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            self.fault(
                name,
                _("a moment with its offset from UTC, like 2026-05-04T08:00:00+00:00."),
            )
            return None
        if moment.year not in YEARS:
            values = {"first": YEARS[0], "last": YEARS[-1]}
            self.fault(name, _("a year from %(first)d to %(last)d.") % values)
            return None
        return moment.astimezone(UTC)

    def number(self, sources: list[Numbered]) -> None:
        """Give those without one the next free number, as the desk does."""
        free = max((one.draft.number for one in sources), default=0)
        seen: set[int] = set()
        for one in sources:
            if not one.draft.number:
                free += 1
                one.draft = replace(one.draft, number=free)
            number = one.draft.number
            if number > MAX_NUMBER:
                said = _("no number is left after %d: give it one.") % MAX_NUMBER
                self.fault(f"{one.path}number", said)
            elif number in seen:
                said = _("another source has the number %d.") % number
                self.fault(f"{one.path}number", said)
            seen.add(number)

    def _short(self, name: str, said: str) -> str:
        most = self.lengths.get(name, 0)
        if most and len(said) > most:
            self.fault(name, _("this has at most %d characters.") % most)
        return said


@dataclass(slots=True)
class Numbered:
    """A source of the file."""

    draft: NoteDraft
    known: Known
    path: str  # of what the file says of it


def source_of(values: Values) -> Numbered:
    values.know(SOURCE)
    url, title = values.line("url"), values.line("title")
    if not can_be_followed(url):
        values.fault("url", _("this is not an address on the web."))
    if not title and not url:
        values.fault("title", _("a source has a title or an address."))
    kind = values.line("kind")
    if kind and kind not in SourceKind.values:
        known = ", ".join(SourceKind.values)
        values.fault("kind", _("this is one of: %(known)s.") % {"known": known})
    authors = "; ".join(values.lines("authors"))
    if len(authors) > _SOURCE_LENGTHS["authors"]:
        said = _("this has at most %d characters.") % _SOURCE_LENGTHS["authors"]
        values.fault("authors", said)
    draft = NoteDraft(
        number=_number(values),
        title=title or url[: _SOURCE_LENGTHS["title"]],
        url=url,
        publisher=values.line("publisher"),
        year=_published(values),
    )
    return Numbered(draft, Known(authors=authors, kind=kind), values.path)


def _published(values: Values) -> str:
    said = values.line("published")
    if said and not dates.is_precise(said):
        example = "2023, 2023-05, 2023-05-04"
        values.fault("published", _("a year, a month or a day: %s.") % example)
    return said


def _number(values: Values) -> int:
    value = values.given.get("number")
    if value is None:
        return 0
    if (
        isinstance(value, bool)
        or not isinstance(value, int)
        or not (1 <= value <= MAX_NUMBER)
    ):
        values.fault("number", _("a number from 1 to %d.") % MAX_NUMBER)
        return 0
    return value
