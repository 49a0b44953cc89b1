"""An editor takes an article back, and stands by that in public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import policies
from articles.models import Article

if TYPE_CHECKING:
    from accounts.models import Member


class NotOut(Exception):  # noqa: N818 - it is news for the editor, not an error
    """No reader has it: there is nothing to take back."""

    def __init__(self) -> None:
        super().__init__(_("Readers do not have this article, so it is not retracted."))


@transaction.atomic
def retract(*, article: Article, editor: Member, reason: str) -> Article:
    """Tell readers not to rely on it, and why. Its text and its discussion stay.

    Another reason takes the place of the first; the day stays. Raises NotOut.
    """
    policies.refuse_unless_editor(editor)
    held = Article.objects.select_for_update().get(pk=article.pk)
    if not held.is_published:
        raise NotOut
    return _told(held, reason)


@transaction.atomic
def reinstate(*, article: Article, editor: Member) -> str:
    """Readers may rely on it again; the reason that they have been told until now."""
    policies.refuse_unless_editor(editor)
    held = Article.objects.select_for_update().get(pk=article.pk)
    reason: str = held.retraction_reason
    _told(held, "")
    return reason


def _told(article: Article, reason: str) -> Article:
    if article.retraction_reason == reason:
        return article
    article.retraction_reason = reason
    article.retracted_at = (article.retracted_at or timezone.now()) if reason else None
    article.save(update_fields=["retracted_at", "retraction_reason", "updated_at"])
    return article
