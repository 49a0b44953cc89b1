"""An editor amends what is known of a source, or finds two to be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles import leaning, policies, tasks
from articles.models import Note, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import Member
    from articles.models import Citation


class SourceChanged(Exception):  # noqa: N818 - it is news for the editor, not an error
    """Somebody amended the source after this editor had opened it."""

    def __init__(self) -> None:
        super().__init__(_("This source was changed while you were deciding."))


@transaction.atomic
def amend_source(*, source: Source, editor: Member, began_from: str = "") -> Source:
    """Keep what an editor mended of a source.

    What shows its title or its address is drawn anew, by a worker. `began_from` is the
    fingerprint of what the editor was shown: raises SourceChanged if the source is no
    longer so.
    """
    policies.refuse_unless_editor(editor)
    current = Source.objects.select_for_update().filter(pk=source.pk).first()
    if current and current.fingerprint != began_from:
        raise SourceChanged
    if current is None or current.url != source.url:
        source.move_to(source.url)
    source.reference_key = source.key_by_description()
    source.is_title_provisional = False  # the editor has seen it, and lets it stand
    source.save()
    if current and (current.title, current.url) != (source.title, source.url):
        tasks.announce(source)
    return source


@transaction.atomic
def merge_sources(*, into: Source, others: Sequence[Source], editor: Member) -> Source:
    """Let all that leans on other sources lean on this one: they were one all along.

    Numbers, marks and letters stay what they are: an article that has both keeps two
    notes of one source. The others' numbers and addresses lead here from now on. Raises
    SourceChanged if one of them has meanwhile gone into another.
    """
    policies.refuse_unless_editor(editor)
    gone = [source for source in others if source.pk != into.pk]
    for source in gone:
        leaning.move(of=source, to=into)
    keys = [into.pk, *(source.pk for source in gone)]
    held = Source.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    if any(source.merged_into_id for source in held.order_by("pk")):
        raise SourceChanged
    _take_address(into, gone)
    went = Q(pk__in=keys[1:]) | Q(merged_into__in=keys[1:])
    Source.objects.filter(went).update(merged_into=into)
    tasks.announce(into)
    for source in gone:
        tasks.gather_later(source)
    return into


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
    another, or if a note leans on something else by now.
    """
    policies.refuse_unless_editor(editor)
    if not other.pk:
        other.reference_key = other.key_by_description()
        other.save()
    leaning.part(of=source, to=other, notes=notes, alone=alone)
    held = Source.objects.select_for_update(of=("self",))
    both = {
        row.pk: row for row in held.filter(pk__in=[source.pk, other.pk]).order_by("pk")
    }
    keys = [note.pk for note in notes]
    elsewhere = Note.objects.filter(pk__in=keys).exclude(source=other)
    if both[source.pk].merged_into_id or elsewhere.exists():
        raise SourceChanged
    if both[other.pk].merged_into_id not in {None, source.pk}:
        raise SourceChanged
    Source.objects.filter(pk=other.pk).update(merged_into=None)
    other.merged_into = None
    tasks.announce(source)
    tasks.announce(other)
    return other


def _take_address(into: Source, gone: Sequence[Source]) -> None:
    """One of them has an address: then the one that stays has it."""
    addressed = next((source for source in gone if source.url), None)
    if into.url or addressed is None:
        return
    url = addressed.url
    addressed.url = addressed.address_key = None
    addressed.save(update_fields=["url", "address_key"])
    into.move_to(url)
    into.save()
