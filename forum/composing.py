"""What a text becomes: the same for a preview and for a reply."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from articles import cleaning, renderer
from articles.prose import NoteRef, Rendered

from .models import ReplyCitation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from articles.models import Article, Note


class Unfit(ValueError):  # noqa: N818 - as above
    """The text cannot be posted as it stands; the sentence says why."""


class UnknownCitation(Unfit):
    """The text cites a number that the article does not have."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = numbers
        marks = ", ".join(f"[{number}]" for number in numbers)
        super().__init__(_("The article has no source %(marks)s.") % {"marks": marks})


class SaysNothing(Unfit):
    """Characters were typed, but a reader would see none of them."""

    def __init__(self) -> None:
        super().__init__(_("Write something that can be seen."))


def render(article: Article, body: str, notes: Iterable[Note]) -> Rendered:
    """A reply's text as safe HTML, its marks leading to the article's sources."""
    address = article.get_absolute_url()
    known = {
        note.number: NoteRef(
            number=note.number,
            title=note.source.title,
            url=note.source.url or "",
            href=f"{address}#{note.anchor}",
        )
        for note in notes
    }
    return renderer.reply(body, notes=known, back_label=_("Back to reference {mark}"))


def can_be_seen(rendered: Rendered) -> bool:
    """Whether a reader sees anything of it."""
    return cleaning.is_visible(unescape(strip_tags(rendered.html)))


def citations_of(rendered: Rendered, notes: Iterable[Note]) -> list[ReplyCitation]:
    """One citation for each source that the text leans on."""
    by_number = {note.number: note for note in notes}
    citations: dict[int, ReplyCitation] = {}
    for use in rendered.uses:
        source = by_number[use.number].source_id
        citation = citations.setdefault(
            source, ReplyCitation(source_id=source, number=use.number, uses=0)
        )
        citation.uses += 1
    return list(citations.values())
