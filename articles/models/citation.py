"""A place where something leans on a source."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article
from .source import Note, Source


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
    def move(cls, *, of: Source, to: Source, by: Note | None = None) -> None:
        """Let those of one source lean on another: all, or those that cite by a note."""
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
    def move(cls, *, of: Source, to: Source, by: Note | None = None) -> None:
        moved = cls.objects.filter(source=of)
        if by:
            moved = moved.filter(article=by.article_id, number=by.number)
        moved.update(source=to)

    @property
    def anchor(self) -> str:
        """Where its mark stands in the article."""
        return f"fnref{self.number}:{self.use}" if self.use else f"fnref{self.number}"
