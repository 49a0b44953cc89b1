"""Draw replies anew when what they lean on is called something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from . import composing
from .composing import Own
from .models import Discussion, Reply

if TYPE_CHECKING:
    from .composing import Composition

BATCH = 50  # replies that one task draws, so that other work comes in between


def redraw(source_id: int, *, after: int = 0) -> int:
    """Draw the next replies that cite a source; the last of them, 0 if no more follow.

    They say what they said, and are not edited. One whose text changes meanwhile has
    been drawn with what is true now.
    """
    citing = Reply.objects.filter(
        citations__source=source_id, citations__is_first=True, pk__gt=after
    )
    batch = list(citing.for_reading().order_by("pk")[:BATCH])
    for reply in batch:
        composed = _composed(reply)
        html = composed.rendered.at(reply.number)
        if html != reply.body_html and not composed.rendered.is_escaped:
            _show(reply, html)
    return batch[-1].pk if len(batch) == BATCH else 0


def _composed(reply: Reply) -> Composition:
    """What its text becomes now, each letter and each name meaning what it meant."""
    own = [
        Own(cited.letter, cited.address, cited.source, cited.number)
        for cited in reply.own
    ]
    return composing.compose(
        article=reply.discussion.article,
        author=reply.author,
        body=reply.body,
        own=own,
        names=list(reply.mentions.values_list("member__username", flat=True)),
    )


@transaction.atomic
def _show(reply: Reply, html: str) -> None:
    Discussion.objects.locked().get(pk=reply.discussion_id)
    same = Reply.objects.filter(pk=reply.pk, version=reply.version)
    if same.update(body_html=html):
        Discussion.objects.filter(pk=reply.discussion_id).update(
            version=F("version") + 1
        )
