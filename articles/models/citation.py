"""A place where something leans on a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article
from .source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


class Citation(models.Model):
    """Whatever cites points at the source itself, never at a number.

    Kinds from above are named in `SOURCE_CITATIONS`, and say how theirs are moved when
    sources are merged or parted; `articles.leaning` moves those of articles.
    """

    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        db_index=False,  # an index of each kind begins with it
    )

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True

    @classmethod
    def held(cls, rows: Any) -> list[int]:
        """Keys of these rows, held with all that must be held before an article.

        Rows that come to be while it waits are not among them.
        """
        raise NotImplementedError

    @classmethod
    def move(cls, keys: Sequence[int], *, to: Source) -> None:
        """Let these lean on another source, with their marks as they are."""
        raise NotImplementedError

    @classmethod
    def alone(cls, source: Source) -> Any:
        """Those that lean on a source by no note of an article: it was brought along."""
        raise NotImplementedError

    @classmethod
    def parted(
        cls,
        source: Source,
        *,
        to: Source,
        notes: Collection[int],
        alone: Collection[int],
    ) -> Any:
        """Those that are another's when some notes of articles are, before they are.

        Those that cite by the notes; these, by key, of those that are `alone`; and those
        that brought it by the address of the other, which had gone into it.
        """
        raise NotImplementedError

    @classmethod
    def part(cls, keys: Sequence[int], *, to: Source, alone: Collection[int]) -> None:
        """Let those that were `parted` lean on the other, now that the notes do."""
        raise NotImplementedError

    @property
    def told(self) -> str:
        """Where it stands, for an editor to choose from."""
        raise NotImplementedError


class ArticleCitation(Citation):
    """One mark in an article's text: use 0 prints [n], use k prints [n:k]."""

    article = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        related_name="citations",
        db_index=False,  # its unique constraint begins with it
    )
    number = models.PositiveSmallIntegerField()
    use = models.PositiveSmallIntegerField()
    sentence = models.TextField()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["article", "number", "use"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number", "use"], name="a_use_is_counted_once"
            ),
        ]
        indexes = [models.Index(fields=["source", "article"], name="source_sentences")]

    def __str__(self) -> str:
        return f"[{self.number}:{self.use}]" if self.use else f"[{self.number}]"

    @property
    def anchor(self) -> str:
        """Where its mark stands in the article."""
        return f"fnref{self.number}:{self.use}" if self.use else f"fnref{self.number}"
