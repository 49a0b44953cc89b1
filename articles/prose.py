"""Turn what people write into HTML that is safe to show. Pure.

The only place where HTML is trusted: whatever leaves here has passed both cleaners.
"""

import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import NamedTuple

from articles import cleaning, dialect
from articles.citations import (
    BACK_LABEL,
    NOTES,
    ArticleCitations,
    Citations,
    ReplyCitations,
)
from articles.illustrations import Illustrations, PictureRef
from articles.marks import NoteRef, Use
from articles.mentions import Mentions

__all__ = [
    "NoteRef",
    "PictureRef",
    "Rendered",
    "Use",
    "escaped",
    "render_article",
    "render_reply",
    "said",
]


class Room(NamedTuple):
    """How large a page a text may become; one beyond this is an attack, not a text."""

    html: int  # characters of it
    elements: int


ARTICLE_ROOM = Room(html=400_000, elements=5_000)
# A reply is rendered while its author waits, and cleaning costs the most: so much takes a
# fifth of a second.
REPLY_ROOM = Room(html=200_000, elements=2_500)

# The page's own title is h1, the discussion's h2 and a reply's byline h3.
ARTICLE_HEADINGS = range(2, 5)
REPLY_HEADINGS = range(4, 7)

NOTHING = "[nothing]: /"  # a text of which nothing shows; of none, nothing is rendered
_BLANK_LINES = re.compile(r"<br>\n(?:\s*<br>\n)+")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text made safe, and what it cites, whom it names and what it shows."""

    html: str
    uses: tuple[Use, ...] = ()
    unknown: tuple[int, ...] = ()  # numbers that no note has; their marks stay as typed
    unlisted: tuple[
        str, ...
    ] = ()  # letters beyond those of a reply's sources, as above
    mismatched: tuple[tuple[str, str], ...] = ()  # marks typed "[1:3]" that are "[1:1]"
    mentioned: tuple[str, ...] = ()  # members, each once, in the order of the text
    pictured: tuple[str, ...] = ()  # file names of pictures, likewise
    undescribed: int = 0  # pictures without a word for those who cannot see them
    is_escaped: bool = False  # shown as it was typed, for it could not be rendered
    slot: str = ""  # stands in the ids of a reply for its number

    def at(self, number: int) -> str:
        """The HTML of the reply that got this number."""
        return self.html.replace(self.slot, str(number)) if self.slot else self.html


def render_article(
    text: str,
    *,
    notes: Mapping[int, NoteRef],
    pictures: Mapping[str, PictureRef] | None = None,
) -> Rendered:
    """An article's text, with its sources beside it and the pictures it may show."""
    return _render(
        text,
        ArticleCitations(notes),
        illustrations=Illustrations(pictures or {}),
        headings=ARTICLE_HEADINGS,
        room=ARTICLE_ROOM,
    )


def render_reply(
    text: str,
    *,
    notes: Mapping[int, NoteRef],
    own: Mapping[str, NoteRef] | None = None,
    members: Collection[str] = (),
    pictures: Mapping[str, PictureRef] | None = None,
    back_label: str = BACK_LABEL,
) -> Rendered:
    """A reply's text, the sources of the article that it cites, and those of its own.

    `own` are its own sources by letter, `members` the names of those it may mention in
    small letters, `pictures` those it may show, by the names of their files.

    A reply is numbered when it is stored, after it was rendered. Until then a token
    that nobody can guess stands in its ids; `Rendered.at` puts the number there.
    """
    citations, slot = _leaning_on(notes, own or {}, back_label)
    rendered = _render(
        text,
        citations,
        Mentions(members),
        Illustrations(pictures or {}),
        headings=REPLY_HEADINGS,
        room=REPLY_ROOM,
        breaks=True,
        slot=slot,
    )
    if rendered.is_escaped:
        return escaped_reply(text, own=own or {}, back_label=back_label)
    return rendered


def escaped_reply(
    text: str, *, own: Mapping[str, NoteRef], back_label: str = BACK_LABEL
) -> Rendered:
    """A reply as it was typed, above the sources that it brings: those count all the same."""
    typed = escaped(text)
    if not own:
        return typed
    citations, slot = _leaning_on({}, own, back_label)
    room = REPLY_ROOM
    listed = _render(NOTHING, citations, headings=REPLY_HEADINGS, room=room, slot=slot)
    return replace(listed, html=f"{typed.html}\n{listed.html}", is_escaped=True)


def escaped(text: str) -> Rendered:
    """The text as it was typed: what is shown when it cannot be rendered."""
    typed = escape(cleaning.tidy(text).strip(), quote=False)
    lines = typed.replace("\xa0", "&nbsp;").replace("\n", "<br>\n")
    paragraphs = _BLANK_LINES.sub("</p>\n<p>", lines)
    return Rendered(f"<p>{paragraphs}</p>", is_escaped=True)


def _leaning_on(
    notes: Mapping[int, NoteRef], own: Mapping[str, NoteRef], back_label: str
) -> tuple[ReplyCitations, str]:
    slot = secrets.token_hex(8)
    prefix = f"r{slot}-"
    return ReplyCitations(notes, own=own, prefix=prefix, back_label=back_label), slot


def said(html: str) -> str:
    """What a reply says: its HTML without the list of its sources."""
    return html.partition(f'<ol class="{NOTES}">')[0]


def _render(
    text: str,
    citations: Citations,
    mentions: Mentions | None = None,
    illustrations: Illustrations | None = None,
    *,
    headings: range,
    room: Room,
    breaks: bool = False,
    slot: str = "",
) -> Rendered:
    mentions = mentions or Mentions(())
    illustrations = illustrations or Illustrations({})
    markdown = dialect.markdown(
        citations,
        mentions,
        illustrations,
        headings=headings,
        elements=room.elements,
        breaks=breaks,
    )
    try:
        html = markdown.convert(cleaning.tidy(text))
    except (RecursionError, dialect.TooMuchError):
        return escaped(text)
    if len(html) > room.html:
        return escaped(text)
    return Rendered(
        html=cleaning.clean(html),
        uses=tuple(citations.uses),
        unknown=tuple(citations.unknown),
        unlisted=tuple(citations.unlisted),
        mismatched=tuple(citations.mismatched),
        mentioned=mentions.named,
        pictured=illustrations.shown,
        undescribed=illustrations.undescribed,
        slot=slot,
    )
