"""Replies for tests: history made by actions, bulk made by rows, counters made twice."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from accounts.models import Tally
from forum import actions, ranking
from forum.models import Discussion, Reply, ReplyCitation
from forum.models.paths import path_below
from forum.threads import Row

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from uuid import UUID

    from accounts.models import Member
    from articles.models import Article


def make_reply(
    *,
    article: Article,
    author: Member,
    body: str = "So it is.",
    sources: Sequence[str] = (),
    parent: Reply | None = None,
    key: UUID | None = None,
) -> Reply:
    """A reply as a member posts it, by one who has not yet posted too often."""
    rest(author)
    return actions.post_reply(
        article=article,
        author=author,
        body=body,
        sources=sources,
        parent=parent,
        key=key,
    )


def rest(member: Member) -> None:
    """Let so much time pass that the member has done nothing often."""
    Tally.objects.filter(key__endswith=f":m{member.pk}").delete()


def grow(
    *,
    article: Article,
    author: Member,
    parents: list[int],
    withdrawn: Container[int] = (),
    votes: Mapping[int, int] | None = None,
    html: str = "<p>So it is.</p>",
    cites: bool = False,
) -> Discussion:
    """A discussion of as many replies as `parents` has entries, straight into the table.

    `parents[i]` is the number that reply i + 1 answers; 0 begins a new branch. With
    `cites`, each reply cites the article's first source.
    """
    discussion, _ = Discussion.objects.get_or_create(article=article)
    rows: dict[int, Reply] = {}
    for number, parent_number in enumerate(parents, start=1):
        above = rows.get(parent_number)
        is_live = number not in withdrawn
        ups = (votes or {}).get(number, 0)
        key = ranking.best_key(number=number, ups=ups, flags=0)
        rows[number] = Reply(
            discussion=discussion,
            number=number,
            parent_number=parent_number,
            root_number=above.root_number if above else number,
            depth=above.depth + 1 if above else 0,
            path=path_below(above.path if above else "", number),
            author=author,
            body="So it is.",
            body_html=html,
            is_live=is_live,
            shown=is_live,
            withdrawn_at=None if is_live else datetime.now(UTC),
            ups=ups,
            source_count=int(cites),
            subtree_last_number=number,
            best_key=key,
            sourced_key=ranking.sourced_key(key, cites=cites),
        )
        while above is not None:
            above.descendants += 1
            above.live_descendants += is_live
            above.shown = above.shown or is_live
            above.subtree_last_number = number
            above = rows.get(above.parent_number)
    Reply.objects.bulk_create(rows.values(), batch_size=500)
    if cites:
        _cite(article, list(rows.values()))
    live = sum(row.is_live for row in rows.values())
    discussion.last_number, discussion.live_count = len(parents), live
    discussion.sourced_count = live if cites else 0
    discussion.save()
    article.reply_count = live
    article.save(update_fields=["reply_count"])
    return discussion


def _cite(article: Article, replies: list[Reply]) -> None:
    source = article.notes.get(number=1).source
    ReplyCitation.objects.bulk_create(
        ReplyCitation(reply=reply, source=source, number=1, uses=1) for reply in replies
    )


# ------------------------------------------------------------------- Counters
Counters = dict[str | int, Any]


def stored_counters(discussion: Discussion) -> Counters:
    """Everything that is counted in a discussion, as the deeds have left it."""
    now = Discussion.objects.select_related("article").get(pk=discussion.pk)
    counters: Counters = {
        "last_number": now.last_number,
        "live": now.live_count,
        "sourced": now.sourced_count,
        "article": now.article.reply_count,
    }
    for reply in now.replies.all():
        counters[reply.number] = (
            reply.live_descendants,
            reply.descendants,
            reply.subtree_last_number,
            reply.shown,
            reply.ups,
            reply.flags,
            reply.source_count,
        )
    return counters


def true_counters(discussion: Discussion) -> Counters:
    """The same, counted from scratch."""
    replies = list(discussion.replies.order_by("number"))
    live: dict[int, int] = defaultdict(int)
    below: dict[int, int] = defaultdict(int)
    last = {reply.number: reply.number for reply in replies}
    by_number = {reply.number: reply for reply in replies}
    for reply in replies:
        above = by_number.get(reply.parent_number)
        while above is not None:
            live[above.number] += reply.is_live
            below[above.number] += 1
            last[above.number] = max(last[above.number], reply.number)
            above = by_number.get(above.parent_number)
    alive = [reply for reply in replies if reply.is_live]
    counters: Counters = {
        "last_number": len(replies),
        "live": len(alive),
        "sourced": sum(reply.citations.exists() for reply in alive),
        "article": len(alive),
    }
    for reply in replies:
        counters[reply.number] = (
            live[reply.number],
            below[reply.number],
            last[reply.number],
            reply.is_live or live[reply.number] > 0,
            reply.votes.count(),
            reply.flagged.exclude(status="dismissed").count(),
            reply.citations.values("source").order_by().distinct().count(),
        )
    return counters


# ----------------------------------------------------------------------- Rows
def make_row(number: int = 1, **values: Any) -> Row:
    """A reply as a page reads it, without a database."""
    fields: dict[str, Any] = {
        "number": number,
        "parent_number": 0,
        "answers_number": 0,
        "depth": 0,
        "path": f"{number:06x}",
        "author": "alice",
        "body_html": "<p>So it is.</p>",
        "is_live": True,
        "is_hidden": False,
        "hidden_reason": "",
        "ups": 0,
        "descendants": 0,
        "live_descendants": 0,
        "subtree_last_number": number,
        "created_at": datetime(2026, 5, 4, 12, 0, tzinfo=UTC),
        "edited_at": None,
        "withdrawn_at": None,
        "key": number,
        "ledger_entry": None,
        "is_own": False,
        "is_voted": False,
        "is_moderators": False,
    }
    return Row(**{**fields, **values})
