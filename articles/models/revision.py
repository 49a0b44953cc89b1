"""Every version that an article has had."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article

TOLD = "title", "url", "publisher", "year"  # by name: PostgreSQL orders keys anew


class Revision(models.Model):
    """An article as it stood after one save. Never changed, never deleted."""

    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="revisions",
        db_index=False,  # its unique constraint begins with it
    )
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    standfirst = models.TextField(blank=True)
    body = models.TextField()
    notes = models.JSONField(default=list)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="revisions"
    )
    summary = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["article", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"], name="an_article_numbers_its_revisions"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.number}"

    @property
    def plain(self) -> str:
        """All that it says, sources included, to be compared."""
        parts = (self.title, self.standfirst, self.body, self.listed_sources)
        return "\n\n".join(filter(None, parts))

    @property
    def listed_sources(self) -> str:
        """One a line, as far as each is known."""
        return "\n".join(
            " ".join([f"[{note['number']}]", *filter(None, map(note.get, TOLD))])
            for note in self.notes
        )
