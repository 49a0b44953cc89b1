"""What is new to a member since their last visit of a discussion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    When,
)
from django.utils import timezone

from .models import Discussion, Reply, Visit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from accounts.models import Member
    from accounts.policies import Viewer
    from articles.models import Article
    from articles.models.article import ArticleQuerySet

GRACE = timedelta(seconds=30)  # a reload within this does not begin another visit
COUNTED = 1_000  # replies; beyond this "more than" is exact enough


@dataclass(frozen=True, slots=True)
class Since:
    """Where a member's last visit ended: what has a higher number is new to them.

    `number` is None for a visitor and on the first visit, when nothing is marked.
    """

    number: int | None = None
    unread: int = 0
    visited_at: datetime | None = None

    @property
    def is_more(self) -> bool:
        """Whether `unread` stopped counting."""
        return self.unread >= COUNTED


def joined(
    articles: ArticleQuerySet, viewer: Viewer, *, begins: bool
) -> ArticleQuerySet:
    """The articles with what `of` tells, in the statement that reads them.

    `begins`: the discussion is opened, not paged through; if the last visit is long
    enough ago, another one begins where that one ended.
    """
    if not viewer.is_authenticated:
        return articles
    visit = Visit.objects.filter(member=viewer.pk, discussion__article=OuterRef("pk"))
    long_ago = Q(visit_at__lt=timezone.now() - GRACE) if begins else Q(pk=None)
    base = OuterRef("visit_base")
    unread = (
        Reply.objects.filter(
            discussion__article=OuterRef("pk"),
            number__gt=base,
            number__lte=base + COUNTED,
            is_live=True,
        )
        .exclude(author=viewer.pk)
        .values("discussion")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return articles.annotate(
        visit_at=Subquery(visit.values("visited_at")[:1]),
        visit_base=Case(
            When(long_ago, then=Subquery(visit.values("seen_number")[:1])),
            default=Subquery(visit.values("since_number")[:1]),
            output_field=IntegerField(null=True),
        ),
        visit_unread=Subquery(unread, output_field=IntegerField(null=True)),
    )


def of(article: Article) -> Since:
    """What is new to the viewer for whom the article was joined with its visit."""
    return Since(
        number=getattr(article, "visit_base", None),
        unread=getattr(article, "visit_unread", None) or 0,
        visited_at=getattr(article, "visit_at", None),
    )


def next_unread(
    discussion: Discussion, *, member: Member, after: int, since: int
) -> int | None:
    """The number of the next reply that is new to the member; None if none is left."""
    unread = _unread(discussion, member).filter(number__gt=max(after, since))
    return unread.order_by("number").values_list("number", flat=True).first()


def counts(articles: Iterable[Article], viewer: Viewer) -> dict[int, int]:
    """How many replies are new to the viewer, by the article's key; one statement.

    Nobody is told more than COUNTED, however long they were away.
    """
    if not viewer.is_authenticated:
        return {}
    new = (
        Reply.objects.filter(
            discussion__article__in=[article.pk for article in articles],
            discussion__visits__member=viewer.pk,
            number__gt=F("discussion__visits__seen_number"),
            number__lte=F("discussion__visits__seen_number") + COUNTED,
            is_live=True,
        )
        .exclude(author=viewer.pk)
        .values("discussion__article")
        .annotate(unread=Count("pk"))
    )
    return {row["discussion__article"]: row["unread"] for row in new}


def record(discussion: Discussion, *, member: Member, since: Since) -> None:
    """Write down that the member has a page of the discussion before them.

    One statement. The first visit marks nothing; a later one at most once in GRACE,
    and not over what another device has written meanwhile.
    """
    now = timezone.now()
    place = {"member": member, "discussion": discussion}
    if since.visited_at is None:
        Visit.objects.bulk_create(
            [
                Visit(
                    **place,
                    since_number=discussion.last_number,
                    seen_number=discussion.last_number,
                    visited_at=now,
                )
            ],
            ignore_conflicts=True,
        )
    elif now - since.visited_at > GRACE:
        Visit.objects.filter(**place, visited_at=since.visited_at).update(
            since_number=since.number,
            seen_number=discussion.last_number,
            visited_at=now,
        )


def mark_all_read(discussion: Discussion, *, member: Member) -> None:
    """Nothing that has been said so far is new to the member any longer."""
    number = discussion.last_number
    Visit.objects.update_or_create(
        member=member,
        discussion=discussion,
        defaults={
            "since_number": number,
            "seen_number": number,
            "visited_at": timezone.now(),
        },
    )


def _unread(discussion: Discussion, viewer: Viewer) -> QuerySet[Reply]:
    return discussion.replies.filter(is_live=True).exclude(author=viewer.pk)
