"""That an article stands under a topic."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .topic import Topic


class Filing(models.Model):
    """One article under one of its topics."""

    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,  # its unique constraint begins with it
    )
    topic = models.ForeignKey(
        Topic,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,  # the index of its articles begins with it
    )

    class Meta:
        db_table = "articles_article_topics"
        verbose_name = _("filing")
        verbose_name_plural = _("filings")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "topic"], name="an_article_is_filed_once_in_a_topic"
            ),
        ]
        indexes = [models.Index(fields=["topic", "-article"], name="topic_articles")]

    def __str__(self) -> str:
        return f"{self.article}: {self.topic}"
