"""Files that an editor handed in at once, and what has become of each."""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePath
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article

KEPT = timedelta(days=30)  # for what was refused to be mended


class BatchQuerySet(models.QuerySet["Batch"]):
    def kept(self) -> Self:
        """Those not yet too old, read from time: nothing must have run."""
        return self.filter(created_at__gt=timezone.now() - KEPT)

    def past(self) -> Self:
        """Those that are too old."""
        return self.filter(created_at__lte=timezone.now() - KEPT)


class Batch(models.Model):
    """One handing in, with what was asked for."""

    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="batches"
    )
    is_final = models.BooleanField(default=False)
    over = models.BooleanField(default=False)
    is_trial = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of files")
        verbose_name_plural = _("batches of files")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("admin:articles_article_batch", args=[self.pk])


class BatchFileQuerySet(models.QuerySet["BatchFile"]):
    def for_listing(self) -> Self:
        """Without what is in them."""
        return self.select_related("article").defer(
            "content", "article__body", "article__body_html"
        )

    def waiting(self) -> Self:
        return self.filter(state=BatchFile.State.WAITING)


class BatchFile(models.Model):
    """One file, as it came.

    When it was taken in, the article holds what it said. Otherwise it can be fetched.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        TAKEN = "taken", _("Taken in")
        TRIED = "tried", _("Tried")
        REFUSED = "refused", _("Refused")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    slug = models.CharField(  # that it says it has, if its name is not its address
        max_length=Article._meta.get_field("slug").max_length, blank=True
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    said = models.TextField(blank=True)  # one sentence a line
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = BatchFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a batch")
        verbose_name_plural = _("files of batches")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Of the article that it means, as it spells it."""
        return self.slug or PurePath(self.name).stem

    @property
    def sentences(self) -> list[str]:
        return self.said.splitlines()
