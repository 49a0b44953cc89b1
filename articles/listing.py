"""Write down an article's numbered notes, with their sources as they are by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import links, telling
from .models import Source
from .numbering import facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .numbering import Numbering

TITLED = ("title", "publisher", "published", "is_title_provisional")
AMENDED = ("title", "publisher", "published", "url", "address_key", "reference_key")


class Overtaken(Exception):  # noqa: N818 - it is news for the editor, not an error
    """A source of which the editor tells more is not what it was, or not alone any more."""


class Listing:
    """What a numbering comes to now: its sources are ours until the transaction ends.

    They were read before anything was held. A note that was parted stays with the other
    source, one that was merged goes with it; a title that somebody else gave stays.
    Nothing is written yet. Raises Overtaken if somebody else amended a source that is
    amended here, or what is told of it is known of another by now.
    """

    def __init__(self, numbering: Numbering) -> None:
        self.article, self.notes = numbering.article, numbering.notes
        told = [*numbering.amended, *numbering.titled]
        keys = _keys(numbering)
        self._before = set(numbering.before.values())
        held = _held({*keys.values(), *self._before, *(source.pk for source in told)})
        _refuse_unless_as_opened(numbering, held)
        self.titled: list[Source] = []  # that were called by their addresses until now
        self.forgotten: list[Source] = []  # that are called so again
        self._changed: dict[int, tuple[str, ...]] = {}
        for typed in numbering.amended:
            self._take_over(held[typed.pk], typed, AMENDED)
        for typed in numbering.titled:
            source = held[typed.pk]
            if telling.may_name(self.article, source):
                self._take_over(source, typed, TITLED)
                source.is_withheld = not self.article.is_published
                self._changed[source.pk] = (*TITLED, "is_withheld")
                self.titled.append(source)
        self._held = held
        for note in self.notes:
            if note.number in keys:
                note.source = held[keys[note.number]].lasting

    def store(self) -> None:
        """Write it all down.

        Before anyone could read the article, a note that is struck is no note.
        """
        for key in sorted(self._changed):
            self._held[key].save(update_fields=self._changed[key])
        self._store_new()
        for note in self.notes:
            if note.is_struck and not self.article.is_published:
                note.delete()
                continue
            note.article = self.article
            note.save()
        if not self.article.is_published:
            left = Source.objects.filter(pk__in=self._before)
            self.forgotten = telling.forget(left)

    def _take_over(self, source: Source, typed: Source, names: tuple[str, ...]) -> None:
        for name in names:
            setattr(source, name, getattr(typed, name))
        self._changed[source.pk] = names

    def _store_new(self) -> None:
        """By what they are known by, as replies bring theirs: nobody waits in a circle.

        What an article tells of them is withheld while nobody may read it.
        """
        is_withheld = not self.article.is_published
        new = [note for note in self.notes if not note.source.pk]
        for note in sorted(new, key=lambda note: _known_by(note.source)):
            note.source = _stored(note.source, is_withheld=is_withheld)


def _keys(numbering: Numbering) -> dict[int, int]:
    """By number, the source that each note has by now, if it is stored."""
    keys = {note.number: note.source.pk for note in numbering.notes if note.source.pk}
    if numbering.article.pk:
        rows = numbering.article.notes.values_list("number", "source")
        for number, now in rows:
            if keys.get(number) == numbering.before.get(number):
                keys[number] = now  # the editor left it to the source it had
    return keys


def _held(keys: Iterable[int]) -> dict[int, Source]:
    rows = Source.objects.filter(pk__in=keys).select_related("merged_into")
    held = rows.order_by("pk").select_for_update(of=("self",), no_key=True)
    return {source.pk: source for source in held}


def _refuse_unless_as_opened(numbering: Numbering, held: dict[int, Source]) -> None:
    for source in numbering.amended:
        now = held[source.pk]
        if now.merged_into or facts(now) != numbering.opened[source.pk]:
            raise Overtaken
    urls = [source.url for source in numbering.amended if source.url]
    keys = [source.reference_key for source in numbering.amended]
    described = Source.objects.filter(reference_key__in=filter(None, keys))
    if Source.objects.found(urls) or (any(keys) and described.exists()):
        raise Overtaken


def _known_by(source: Source) -> tuple[str, str]:
    address = links.identity(source.url) if source.url else ""
    return address, source.reference_key or source.title


def _stored(source: Source, *, is_withheld: bool) -> Source:
    """The source in the database; another editor may have been quicker to add it."""
    if source.pk:
        return source
    told = {
        "title": source.title,
        "publisher": source.publisher,
        "year": source.published,
    }
    if source.url:
        return Source.objects.at(source.url, **told, is_withheld=is_withheld)
    if source.reference_key:
        return Source.objects.described(**told, is_withheld=is_withheld)
    source.is_withheld = is_withheld
    source.save()
    return source
