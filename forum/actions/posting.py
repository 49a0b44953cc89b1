"""A member posts a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts import throttle
from forum import composing, policies
from forum.models import MAX_DEPTH, Discussion, Reply
from forum.models.reply import path_below

if TYPE_CHECKING:
    from accounts.models import Member
    from articles.models import Article


class SentBefore(Exception):  # noqa: N818 - it is news for the author, not an error
    """The same form was sent again, with another text."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(_("This form was already sent, with another text."))
        self.reply = reply


def post_reply(
    *,
    article: Article,
    author: Member,
    body: str,
    parent: Reply | None = None,
    key: UUID | None = None,
) -> Reply:
    """Add a reply to an article's discussion, with the sources it cites.

    One reply for one `key`, however often it is sent. Raises Unfit, SentBefore,
    TooManyRequests or PermissionDenied, and then stores nothing.
    """
    if (sent := _sent_before(article, author, key, body)) is not None:
        return sent
    policies.refuse_unless(
        policies.can_reply(author, Discussion.objects.about(article))
    )
    throttle.ask("reply", by=author)
    notes = list(article.notes.select_related("source"))
    rendered = composing.render(
        article, body, notes
    )  # before the lock: it can take a while
    if rendered.unknown:
        raise composing.UnknownCitation(rendered.unknown)
    if not composing.can_be_seen(rendered):
        raise composing.SaysNothing
    with transaction.atomic():
        Discussion.objects.get_or_create(article=article)
        discussion = Discussion.objects.locked().get(article=article)
        discussion.article = article
        if (sent := _sent_before(article, author, key, body)) is not None:
            return sent
        policies.refuse_unless(policies.can_reply(author, discussion))
        if parent is not None:
            parent = discussion.replies.get(pk=parent.pk)  # as it is under the lock
            policies.refuse_unless(policies.can_answer(author, parent))
        throttle.count("reply", by=author)
        reply = _place(discussion, parent)
        reply.author, reply.key = author, key or uuid4()
        reply.body, reply.body_html = body, rendered.at(reply.number)
        citations = composing.citations_of(rendered, notes)
        reply.source_count = len(citations)
        reply.rank()
        reply.save(force_insert=True)
        _count_in(reply)
        reply.cite(citations)
    return reply


def _sent_before(
    article: Article, author: Member, key: UUID | None, body: str
) -> Reply | None:
    """The reply that this form has already become; raises SentBefore for another text."""
    if key is None:
        return None
    sent = author.replies.filter(discussion__article=article, key=key).first()
    if sent is not None and sent.body != body:
        raise SentBefore(sent)
    return sent


def _place(discussion: Discussion, parent: Reply | None) -> Reply:
    """A reply at the next free number, at its place in the tree, not yet saved."""
    number = discussion.last_number + 1
    above = parent
    if parent is not None and parent.depth == MAX_DEPTH - 1:
        above = discussion.replies.get(number=parent.parent_number)
    path = path_below(above.path if above else "", number)
    return Reply(
        discussion=discussion,
        number=number,
        parent_number=above.number if above else 0,
        root_number=above.root_number if above else number,
        answers_number=parent.number if parent and parent is not above else 0,
        depth=above.depth + 1 if above else 0,
        path=path,
        subtree_last_number=number,
    )


def _count_in(reply: Reply) -> None:
    """Count a new reply wherever it is counted, in the order of the locks."""
    cites = 1 if reply.source_count else 0
    Discussion.objects.filter(pk=reply.discussion_id).update(
        last_number=reply.number,
        live_count=F("live_count") + 1,
        sourced_count=F("sourced_count") + cites,
        last_reply_at=reply.created_at,
        version=F("version") + 1,
    )
    Reply.objects.above(reply).update(
        descendants=F("descendants") + 1,
        live_descendants=F("live_descendants") + 1,
        subtree_last_number=reply.number,
        shown=True,
    )
    reply.discussion.article.record_reply(at=reply.created_at)
