"""An article as it would stand: numbered, rendered, checked. Nothing is written."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from . import checks, links, picture_checks, rendition
from .checks import Finding
from .drafts import NoteDraft, Text
from .numbering import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .models import Article, Note, Picture
    from .prose import Rendered


class Proof:
    """What readers would get, and what an editor should know before they do.

    Raises what `Numbering` raises.
    """

    def __init__(self, article: Article, text: Text) -> None:
        self.article = article
        self.text = text
        self.is_long = rendition.is_long(text.body)
        self.numbering = Numbering(article, text.notes)

    @property
    def notes(self) -> list[Note]:
        return self.numbering.notes

    @cached_property
    def pictures(self) -> list[Picture]:
        """Those that it may show."""
        return rendition.pictures_for(self.article, self.text.body)

    @cached_property
    def rendered(self) -> Rendered:
        rendered = rendition.render(self.text.body, self.notes, pictures=self.pictures)
        for note in self.notes:
            note.uses = sum(use.number == note.number for use in rendered.uses)
        return rendered

    @cached_property
    def findings(self) -> list[Finding]:
        undescribed = picture_checks.find(self.text.body, self.rendered.undescribed)
        known = self.numbering.known
        found = checks.find(self.text.body, self.shown, self.rendered, known=known)
        return [*undescribed, *found, *self._kept]

    @property
    def _kept(self) -> list[Finding]:
        """Of an address first: it says which version readers are led to."""
        typed, standing = self.text.notes, self.numbering.standing
        led = _("Readers are led to %(url)s: its record is kept.")
        said = _("We know this source as “%(title)s”: its record is kept.")
        return [
            *(
                Finding(led % {"url": note.source.url}, number=note.number)
                for note in elsewhere(typed, standing)
            ),
            *(
                Finding(said % {"title": note.source.title}, number=note.number)
                for note in kept(typed, standing)
            ),
        ]

    @property
    def shown(self) -> list[NoteDraft]:
        """The sources as they will be called, whatever was typed."""
        return drafts_of(self.numbering.standing)

    @cached_property
    def errors(self) -> list[Finding]:
        """What keeps it from readers. A long text is judged without being rendered."""
        if self.is_long:
            known = self.numbering.known
            found = checks.find_unrendered(self.text.body, self.shown, known=known)
            return [*picture_checks.find(self.text.body), *found]
        return [finding for finding in self.findings if finding.is_error]


def drafts_of(notes: list[Note]) -> list[NoteDraft]:
    """Notes in the words in which an editor would type them."""
    return [
        NoteDraft(
            number=note.number,
            title=note.source.title,
            url=note.source.url or "",
            publisher=note.source.publisher,
            year=note.source.published,
        )
        for note in notes
        if not note.is_struck
    ]


def kept(typed: Sequence[NoteDraft], notes: Iterable[Note]) -> list[Note]:
    """Those whose sources we know by other words than an editor typed.

    One source has one record, whoever cites it: it is amended at the desk for sources.
    """
    said = {draft.number: draft for draft in typed}
    return [note for note in notes if _is_kept(note, said.get(note.number))]


def elsewhere(typed: Sequence[NoteDraft], notes: Iterable[Note]) -> list[Note]:
    """Those whose record has another address than an editor typed.

    It may be that of another version: whoever brought the work first said which.
    """
    said = {draft.number: draft.url for draft in typed if draft.url}
    return [
        note
        for note in notes
        if (url := said.get(note.number))
        and links.differ(links.canonical(url), note.source.url or "")
    ]


def _is_kept(note: Note, typed: NoteDraft | None) -> bool:
    if typed is None:
        return False
    source = note.source
    known = (source.title, source.publisher, source.published)
    words = (typed.title, typed.publisher, typed.year)
    return any(word and word != told for word, told in zip(words, known, strict=True))


def notes_held(article: Article) -> list[NoteDraft]:
    """The article's sources as they are now, ours until the transaction ends.

    Another editor may have amended one while the text was being rendered. Those who
    merely cite a source wait for nothing.
    """
    notes = article.notes.select_related("source").order_by("source_id")
    held = notes.select_for_update(of=("source",), no_key=True)
    return drafts_of(sorted(held, key=lambda note: note.number))


def text_of(article: Article) -> Text:
    """What the article says now."""
    return Text(
        title=article.title,
        standfirst=article.standfirst,
        body=article.body,
        notes=drafts_of(list(article.notes.select_related("source"))),
    )
