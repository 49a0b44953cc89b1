"""A place where something leans on a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article
from .source import Source

if TYPE_CHECKING:
    from collections.abc import Collection

    from .note import Note


class Citation(models.Model):
    """Whatever cites points at the source itself, never at a number."""

    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        db_index=False,  # an index of each kind begins with it
    )

    class Meta:
        abstract = True

    @classmethod
    def move(
        cls,
        *,
        of: Source,
        to: Source,
        by: Note | None = None,
        only: Collection[int] | None = None,
    ) -> None:
        """Let those of one source lean on another, with their marks as they are.

        All; or those that cite by a note; or these, by key, of those that are `alone`.
        """
        raise NotImplementedError

    @classmethod
    def alone(
        cls,
        source: Source,  # noqa: ARG003 - for those that have some
        *,
        brought: Source | None = None,  # noqa: ARG003 - as above
    ) -> Any:
        """Those that lean on a source by no note of an article: it was brought along.

        All; or those that brought it by the address of another, which went into it.
        """
        return cls.objects.none()  # type: ignore[attr-defined]

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

    @classmethod
    def move(
        cls,
        *,
        of: Source,
        to: Source,
        by: Note | None = None,
        only: Collection[int] | None = None,
    ) -> None:
        moved = cls.objects.filter(source=of)
        if by:
            moved = moved.filter(article=by.article_id, number=by.number)
        if only is None:
            moved.update(source=to)

    @property
    def anchor(self) -> str:
        """Where its mark stands in the article."""
        return f"fnref{self.number}:{self.use}" if self.use else f"fnref{self.number}"
