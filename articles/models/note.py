"""A numbered entry in an article's list of sources."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from .source import Source


class NoteQuerySet(models.QuerySet["Note"]):
    def for_reading(self) -> Self:
        """With the source that each one stands for."""
        return self.select_related("source")


class Note(models.Model):
    """A numbered entry in an article's list of sources.

    The number never changes and is never used again once the article is published; a
    source that is no longer cited keeps its note, struck through.
    """

    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.PROTECT,
        related_name="notes",
        db_index=False,  # its unique constraint begins with it
    )
    number = models.PositiveSmallIntegerField(_("number"))
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="notes",
        db_index=False,  # the index of its articles begins with it
    )
    uses = models.PositiveSmallIntegerField(default=0, editable=False)
    is_struck = models.BooleanField(_("struck"), default=False)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"], name="a_number_means_one_source"
            ),
        ]
        indexes = [models.Index(fields=["source", "-article"], name="source_articles")]

    def __str__(self) -> str:
        return f"[{self.number}] {self.source.title}"

    @property
    def anchor(self) -> str:
        return f"fn{self.number}"

    @property
    def back_links(self) -> list[tuple[str, str]]:
        """One (label, anchor) a use: ("1", "fnref1"), ("1:1", "fnref1:1")."""
        labels = [
            f"{self.number}:{use}" if use else f"{self.number}"
            for use in range(self.uses)
        ]
        return [(label, f"fnref{label}") for label in labels]
