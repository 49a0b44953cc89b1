"""What is new to a member since their last visit of a discussion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import (
    Count,
    DateTimeField,
    F,
    IntegerField,
    OuterRef,
    Subquery,
)
from django.db.models.expressions import RawSQL
from django.utils import timezone

from .models import Discussion, Reply, Visit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import Field, QuerySet

    from accounts.models import Member
    from accounts.policies import Viewer
    from articles.models import Article
    from articles.models.article import ArticleQuerySet

    from .trail import Trail

GRACE = timedelta(seconds=30)  # a reload within this does not begin another visit
READING = timedelta(minutes=30)  # who looked in within this is taken to be reading on
COUNTED = 1_000  # numbers; beyond them "or more" is exact enough

# By hand, for every page of a member asks them: put together by the ORM they took a
# quarter of its time. `articles_article` is the row that they are joined to.
VISITED_AT = """SELECT v.visited_at FROM forum_visit v
    JOIN forum_discussion d ON d.id = v.discussion_id
    WHERE d.article_id = articles_article.id AND v.member_id = %s"""
BASE = """SELECT CASE WHEN v.visited_at < %s THEN v.seen_number ELSE v.since_number END
    FROM forum_visit v JOIN forum_discussion d ON d.id = v.discussion_id
    WHERE d.article_id = articles_article.id AND v.member_id = %s"""
UNREAD = """SELECT COUNT(*) FROM (
        SELECT v.discussion_id, v.member_id,
            CASE WHEN v.visited_at < %s THEN v.seen_number ELSE v.since_number END AS base
        FROM forum_visit v JOIN forum_discussion d ON d.id = v.discussion_id
        WHERE d.article_id = articles_article.id AND v.member_id = %s) visit
    JOIN forum_reply said ON said.discussion_id = visit.discussion_id
        AND said.number > visit.base AND said.number <= visit.base + %s
    WHERE said.is_live AND said.author_id <> visit.member_id"""


@dataclass(frozen=True, slots=True)
class Since:
    """Where a member's last visit ended: what has a higher number is new to them.

    `number` is None for a visitor and on the first visit, when nothing is marked.
    `is_more`: counting stopped at COUNTED numbers, so that `unread` is the least.
    """

    number: int | None = None
    unread: int = 0
    visited_at: datetime | None = None
    is_more: bool = False


def joined(
    articles: ArticleQuerySet, viewer: Viewer, *, pause: timedelta | None
) -> ArticleQuerySet:
    """The articles with what `of` tells, in the statement that reads them.

    If the last visit is longer ago than `pause`, another one begins where that one
    ended; with None it goes on.
    """
    if not viewer.is_authenticated:
        return articles
    # Nothing is before NULL: without a pause the visit goes on.
    ended = None if pause is None else timezone.now() - pause
    base = [connection.ops.adapt_datetimefield_value(ended), viewer.pk]
    return articles.annotate(
        visit_at=_asked(VISITED_AT, [viewer.pk], DateTimeField(null=True)),
        visit_base=_asked(BASE, base, IntegerField(null=True)),
        visit_unread=_asked(UNREAD, [*base, COUNTED], IntegerField(null=True)),
    )


def of(article: Article) -> Since:
    """What is new to the viewer for whom the article was joined with its visit."""
    base = getattr(article, "visit_base", None)
    return Since(
        number=base,
        unread=getattr(article, "visit_unread", None) or 0,
        visited_at=getattr(article, "visit_at", None),
        is_more=base is not None and _is_beyond(base, article.discussion.last_number),
    )


def next_unread(
    discussion: Discussion, *, member: Member, since: int, trail: Trail
) -> int | None:
    """The lowest number of what is new to the member and has not been shown, if any."""
    unread = _unread(discussion, member).filter(number__gt=max(trail.done, since))
    unread = unread.exclude(number__in=trail.shown)
    return unread.order_by("number").values_list("number", flat=True).first()


def counts(articles: Iterable[Article], viewer: Viewer) -> dict[int, Since]:
    """How much is new to the viewer, by the article's key; one statement.

    Counting goes COUNTED numbers far, however long they were away.
    """
    if not viewer.is_authenticated:
        return {}
    new = Reply.objects.filter(
        discussion=OuterRef("discussion"),
        number__gt=OuterRef("seen_number"),
        number__lte=OuterRef("seen_number") + COUNTED,
        is_live=True,
    ).exclude(author=viewer.pk)
    # For each visit by itself: from a join, PostgreSQL would read whole discussions.
    unread = new.values("discussion").annotate(count=Count("pk")).values("count")
    visits = Visit.objects.filter(
        member=viewer.pk,
        discussion__article__in=[article.pk for article in articles],
        discussion__last_number__gt=F("seen_number"),
    )
    found = visits.annotate(unread=Subquery(unread)).values_list(
        "discussion__article", "seen_number", "discussion__last_number", "unread"
    )
    return {
        article: Since(number=seen, unread=unread, is_more=_is_beyond(seen, last))
        for article, seen, last, unread in found
        if unread
    }


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


def _asked(sql: str, values: list[Any], field: Field[Any, Any]) -> RawSQL:
    """One of the questions above; what varies is a value and no part of the text."""
    return RawSQL(sql, values, field)  # noqa: S611 - as it says


def _is_beyond(base: int, last_number: int) -> bool:
    return last_number > base + COUNTED


def _unread(discussion: Discussion, viewer: Viewer) -> QuerySet[Reply]:
    return discussion.replies.filter(is_live=True).exclude(author=viewer.pk)
