"""What was wrong in an article that readers had, and is right now."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article
from .revision import Revision


class Correction(models.Model):
    """A note, for readers, on what one revision has put right. Never changed."""

    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="corrections",
        db_index=False,  # the index of its article's begins with it
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="corrections"
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="corrections"
    )
    text = models.TextField(_("correction"), max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["article", "-id"], name="article_corrections"),
        ]

    def __str__(self) -> str:
        return self.text
