"""A picture that a member brought, written anew before it was kept."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .article import Article

LONGEST_WORDS = 300  # characters that say what a picture shows


class Kind(models.TextChoices):
    """How it is written; the value is the ending of its name."""

    JPEG = "jpg", _("JPEG")
    PNG = "png", _("PNG")
    WEBP = "webp", _("WebP")


MIME = {Kind.JPEG: "image/jpeg", Kind.PNG: "image/png", Kind.WEBP: "image/webp"}


def draw_name() -> str:
    """128 random bits: a name tells nothing and cannot be guessed."""
    return secrets.token_hex(16)


class PictureQuerySet(models.QuerySet["Picture"]):
    def for_article(self, article: Article) -> Self:
        """Those that it may show: brought by staff, or its own already."""
        own = article.pictures.values("pk") if article.pk else ()
        return self.filter(Q(owner__is_staff=True) | Q(pk__in=own))

    def bytes_in_all(self) -> int:
        total: int | None = self.aggregate(total=Sum("size"))["total"]
        return total or 0


class Picture(models.Model):
    """What is kept of a picture: its pixels. `file` lies under a name drawn for it."""

    Kind = Kind

    name = models.CharField(max_length=32, default=draw_name)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="pictures"
    )
    file = models.FileField()
    kind = models.CharField(max_length=4, choices=Kind)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()  # bytes
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.UniqueConstraint(fields=["name"], name="a_picture_has_its_own_name"),
            models.CheckConstraint(
                condition=Q(width__gt=0, height__gt=0, size__gt=0),
                name="a_picture_can_be_seen",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("forum:picture", args=[self.name, self.kind])

    @property
    def file_name(self) -> str:
        return f"{self.name}.{self.kind}"

    @property
    def place(self) -> str:
        """Where its file lies; in 256 folders, for some systems search a folder."""
        return f"pictures/{self.name[:2]}/{self.file_name}"

    @property
    def mime(self) -> str:
        return MIME[Kind(self.kind)]

    def keep(self, data: bytes) -> None:
        """Write its file."""
        self.file.storage.save(self.place, ContentFile(data))

    def discard(self) -> None:
        """Let go of it, the file first: a row without a file is found again."""
        self.file.storage.delete(self.place)
        self.delete()

    def markdown(self, words: str = "") -> str:
        """What shows it in a text, with the words that say what it shows."""
        plain = " ".join(words.split())[:LONGEST_WORDS]
        kept = re.sub(r"([\\`*_\[\]])", r"\\\1", plain)
        return f"![{kept}]({self.get_absolute_url()})"
