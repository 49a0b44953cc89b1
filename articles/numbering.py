"""Bring an article's numbered notes in line with the sources an editor typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from . import links, telling
from .models import Article, Note, Source
from .sameness import reference_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .drafts import NoteDraft


class NumberTaken(ValueError):  # noqa: N818 - it is news for the editor, not an error
    """A number that readers know was given to another source."""

    def __init__(self, number: int) -> None:
        super().__init__(
            _(
                "Number %(number)d already stands for another source. "
                "Give the new source the next free number."
            )
            % {"number": number}
        )
        self.number = number


class Numbering:
    """The article's notes as these drafts would have them; nothing is written yet.

    A note that no draft speaks of is struck. Raises NumberTaken if readers know the
    article and a number would change its source; ValueError for a malformed address.
    """

    def __init__(self, article: Article, drafts: Sequence[NoteDraft]) -> None:
        self.article = article
        self.notes = _notes_of(article)
        is_read = article.is_published
        self.known = {note.number for note in self.notes} if is_read else set[int]()
        self.before = {note.number: note.source_id for note in self.notes}
        self.amended: list[Source] = []  # of which more is known now
        self.opened: dict[int, tuple[str, ...]] = {}  # what was known of those
        self.titled: list[Source] = []  # that were called by their addresses until now
        self._titles = {draft.title.casefold() for draft in drafts}
        self._own = {
            _bare_key(
                note.source.title, note.source.publisher, note.source.published
            ): note.source
            for note in self.notes
            if note.source.is_bare
        }
        self._found: dict[str, Source] = {}  # by address or by reference key
        self._look_up(drafts)
        for draft in drafts:
            self._place(draft)
        typed = {draft.number for draft in drafts}
        for note in self.notes:
            note.is_struck = note.number not in typed
        self.notes.sort(key=lambda note: note.number)

    @property
    def standing(self) -> list[Note]:
        """The notes that a text may cite."""
        return [note for note in self.notes if not note.is_struck]

    def _place(self, draft: NoteDraft) -> None:
        note = next((n for n in self.notes if n.number == draft.number), None)
        source = self._source(draft, note)
        if note is None:
            note = Note(number=draft.number)
            self.notes.append(note)
        elif self.article.is_published and note.source != source:
            raise NumberTaken(draft.number)
        note.source = source

    def _source(self, draft: NoteDraft, note: Note | None) -> Source:
        """One record for one address; without one, by what else is known of it.

        What an editor left as it stands means what it meant, whatever else is known by
        those words.
        """
        if note is not None and note.source_id and _stands(draft, note.source):
            return note.source
        key = _key(draft)
        if key and key in self._found:
            return self._named(self._found[key], draft)
        bare_key = _bare_key(draft.title, draft.publisher, draft.year)
        if not key and bare_key in self._own:
            return self._own[bare_key]
        source = self._amendable(draft, note)
        source.title = draft.title
        source.publisher, source.published = draft.publisher, draft.year
        if draft.url:
            source.move_to(links.canonical(draft.url))
        elif key:
            source.reference_key = key
        if key:
            self._found[key] = source
        else:
            self._own[bare_key] = source
        return source

    def _named(self, source: Source, draft: NoteDraft) -> Source:
        """The source, under the first title that an editor gives it."""
        is_new = draft.title != source.title
        if is_new and telling.may_name(self.article, source):
            source.title, source.is_title_provisional = draft.title, False
            source.publisher, source.published = draft.publisher, draft.year
            self.titled.append(source)
        return source

    def _amendable(self, draft: NoteDraft, note: Note | None) -> Source:
        """The note's own source, of which more is known now; else a new one.

        A draft's may also get another title; readers would lose the one they know.
        """
        if note is None or not note.source.is_bare:
            return Source()
        known = note.source.title.casefold()
        is_same = known == draft.title.casefold()
        is_free = known not in self._titles and not self.article.is_published
        if not (is_same or is_free):
            return Source()
        self.amended.append(note.source)
        self.opened[note.source.pk] = facts(note.source)
        return note.source

    def _look_up(self, drafts: Sequence[NoteDraft]) -> None:
        addresses = [links.canonical(draft.url) for draft in drafts if draft.url]
        for address, source in Source.objects.found(addresses).items():
            self._found[links.identity(address)] = source.lasting
        known = Source.objects.select_related("merged_into")
        for source in known.filter(reference_key__in={_key(draft) for draft in drafts}):
            self._found[source.reference_key or ""] = source.lasting


def _key(draft: NoteDraft) -> str:
    """What makes two drafts mean one source wherever they are; nothing for a title."""
    if draft.url:
        return links.identity(draft.url)
    if draft.publisher and draft.year:
        return reference_key(
            title=draft.title, publisher=draft.publisher, year=draft.year
        )
    return ""


def facts(source: Source) -> tuple[str, ...]:
    """What is known of a source that an editor types in an article's list."""
    return source.title, source.url or "", source.publisher, source.published


def _stands(draft: NoteDraft, source: Source) -> bool:
    """Whether an editor typed of a source just what is known of it."""
    typed = (draft.title, draft.url, draft.publisher, draft.year)
    return facts(source) == typed


def _bare_key(*known: str) -> tuple[str, ...]:
    """What tells one source of an article from another when neither has an address."""
    return tuple(" ".join(part.casefold().split()) for part in known)


def _notes_of(article: Article) -> list[Note]:
    return list(article.notes.select_related("source")) if article.pk else []
