"""An article as a file has it, in whatever form, and where in the file each part is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from articles import checks
from articles.drafts import MAX_SOURCES, NoteDraft, Text
from articles.models import Article, Source
from articles.models.article import MAX_BODY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from articles.plaintext import Remark

MAX_FILE = 2_000_000  # bytes; the longest text in the widest spelling fits
MAX_TITLE = Article._meta.get_field("title").max_length or 0
MAX_STANDFIRST = Article._meta.get_field("standfirst").max_length or 0
MAX_SLUG = Article._meta.get_field("slug").max_length or 0
MAX_SOURCE_TITLE = Source._meta.get_field("title").max_length or 0

__all__ = [
    "MAX_BODY", "MAX_SOURCES", "Edited", "File", "Known", "Placed", "Places", "Refusal",
]  # fmt: skip

Placed = tuple[int, str]  # by its order in the file, and a sentence that says where


class Refusal(Exception):  # noqa: N818 - it is news for the editor, not an error
    """The file was not taken in. Each reason is one sentence."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


class Edited(Refusal):
    """Somebody wrote on the article since; writing over that must be asked for."""


class Places(Protocol):
    """Where in the file something is said of."""

    def text(self, line: int, said: str) -> Placed:
        """Of a line of the article's text."""

    def note(self, number: int, said: str, field: str = "title") -> Placed:
        """Of a source."""

    def remark(self, remark: Remark, said: str) -> Placed:
        """Of what was noticed while reading."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a source besides what an article says of it."""

    authors: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file as it was read. Without a standfirst of its own, the article keeps its."""

    name: str
    slug: str
    title: str
    body: str
    standfirst: str | None
    notes: tuple[NoteDraft, ...]
    digest: str
    places: Places
    remarks: tuple[Remark, ...] = ()
    topics: tuple[str, ...] = ()
    publish_at: datetime | None = None
    known: Mapping[int, Known] = field(default_factory=dict)

    def text(self, *, standfirst: str = "") -> Text:
        return Text(
            title=self.title,
            standfirst=standfirst if self.standfirst is None else self.standfirst,
            body=self.body,
            notes=self.notes,
        )


def can_be_followed(url: str) -> bool:
    return not url or checks.can_be_followed(url)
