"""An article as an editor hands it in. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from articles.models import Picture, Topic

MAX_SOURCES = 100  # in one article: six fields each, and a request may have 1,000


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDraft:
    """One numbered source as an editor typed it."""

    number: int
    title: str
    url: str = ""
    publisher: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What an article says, whoever says it: the part of it that has revisions."""

    title: str
    body: str
    standfirst: str = ""
    notes: Sequence[NoteDraft] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The picture at the head of an article, what it shows, and whose it is."""

    picture: Picture
    words: str
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where, when and under which picture an article appears: the part of it that has no revisions.

    `topic` stands above its title; it is about `further` ones as well.
    Once readers have it, its hour stays as it is; an address it leaves leads on to it.
    """

    slug: str
    topic: Topic | None = None
    further: Sequence[Topic] = ()
    lead: Lead | None = None
    publish_at: datetime | None = None
