"""One discussion for each article; its row begins with the first deed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.models.prepared import Blank, PreparedUpdate

if TYPE_CHECKING:
    from datetime import datetime


class DiscussionQuerySet(models.QuerySet["Discussion"]):
    def about(self, article: Article) -> Discussion:
        """The discussion of an article, or one not yet saved. Reading never writes."""
        known: Discussion | None = getattr(article, "discussion", None)
        return known or Discussion(article=article)

    def locked(self) -> Self:
        """Rows that stay ours until the transaction ends.

        The first lock of every deed but a vote. What follows is held in the order that
        docs/architecture.md writes down, once for all.
        """
        return self.select_for_update(of=("self",))

    def held(self, article: Article) -> Discussion:
        """The discussion of an article, locked, and begun by whoever comes first."""
        mine = self.locked().filter(article=article)
        discussion = mine.first()
        if discussion is None:
            self.get_or_create(article=article)
            discussion = mine.get()
        discussion.article = article
        return discussion


class Discussion(models.Model):
    """What is said of one article, and how much of it there is."""

    article = models.OneToOneField(
        Article, on_delete=models.PROTECT, related_name="discussion"
    )
    last_number = models.PositiveIntegerField(default=0)
    live_count = models.PositiveIntegerField(default=0)
    sourced_count = models.PositiveIntegerField(default=0)
    last_reply_at = models.DateTimeField(null=True)
    ordered_at = models.DateTimeField(null=True)
    order_epoch = models.PositiveIntegerField(default=0)
    forgotten_epoch = models.PositiveIntegerField(default=0)
    is_locked = models.BooleanField(_("locked"), default=False)
    version = models.PositiveIntegerField(default=0)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")

    def __str__(self) -> str:
        return self.article.title

    def get_absolute_url(self) -> str:
        return self.article.get_absolute_url()

    def record_reply(self, number: int, *, at: datetime, cites: bool) -> None:
        """One visible reply more, written at a moment; whether it cites a source."""
        values = {"number": number, "at": at, "cites": int(cites)}
        _RECORD.do(discussion=self.pk, **values)


_RECORD = PreparedUpdate(
    lambda: Discussion.objects.filter(pk=Blank("discussion", models.IntegerField())),
    last_number=Blank("number", models.IntegerField()),
    live_count=F("live_count") + 1,
    sourced_count=F("sourced_count") + Blank("cites", models.IntegerField()),
    last_reply_at=Blank("at", models.DateTimeField()),
    version=F("version") + 1,
)
