"""An article, and every version it has had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from .topic import Topic

if TYPE_CHECKING:
    from datetime import datetime

MAX_BODY = 100_000  # characters
TOLD = "title", "url", "publisher", "year"  # by name: PostgreSQL orders keys anew
WORDS_A_MINUTE = 220  # silent reading of English non-fiction, Brysbaert 2019: 238


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


def is_out(prefix: str = "") -> Q:
    """That everybody may read an article: published, and its hour has come.

    `prefix` leads to it from another model: "articles__", "discussion__article__".
    """
    return Q(
        **{
            f"{prefix}status": Status.PUBLISHED,
            f"{prefix}publish_at__lte": timezone.now(),
        }
    )


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> Self:
        """What everybody may read."""
        return self.filter(is_out())

    def for_listing(self) -> Self:
        """With all that an entry in a list shows, without the text."""
        return self.select_related("author", "topic").defer("body", "body_html")

    def newest_first(self) -> Self:
        return self.order_by("-publish_at", "-pk")

    def discussed(self) -> Self:
        """Those with replies, most recently answered first."""
        return self.filter(reply_count__gt=0).order_by("-last_reply_at", "-pk")


class Article(models.Model):
    """A piece of news. `version` counts its revisions and guards against two editors.

    `unread` is no column: a page that lists articles for a member sets it, and
    `is_more_unread` where counting stopped before the end.
    """

    Status = Status
    unread: int = 0
    is_more_unread: bool = False

    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    standfirst = models.TextField(_("standfirst"), max_length=500, blank=True)
    body = models.TextField(_("text"), max_length=MAX_BODY)
    body_html = models.TextField(editable=False, default="")
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="articles"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    publish_at = models.DateTimeField(_("published"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    source_count = models.PositiveSmallIntegerField(default=0, editable=False)
    citation_count = models.PositiveSmallIntegerField(default=0, editable=False)
    reply_count = models.PositiveIntegerField(default=0, editable=False)
    last_reply_at = models.DateTimeField(null=True, editable=False)
    imported_digest = models.CharField(max_length=64, blank=True, editable=False)
    imported_version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [("edit", _("May write and publish articles"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT) | Q(publish_at__isnull=False),
                name="a_published_article_has_its_hour",
            ),
        ]
        indexes = [
            models.Index(
                fields=["status", "-publish_at", "-id"], name="article_latest"
            ),
            models.Index(
                fields=["-last_reply_at", "-id"],
                name="article_discussed",
                condition=Q(reply_count__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forum:discussion", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return (
            self.status == Status.PUBLISHED
            and self.publish_at is not None
            and self.publish_at <= timezone.now()
        )

    @property
    def description(self) -> str:
        """One sentence for search engines and link previews."""
        return self.standfirst or Truncator(self.body.partition("\n")[0]).chars(160)

    @property
    def reading_minutes(self) -> int:
        return max(1, round(len(self.body.split()) / WORDS_A_MINUTE))

    def told(self) -> models.QuerySet[Revision]:
        """The versions that readers have had: from the one it was published in, on."""
        drafts = self.revisions.filter(created_at__lte=self.publish_at)
        first = drafts.order_by("-number").values("number")[:1]
        since = Coalesce(models.Subquery(first), 0)
        return self.revisions.filter(number__gte=since)

    def record_reply(self, *, at: datetime) -> None:
        """One visible reply more, written at a moment."""
        Article.objects.filter(pk=self.pk).update(
            reply_count=F("reply_count") + 1,
            last_reply_at=Greatest(Coalesce(F("last_reply_at"), at), at),
        )

    def record_replies(self, *, change: int) -> None:
        """Visible replies gone (negative) or come back, without new activity."""
        Article.objects.filter(pk=self.pk).update(reply_count=F("reply_count") + change)


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
