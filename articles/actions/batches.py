"""Many files at once: kept as they came, then taken in one by one by a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from articles import policies
from articles.importing import Refusal, names_itself, parse, remarks_on, said
from articles.models import Batch, BatchFile

from .taking_in import already_is, meant, prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import Member


@transaction.atomic
def hand_in(
    *,
    editor: Member,
    files: Sequence[tuple[str, bytes]],
    is_final: bool = False,
    over: bool = False,
    is_trial: bool = False,
) -> Batch:
    """Keep the files, and have each taken in: with the transaction, or not at all."""
    policies.refuse_unless_editor(editor)
    batch = Batch.objects.create(
        editor=editor, is_final=is_final, over=over, is_trial=is_trial
    )
    BatchFile.objects.bulk_create(
        BatchFile(
            batch=batch, name=name, content=content, slug=names_itself(name, content)
        )
        for name, content in files
    )
    resume(batch=batch, editor=editor)
    return batch


@transaction.atomic
def resume(*, batch: Batch, editor: Member) -> None:
    """Have what still waits taken in. To ask twice is to ask once."""
    policies.refuse_unless_editor(editor)
    for key in batch.files.waiting().values_list("pk", flat=True):
        take_in_file.enqueue(key)


@task()
def take_in_file(file_id: int) -> None:
    """Take one file in, or write down why not. Nothing waits while it is rendered."""
    files = BatchFile.objects.waiting().filter(pk=file_id)
    file = files.select_related("batch__editor").first()
    if file is None:
        return
    try:
        _take_in(file)
    except Refusal as refusal:
        files.update(state=BatchFile.State.REFUSED, said="\n".join(refusal.reasons))


def _take_in(file: BatchFile) -> None:
    batch = file.batch
    read = parse(file.name, bytes(file.content))
    _refuse_twin(file, read.slug)
    intake = prepare(
        file=read, editor=batch.editor, is_final=batch.is_final, over=batch.over
    )
    remarks = remarks_on(read)
    with transaction.atomic():
        if not _hold(file):
            return
        with transaction.atomic():
            article, outcome = intake.write()
            transaction.set_rollback(batch.is_trial)
        sentences = [said(article, outcome), *remarks]
        if batch.is_trial:
            file.state = BatchFile.State.TRIED
            sentences.insert(0, _("Nothing is written; this is what would be:"))
        else:
            file.state, file.article = BatchFile.State.TAKEN, article
            file.content = b""  # the article has it from now on
        file.said = "\n".join(sentences)
        file.save()


def _refuse_twin(file: BatchFile, slug: str) -> None:
    """Two files of one batch are two articles: one is no later version of the other.

    An earlier one that still waits is taken in first, whichever worker has come to it:
    if it is refused, it has no article.
    """
    mine = meant(slug)
    earlier = file.batch.files.filter(pk__lt=file.pk).exclude(
        state=BatchFile.State.REFUSED
    )
    for other in earlier.for_listing():
        if mine != meant(other.address, other.article):
            continue
        take_in_file.call(other.pk)  # nothing, if it waits no longer
        if earlier.filter(pk=other.pk).exists():
            raise already_is(other.name, slug)


def _hold(file: BatchFile) -> bool:
    """Keep the file from other workers, before any other row; whether it still waits."""
    rows = BatchFile.objects.waiting().select_for_update()
    return rows.only("pk").filter(pk=file.pk).first() is not None
