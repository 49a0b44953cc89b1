"""An editor amends what is known of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from articles import policies, tasks
from articles.models import Source

if TYPE_CHECKING:
    from accounts.models import Member


class SourceChanged(Exception):  # noqa: N818 - it is news for the editor, not an error
    """Somebody amended the source after this editor had opened it."""


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
    source.reference_key = source.key_by_description()
    source.is_title_provisional = False  # the editor has seen it, and lets it stand
    source.save()
    if current and (current.title, current.url) != (source.title, source.url):
        tasks.announce(source)
    return source
