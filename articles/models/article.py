"""An article, and which of them everybody may read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import (
    Cast,
    Coalesce,
    Floor,
    Greatest,
    Log,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy as _

from .picture import Picture
from .prepared import Blank, PreparedUpdate
from .together import Together, Told
from .topic import Topic

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models.expressions import Combinable

    from .revision import Revision

MAX_BODY = 100_000  # characters
WORDS_A_MINUTE = 220  # silent reading of English non-fiction, Brysbaert 2019: 238

# As much as ten times the replies are worth: 12.5 hours, as in the order "hot" of Reddit.
TENFOLD = 45_000  # seconds


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


def is_out(prefix: str = "", *, at: datetime | Blank | None = None) -> Q:
    """That everybody may read an article: published, and its hour has come.

    `prefix` leads to it from another model: "articles__", "discussion__article__".
    Without a moment, now.
    """
    return Q(
        **{
            f"{prefix}status": Status.PUBLISHED,
            f"{prefix}publish_at__lte": timezone.now() if at is None else at,
        }
    )


def _head_start(replies: Combinable) -> Combinable:
    """What so many replies are worth, in whole seconds."""
    tenfolds = Log(10, Greatest(replies, 1))
    return Cast(Floor(tenfolds * TENFOLD), models.BigIntegerField())


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self, *, at: datetime | Blank | None = None) -> Self:
        """What everybody may read: now, or at a moment."""
        return self.filter(is_out(at=at))

    def for_listing(self) -> Self:
        """With all that an entry in a list shows, without the text."""
        return self.select_related("author", "topic").defer("body", "body_html")

    def with_topics(self) -> Self:
        """With all that they are about, in the same statement: `topics_about`."""
        told = Together(Told("name", "slug"))
        filed = Topic.objects.filter(articles=OuterRef("pk")).order_by()
        listed = filed.values("articles").annotate(told=told)
        return self.annotate(filed=models.Subquery(listed.values("told")))

    def newest_first(self) -> Self:
        return self.order_by("-publish_at", "-pk")

    def discussed(self) -> Self:
        """Those with replies, by when they were answered last and by how many.

        What was retracted is not put forward.
        """
        talked_of = self.filter(reply_count__gt=0, retracted_at=None)
        return talked_of.order_by("-discussed_rank", "-pk")


class Article(models.Model):
    """A piece of news. `version` counts its revisions and guards against two editors.

    `topic` is the one that stands above its title; `topics` are all of them, that one
    included. `lead` is the picture at its head, `pictures` are all that any version shows.
    `discussed_rank` orders those with replies: the moment of the last, in seconds, and
    TENFOLD more for each tenfold of them. Such a sum changes with a reply alone, never
    with time, and so can lie in an index.

    `unread` is no column: a page that lists articles for a member sets it, and
    `is_more_unread` where counting stopped before the end. Nor is `filed`, names and
    addresses of topics: `with_topics` reads it.
    """

    Status = Status
    filed: list[list[str]] | None
    unread: int = 0
    is_more_unread: bool = False

    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    standfirst = models.TextField(_("standfirst"), max_length=500, blank=True)
    body = models.TextField(_("text"), max_length=MAX_BODY)
    body_html = models.TextField(editable=False, default="")
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    topics = models.ManyToManyField(
        Topic, through="articles.Filing", related_name="articles", blank=True
    )
    lead = models.ForeignKey(
        Picture, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    lead_words = models.CharField(max_length=300, blank=True, editable=False)
    lead_credit = models.CharField(max_length=200, blank=True, editable=False)
    pictures = models.ManyToManyField(Picture, related_name="articles", editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="articles"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    publish_at = models.DateTimeField(_("published"), null=True, blank=True)
    corrected_at = models.DateTimeField(null=True, editable=False)
    retracted_at = models.DateTimeField(null=True, editable=False)
    retraction_reason = models.TextField(max_length=1000, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    source_count = models.PositiveSmallIntegerField(default=0, editable=False)
    citation_count = models.PositiveSmallIntegerField(default=0, editable=False)
    reply_count = models.PositiveIntegerField(default=0, editable=False)
    last_reply_at = models.DateTimeField(null=True, editable=False)
    discussed_rank = models.BigIntegerField(default=0, editable=False)  # seconds
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
            models.CheckConstraint(
                condition=Q(retracted_at=None, retraction_reason="")
                | Q(retracted_at__isnull=False) & ~Q(retraction_reason=""),
                name="a_retracted_article_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["status", "-publish_at", "-id"], name="article_latest"
            ),
            models.Index(
                fields=["-discussed_rank", "-id"],
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
    def told_title(self) -> str:
        """Its title where nothing else says that it was retracted."""
        if not self.retracted_at:
            return self.title
        return gettext("Retracted: %(title)s") % {"title": self.title}

    @property
    def topics_about(self) -> list[Topic]:
        """All its topics, the main one first. Ask for it `with_topics`."""
        listed = [Topic(name=name, slug=slug) for name, slug in self.filed or ()]
        main = self.topic.slug if self.topic else ""
        return sorted(listed, key=lambda topic: (topic.slug != main, topic.name))

    @property
    def further_topics(self) -> list[Topic]:
        """Those that do not stand above its title."""
        return self.topics_about[1 if self.topic else 0 :]

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
        _RECORD.do(article=self.pk, at=at, since=int(at.timestamp()))

    def record_replies(self, *, change: int) -> None:
        """Visible replies gone (negative) or come back, without new activity."""
        count = F("reply_count") + change
        answered = F("discussed_rank") - _head_start(F("reply_count"))
        Article.objects.filter(pk=self.pk).update(
            reply_count=count, discussed_rank=answered + _head_start(count)
        )


_AT = Blank("at", models.DateTimeField())
_SINCE = Blank("since", models.BigIntegerField())
_RECORD = PreparedUpdate(
    lambda: Article.objects.filter(pk=Blank("article", models.IntegerField())),
    reply_count=F("reply_count") + 1,
    last_reply_at=Greatest(Coalesce(F("last_reply_at"), _AT), _AT),
    discussed_rank=Greatest(F("discussed_rank") - _head_start(F("reply_count")), _SINCE)
    + _head_start(F("reply_count") + 1),
)
