"""An editor amends what is known of a source, or finds two to be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles import leaning, policies, tasks, telling
from articles.models import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import Member
    from articles.models import Citation, Note


class SourceChanged(Exception):  # noqa: N818 - it is news for the editor, not an error
    """Somebody amended the source after this editor had opened it."""

    def __init__(self) -> None:
        super().__init__(_("This source was changed while you were deciding."))


class OnlyInDrafts(Exception):  # noqa: N818 - as above
    """Readers would learn an address that only drafts tell as yet."""

    def __init__(self, source: Source) -> None:
        said = _(
            "Only drafts tell of “%(title)s”: nothing that readers have can lean on it "
            "before one of them is published."
        )
        super().__init__(said % {"title": source.title})


AMENDED = [
    *(f.name for f in Source._meta.fields if f.editable and not f.primary_key),
    "address_key",
    "reference_key",
    "is_title_provisional",
]


@transaction.atomic
def amend_source(*, source: Source, editor: Member, began_from: str = "") -> Source:
    """Keep what an editor mended of a source.

    What shows its title or its address is drawn anew, by a worker. `began_from` is the
    fingerprint of what the editor was shown: raises SourceChanged if the source is no
    longer so, or has gone into another.
    """
    policies.refuse_unless_editor(editor)
    current = _held([source.pk]).get(source.pk)
    if current and (current.fingerprint != began_from or current.merged_into_id):
        raise SourceChanged
    if current is None or current.url != source.url:
        source.move_to(source.url)
    source.reference_key = source.key_by_description()
    source.is_title_provisional = False  # the editor has seen it, and lets it stand
    if current:
        source.is_withheld = current.is_withheld  # an article may have come out
    source.save(update_fields=AMENDED if current else None)
    if current and (current.title, current.url) != (source.title, source.url):
        tasks.announce(source)
    return source


@transaction.atomic
def merge_sources(*, into: Source, others: Sequence[Source], editor: Member) -> Source:
    """Let all that leans on other sources lean on this one: they were one all along.

    Numbers, marks and letters stay what they are: an article that has both keeps two
    notes of one source. The others' numbers and addresses lead here from now on. Raises
    SourceChanged if one of them has meanwhile gone into another, OnlyInDrafts if readers
    know one of the others and not this one.
    """
    policies.refuse_unless_editor(editor)
    known = [source.pk for source in (into, *others) if _is_known(source)]
    keys = [source.pk for source in others if source.pk != into.pk]
    leaning.move(of=[source for source in others if source.pk in keys], to=into)
    held = _held([into.pk, *keys])
    if any(held[key].merged_into_id for key in (into.pk, *keys)):
        raise SourceChanged
    kept, gone = held[into.pk], [held[key] for key in keys]
    _take_address(kept, gone)
    went = Q(pk__in=keys) | Q(merged_into__in=keys)
    Source.objects.filter(went).update(merged_into=kept)
    released = telling.release(Source.objects.filter(pk=kept.pk))
    if known and kept.pk not in known and not released:
        raise OnlyInDrafts(kept)
    tasks.announce(kept)
    for source in gone:
        tasks.gather_later(source)
    return kept


@transaction.atomic
def part_source(
    *,
    source: Source,
    other: Source,
    editor: Member,
    notes: Sequence[Note] = (),
    alone: Sequence[Citation] = (),
) -> Source:
    """Let these notes, all that cites by them, and these citations lean on another source.

    The other may be new, or known, or one that had gone into this and is taken out of it
    again. Raises SourceChanged if it has gone into a third, if this has gone into
    another, or if a note leans on something else by now; OnlyInDrafts if replies would
    lean on one of which readers know nothing.
    """
    policies.refuse_unless_editor(editor)
    is_known = not (alone and other.pk) or _is_known(other)
    parting = leaning.Parting(of=source, other=other, notes=notes, alone=alone)
    other = _stored(other)
    parting.move(to=other)
    held = _held([source.pk, other.pk])
    parted, other = held[source.pk], held[other.pk]
    if parted.merged_into_id or parting.notes.exclude(source=other).exists():
        raise SourceChanged
    if other == parted or other.merged_into_id not in {None, parted.pk}:
        raise SourceChanged
    other.merged_into = None
    other.save(update_fields=["merged_into"])
    released = telling.release(Source.objects.filter(pk=other.pk))
    if other.is_withheld and not (is_known or released):
        raise OnlyInDrafts(other)
    tasks.announce(parted)
    tasks.announce(other)
    return other


def _is_known(source: Source) -> bool:
    """Whether readers know it, be it by its address alone."""
    return not source.is_withheld or leaning.is_brought(source)


def _stored(source: Source) -> Source:
    """The source in the database; a reply may have been quicker to bring its address."""
    if source.pk:
        return source
    if source.url:
        return Source.objects.brought(
            source.url,
            title=source.title,
            publisher=source.publisher,
            year=source.published,
        )
    source.reference_key = source.key_by_description()
    source.save()
    return source


def _held(keys: Sequence[int]) -> dict[int, Source]:
    """Sources as they are now, by key, with all that went into them; ours from here on.

    Whoever merely cites one waits for nothing.
    """
    rows = Source.objects.filter(Q(pk__in=keys) | Q(merged_into__in=keys))
    held = rows.order_by("pk").select_for_update(of=("self",), no_key=True)
    return {source.pk: source for source in held}


def _take_address(into: Source, gone: Sequence[Source]) -> None:
    """One of them has an address: then the one that stays has it."""
    addressed = next((source for source in gone if source.url), None)
    if into.url or addressed is None:
        return
    into.url, into.address_key = addressed.url, addressed.address_key
    into.reference_key = None
    addressed.url = addressed.address_key = None
    for source in (addressed, into):
        source.save(update_fields=["url", "address_key", "reference_key"])
