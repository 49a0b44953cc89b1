"""An editor tells readers what was wrong in an article that they had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import policies
from articles.models import Article, Correction

if TYPE_CHECKING:
    from accounts.models import Member


class NothingCorrected(Exception):  # noqa: N818 - it is news for the editor, not an error
    """What readers have is still what they had first."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nothing has been changed since readers got it. Put the text right, "
                "and say here what was wrong."
            )
        )


@transaction.atomic
def note_correction(*, article: Article, editor: Member, text: str) -> Correction:
    """Say what the newest version has put right; readers see both beside each other.

    Saying the same of one version twice is saying it once. Raises NothingCorrected.
    """
    policies.refuse_unless_editor(editor)
    held = Article.objects.select_for_update().get(pk=article.pk)
    told = list(held.told().order_by("-number")[:2]) if held.is_published else []
    if len(told) < 2:
        raise NothingCorrected
    said, is_new = Correction.objects.get_or_create(
        article=held, revision=told[0], text=text, defaults={"editor": editor}
    )
    if is_new:
        held.corrected_at = timezone.now()
        held.save(update_fields=["corrected_at", "updated_at"])
    return said
