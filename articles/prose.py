"""Turn what people write into HTML that is safe to show. Pure.

The only place where HTML is trusted: whatever leaves here has passed both cleaners.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from articles import cleaning, dialect
from articles.marks import (
    BACK_LABEL,
    ArticleCitations,
    Citations,
    NoteRef,
    ReplyCitations,
    Use,
)

__all__ = ["NoteRef", "Rendered", "Use", "escaped", "render_article", "render_reply"]

MAX_OUTPUT = 400_000  # characters of HTML; a page beyond this is an attack, not a text

# The page's own title is h1, the discussion's h2 and a reply's byline h3.
ARTICLE_HEADINGS = range(2, 5)
REPLY_HEADINGS = range(4, 7)

_BLANK_LINES = re.compile(r"<br>\n(?:\s*<br>\n)+")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text made safe, and what it cites."""

    html: str
    uses: tuple[Use, ...] = ()
    unknown: tuple[int, ...] = ()  # numbers that no note has; their marks stay as typed
    mismatched: tuple[tuple[str, str], ...] = ()  # marks typed "[1:3]" that are "[1:1]"
    is_escaped: bool = False  # shown as it was typed, for it could not be rendered
    slot: str = ""  # stands in the ids of a reply for its number

    def at(self, number: int) -> str:
        """The HTML of the reply that got this number."""
        return self.html.replace(self.slot, str(number)) if self.slot else self.html


def render_article(text: str, *, notes: Mapping[int, NoteRef]) -> Rendered:
    """An article's text, with its sources beside it."""
    return _render(text, ArticleCitations(notes), headings=ARTICLE_HEADINGS)


def render_reply(
    text: str, *, notes: Mapping[int, NoteRef], back_label: str = BACK_LABEL
) -> Rendered:
    """A reply's text, and the sources of the article that it cites.

    A reply is numbered when it is stored, after it was rendered. Until then a token
    that nobody can guess stands in its ids; `Rendered.at` puts the number there.
    """
    slot = secrets.token_hex(8)
    citations = ReplyCitations(notes, prefix=f"r{slot}-", back_label=back_label)
    return _render(text, citations, headings=REPLY_HEADINGS, breaks=True, slot=slot)


def escaped(text: str) -> Rendered:
    """The text as it was typed: what is shown when it cannot be rendered."""
    typed = escape(cleaning.tidy(text).strip(), quote=False)
    lines = typed.replace("\xa0", "&nbsp;").replace("\n", "<br>\n")
    paragraphs = _BLANK_LINES.sub("</p>\n<p>", lines)
    return Rendered(f"<p>{paragraphs}</p>", is_escaped=True)


def _render(
    text: str,
    citations: Citations,
    *,
    headings: range,
    breaks: bool = False,
    slot: str = "",
) -> Rendered:
    markdown = dialect.markdown(citations, headings=headings, breaks=breaks)
    try:
        html = markdown.convert(cleaning.tidy(text))
    except (RecursionError, dialect.TooMuchError):
        return escaped(text)
    if len(html) > MAX_OUTPUT:
        return escaped(text)
    return Rendered(
        html=cleaning.clean(html),
        uses=tuple(citations.uses),
        unknown=tuple(citations.unknown),
        mismatched=tuple(citations.mismatched),
        slot=slot,
    )
