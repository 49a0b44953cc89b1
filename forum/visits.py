"""What is new to a member since their last visit of a discussion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import DateTimeField, F, IntegerField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Greatest
from django.utils import timezone

from articles.models.prepared import Blank
from articles.models.together import brought, condition

from .models import Discussion, Reply, Visit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import Field

    from accounts.models import Member
    from accounts.policies import Viewer
    from articles.models import Article
    from articles.models.article import ArticleQuerySet

    from .models.reply_queryset import ReplyQuerySet
    from .trail import Trail

GRACE = timedelta(seconds=30)  # a reload within this does not begin another visit
READING = timedelta(minutes=30)  # who looked in within this is taken to be reading on
LEFT_OPEN = timedelta(days=1)  # a link on a page of a visit belongs to it for so long
COUNTED = 1_000  # numbers; beyond them "or more" is exact enough
MORE = 1 + COUNTED  # is added to a count that goes on beyond them

_MEMBER = Blank("member", IntegerField())  # who looks
_CLAIMED = Blank("claimed", IntegerField())
_LEFT, _ENDED = Blank("left", DateTimeField()), Blank("ended", DateTimeField())

# `articles_article` is the row that they are joined to.
VISITED_AT = """SELECT v.visited_at FROM forum_visit v
    WHERE v.article_id = articles_article.id AND v.member_id = %s"""
_BASE = """CASE WHEN v.visited_at < CASE WHEN v.since_number = %s THEN %s ELSE %s END
    THEN v.seen_number ELSE v.since_number END"""
BASE = f"""SELECT {_BASE} FROM forum_visit v
    WHERE v.article_id = articles_article.id AND v.member_id = %s"""
# Counted in a window of numbers that begins with the first new one: however many are gone
# before it, and whatever PostgreSQL thinks of the rest, no more is read. As a value, the
# member lets it see that hardly a reply is their own.
_SAID = """FROM forum_reply WHERE forum_reply.discussion_id = here.discussion_id
    AND {can_be_new} AND forum_reply.number"""
_COUNTING = f"""SELECT CASE WHEN here.lowest IS NULL THEN 0 ELSE
        (SELECT COUNT(*) {_SAID} BETWEEN here.lowest AND here.lowest + {COUNTED - 1})
        + CASE WHEN (SELECT forum_reply.number {_SAID} >= here.lowest + {COUNTED}
            ORDER BY forum_reply.number LIMIT 1) IS NULL THEN 0 ELSE {MORE} END
        END
    FROM (SELECT here.discussion_id, (SELECT forum_reply.number {_SAID} > here.base
            ORDER BY forum_reply.number LIMIT 1) AS lowest
        FROM"""
UNREAD = f"""{_COUNTING} (SELECT d.id AS discussion_id, {_BASE} AS base
            FROM forum_visit v JOIN forum_discussion d ON d.article_id = v.article_id
            WHERE v.article_id = articles_article.id AND v.member_id = %s) here
        LIMIT 1) here"""
UNSEEN = f"""{_COUNTING} (SELECT d.id AS discussion_id, forum_visit.seen_number AS base
            FROM forum_discussion d WHERE d.article_id = forum_visit.article_id) here
        LIMIT 1) here"""


@dataclass(frozen=True, slots=True)
class Since:
    """Where a member's last visit ended: what has a higher number is new to them.

    `number` is None for a visitor and on the first visit, when nothing is marked.
    `is_more`: counting stopped after COUNTED numbers, so that `unread` is the least.
    """

    number: int | None = None
    unread: int = 0
    visited_at: datetime | None = None
    is_more: bool = False


def joined(articles: ArticleQuerySet) -> ArticleQuerySet:
    """The articles with what `of` tells a member, asked with `asked`."""
    base = [_CLAIMED, _LEFT, _ENDED, _MEMBER]
    return articles.annotate(
        visit_at=_told(VISITED_AT, [_MEMBER], DateTimeField(null=True)),
        visit_base=_told(BASE, base, IntegerField(null=True)),
        visit_unread=_counted(UNREAD, _MEMBER, base),
    )


def asked(
    viewer: Viewer, *, pause: timedelta, claimed: int | None = None
) -> dict[str, object]:
    """What is filled into the statement that reads an article with a visit.

    If the last visit is longer ago than `pause`, another one begins where that one
    ended. An address that a page of a visit has made claims to belong to it, by the
    number above which replies were new there: if that is still so, the visit goes on
    for as long as a page may have been left open.
    """
    now = timezone.now()
    return {
        _MEMBER.name: viewer.pk,
        _CLAIMED.name: -1 if claimed is None else claimed,
        _LEFT.name: now - LEFT_OPEN,
        _ENDED.name: now - pause,
    }


def of(article: Article, viewer: Viewer) -> Since:
    """What is new to the viewer, a member for whom the article was `joined`."""
    if not viewer.is_authenticated:
        return Since()
    return _since(
        brought(article, "visit_base"),
        brought(article, "visit_unread") or 0,
        visited_at=brought(article, "visit_at"),
    )


def going_on(article: Article, *, member: Member) -> int | None:
    """What a page may claim to belong to the member's visit by; None if not needed.

    That is so where the visit has nothing that is new to them.
    """
    visits = Visit.objects.filter(article=article, member=member)
    new = visits.filter(seen_number__gt=F("since_number"))
    return new.values_list("since_number", flat=True).first()


def next_unread(
    discussion: Discussion, *, member: Member, since: int, trail: Trail
) -> int | None:
    """The lowest number of what is new to the member and has not been shown, if any."""
    unread = _can_be_new(member).filter(discussion=discussion)
    unread = unread.filter(number__gt=max(trail.done, since))
    unread = unread.exclude(number__in=trail.shown)
    return unread.order_by("number").values_list("number", flat=True).first()


def counts(articles: Iterable[Article], viewer: Viewer) -> dict[int, Since]:
    """How much is new to the viewer, by the article's key; one statement.

    From the first that is new, counting goes COUNTED numbers far.
    """
    if not viewer.is_authenticated:
        return {}
    visits = Visit.objects.filter(
        member=viewer.pk,
        article__in=[article.pk for article in articles],
        article__discussion__last_number__gt=F("seen_number"),
    )
    # For each visit by itself: from a join, PostgreSQL would read whole discussions.
    found = visits.annotate(unread=_counted(UNSEEN, viewer))
    return {
        article: _since(seen, unread)
        for article, seen, unread in found.values_list(
            "article", "seen_number", "unread"
        )
        if unread
    }


def record(discussion: Discussion, *, member: Member, since: Since) -> None:
    """Write down that the member has a page of the discussion before them.

    One statement. The first visit marks nothing; a later one at most once in GRACE,
    and not over what another device has written meanwhile.
    """
    now = timezone.now()
    if since.visited_at is None:
        _begin(discussion, member=member, number=discussion.last_number)
    elif now - since.visited_at > GRACE:
        Visit.objects.filter(
            member=member, article=discussion.article, visited_at=since.visited_at
        ).update(
            since_number=since.number,
            seen_number=discussion.last_number,
            visited_at=now,
        )


def mark_read(discussion: Discussion, *, member: Member, up_to: int | None) -> None:
    """Nothing that their page knew of is new to the member any longer.

    Without a number, nothing that any page has shown them: what has come since then
    they cannot have meant.
    """
    visits = Visit.objects.filter(member=member, article=discussion.article)
    read = F("seen_number") if up_to is None else min(up_to, discussion.last_number)
    known = visits.update(
        since_number=Greatest("since_number", read),
        seen_number=Greatest("seen_number", read),
        visited_at=timezone.now(),
    )
    if not known:
        number = discussion.last_number if up_to is None else up_to
        number = min(number, discussion.last_number)
        _begin(discussion, member=member, number=number)


def _begin(discussion: Discussion, *, member: Member, number: int) -> None:
    """The first visit, unless another device has written it meanwhile."""
    first = Visit(
        member=member,
        article=discussion.article,
        since_number=number,
        seen_number=number,
        visited_at=timezone.now(),
    )
    Visit.objects.bulk_create([first], ignore_conflicts=True)


def _since(base: int | None, unread: int, **when: datetime | None) -> Since:
    is_more = unread > MORE
    counted = unread - MORE if is_more else unread
    return Since(number=base, unread=counted, is_more=is_more, **when)


def _can_be_new(member: Member | Blank) -> ReplyQuerySet:
    """What a member sees and has not said themselves."""
    return Reply.objects.seen_by(member).exclude(author=member)


def _counted(sql: str, member: Member | Blank, values: Iterable[Any] = ()) -> RawSQL:
    """One of the questions that ask three times for what can be new."""
    can_be_new, arguments = condition(_can_be_new(member))
    asked = sql.format(can_be_new=can_be_new)
    return _told(asked, [*arguments * 3, *values], IntegerField(null=True))


def _told(sql: str, values: list[Any], field: Field[Any, Any]) -> RawSQL:
    """One of the questions above; what varies is a value and no part of the text."""
    return RawSQL(sql, values, field)  # noqa: S611 - as it says
