"""A reply, its place in the tree, and what is counted on it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext, gettext_lazy as _

from accounts.models import Member, Moderatable, ModerationEntry
from articles import links, prose
from articles.models import Picture
from forum import ranking

from .discussion import Discussion
from .mention import Mention
from .paths import DIGITS, numbers_in
from .reply_queryset import ReplyQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .citation import ReplyCitation

MAX_DEPTH = 32  # levels stored; a reply below the last becomes its parent's sibling
MAX_BODY = 10_000  # characters
_PICTURE = re.compile('<img [^>]*?alt="([^"]*)"[^>]*>')


class Reply(Moderatable):
    """One thing said. `number` is its public name in the discussion and never changes.

    `path` is the numbers from the top down to it, six hexadecimal digits each, so that
    text order is tree order under any collation. `shown` is true while it is live or
    something below it is: the indexes by which siblings are read hold only such rows.
    """

    discussion = models.ForeignKey(
        Discussion, on_delete=models.PROTECT, related_name="replies", db_index=False
    )
    number = models.PositiveIntegerField()
    parent_number = models.PositiveIntegerField(default=0)
    root_number = models.PositiveIntegerField()
    answers_number = models.PositiveIntegerField(default=0)
    depth = models.PositiveSmallIntegerField(default=0)
    path = models.CharField(max_length=MAX_DEPTH * DIGITS)
    moved_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="moved_from"
    )

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="replies"
    )
    body = models.TextField(max_length=MAX_BODY)
    body_html = models.TextField()
    pictures = models.ManyToManyField(Picture, related_name="replies")
    key = models.UUIDField(default=uuid4)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    is_live = models.BooleanField(default=True)
    shown = models.BooleanField(default=True)
    ups = models.PositiveIntegerField(default=0)
    flags = models.PositiveIntegerField(default=0)
    source_count = models.PositiveSmallIntegerField(default=0)
    descendants = models.PositiveIntegerField(default=0)
    live_descendants = models.PositiveIntegerField(default=0)
    subtree_last_number = models.PositiveIntegerField()
    best_key = models.BigIntegerField()
    sourced_key = models.BigIntegerField()
    is_order_due = models.BooleanField(default=False)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        constraints = [
            *Moderatable.Meta.constraints,
            models.UniqueConstraint(
                fields=["discussion", "number"], name="a_discussion_numbers_its_replies"
            ),
            models.UniqueConstraint(
                fields=["author", "discussion", "key"], name="a_reply_is_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(is_live=True, withdrawn_at=None, hidden_at=None)
                | (
                    Q(is_live=False)
                    & (Q(withdrawn_at__isnull=False) | Q(hidden_at__isnull=False))
                ),
                name="a_live_reply_is_neither_withdrawn_nor_hidden",
            ),
            models.CheckConstraint(
                condition=Q(is_live=False, live_descendants=0, shown=False)
                | (Q(shown=True) & (Q(is_live=True) | Q(live_descendants__gt=0))),
                name="a_shown_reply_is_live_or_has_live_ones_below",
            ),
        ]
        indexes = [
            models.Index(
                fields=["discussion", "parent_number", "number"],
                name="reply_old",
                condition=Q(shown=True),
            ),
            models.Index(
                fields=["discussion", "parent_number", "best_key"],
                name="reply_best",
                condition=Q(shown=True),
            ),
            models.Index(
                fields=["discussion", "parent_number", "sourced_key"],
                name="reply_sourced",
                condition=Q(shown=True),
            ),
            models.Index(fields=["discussion", "path"], name="reply_path"),
            models.Index(
                fields=["discussion", "number", "author", "is_live"],
                name="reply_live",
                condition=Q(is_live=True),
            ),
            models.Index(
                fields=["discussion"],
                name="reply_order_due",
                condition=Q(is_order_due=True),
            ),
            models.Index(
                fields=["-created_at", "-id"],
                name="reply_newest",
                condition=Q(is_live=True),
            ),
            models.Index(
                fields=["author", "-created_at", "-id"],
                name="reply_newest_of_author",
                condition=Q(is_live=True),
            ),
        ]

    def __str__(self) -> str:
        return gettext("Reply %(number)d to “%(title)s”") % {
            "number": self.number,
            "title": self.discussion.article.title,
        }

    def get_absolute_url(self) -> str:
        return reverse("forum:reply", args=[self.discussion.article.slug, self.number])

    @property
    def excerpt(self) -> str:
        """What it says, as plain text, without its list of sources; pictures in words."""
        said = prose.said(self.body_html)
        return unescape(strip_tags(_PICTURE.sub(r"[\1]", said))).strip()

    @property
    def own(self) -> models.QuerySet[ReplyCitation]:
        """The sources it brought along, in the order of their letters."""
        own = self.citations.exclude(letter="").order_by("letter")
        return own.select_related("source", "brought")

    @property
    def addresses(self) -> list[str]:
        """Those of the sources it brought along, as an edit begins with them.

        Where two were found to be one, each letter keeps its own.
        """
        return [citation.address for citation in self.own]

    def brings(self, addresses: Sequence[str]) -> bool:
        """Whether these are what it brought along, however each is spelt."""
        known = self.addresses
        return len(known) == len(addresses) and all(
            one == other or (one and links.identity(one) == links.identity(other))
            for one, other in zip(known, addresses, strict=True)
        )

    @property
    def anchor(self) -> str:
        return f"r{self.number}"

    @property
    def ancestor_numbers(self) -> list[int]:
        """From the top down, read out of the path without a query."""
        return numbers_in(self.path)[:-1]

    def lean_on(
        self,
        *,
        citations: Iterable[ReplyCitation],
        mentioned: Iterable[Member],
        pictures: Iterable[Picture],
    ) -> None:
        """Write down what its text cites, names and shows."""
        rows = list(citations)
        for citation in rows:
            citation.reply = self
        self.citations.bulk_create(rows)
        self.mentions.bulk_create(
            Mention(reply=self, member=member) for member in mentioned
        )
        if shown := list(pictures):
            self.pictures.add(*shown)

    def let_go(self) -> None:
        """Forget what its text cited, named and showed: another text takes its place."""
        self.citations.all().delete()
        self.mentions.all().delete()
        self.pictures.clear()

    def rank(self) -> None:
        """Work out its place among its siblings from its votes."""
        self.best_key = ranking.best_key(
            number=self.number, ups=self.ups, flags=self.flags
        )
        self.sourced_key = ranking.sourced_key(
            self.best_key, cites=self.source_count > 0
        )
        self.is_order_due = False

    # ------------------------------------------------------- leaving and entering

    hiding_fields = (*Moderatable.hiding_fields, "is_live", "shown")

    @property
    def is_in_sight(self) -> bool:
        return self.is_live

    def lock(self) -> None:
        Discussion.objects.locked().get(pk=self.discussion_id)
        super().lock()

    def hide(self, *, by: Member | None, reason: str, entry: ModerationEntry) -> None:
        was_live = self.is_live
        self._stand(live=False)
        super().hide(by=by, reason=reason, entry=entry)
        if was_live:
            self._count(change=-1)

    def restore(self) -> None:
        self._stand(live=self.withdrawn_at is None)
        super().restore()
        if self.is_live:
            self._count(change=+1)

    def withdraw(self) -> None:
        """Take it back. The caller holds the lock and has asked whether."""
        was_live = self.is_live
        self._stand(live=False)
        self.withdrawn_at = timezone.now()
        self.save(update_fields=["withdrawn_at", "is_live", "shown"])
        if was_live:
            self._count(change=-1)

    def put_back(self) -> None:
        """Undo its withdrawal. The caller holds the lock and has asked whether."""
        self.withdrawn_at = None
        self._stand(live=self.hidden_at is None)
        self.save(update_fields=["withdrawn_at", "is_live", "shown"])
        if self.is_live:
            self._count(change=+1)

    def _stand(self, *, live: bool) -> None:
        self.is_live = live
        self.shown = live or self.live_descendants > 0

    def _count(self, *, change: int) -> None:
        remaining = F("live_descendants") + change
        Reply.objects.above(self).update(
            live_descendants=remaining,
            shown=Case(
                When(is_live=True, then=Value(True)),  # noqa: FBT003 - an SQL literal
                When(live_descendants__gt=-change, then=Value(True)),  # noqa: FBT003
                default=Value(False),  # noqa: FBT003
            ),
        )
        Discussion.objects.filter(pk=self.discussion_id).update(
            live_count=F("live_count") + change,
            sourced_count=F("sourced_count") + (change if self.source_count else 0),
            version=F("version") + 1,
        )
        self.discussion.article.record_replies(change=change)
