"""A member posts a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from accounts import throttle
from accounts.policies import refuse_unless
from forum import composing, policies
from forum.models import MAX_DEPTH, Discussion, Draft, Reply
from forum.models.paths import path_below

from .ending import Sent, end_drafts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import Member
    from articles.models import Article


class SentBefore(Exception):  # noqa: N818 - it is news for the author, not an error
    """The same form was sent again, with another text or other sources."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(
            _("This form was already sent, with another text or other sources.")
        )
        self.reply = reply


def post_reply(
    *,
    article: Article,
    author: Member,
    body: str,
    sources: Sequence[str] = (),
    parent: Reply | None = None,
    key: UUID | None = None,
    draft: int = 0,
) -> Reply:
    """Add a reply to an article's discussion, with the sources it cites.

    `sources` are addresses of its own in canonical spelling; the first is [a]. One reply
    for one `key`, however often it is sent; the draft that it was ends with it, as far
    as its author had read it: up to version `draft`. Raises Unfit, SentBefore,
    TooManyRequests or PermissionDenied, and then stores nothing.
    """
    if (before := _sent_before(article, author, key, body, sources)) is not None:
        return before
    refuse_unless(policies.can_reply(author, Discussion.objects.about(article)))
    throttle.ask("reply", by=author)
    composed = composing.compose(
        article=article, author=author, body=body, addresses=sources
    )  # before the lock: it can take a while
    composed.check()
    with transaction.atomic():
        discussion = Discussion.objects.held(article)
        if (before := _sent_before(article, author, key, body, sources)) is not None:
            return before
        refuse_unless(policies.can_reply(author, discussion))
        if parent is not None:
            parent = discussion.replies.get(pk=parent.pk)  # as it is under the lock
            refuse_unless(policies.can_answer(author, parent))
        throttle.count("reply", by=author)
        composed.hold_pictures()
        reply = _place(discussion, parent)
        reply.author, reply.key = author, key or uuid4()
        reply.body, reply.body_html = body, composed.rendered.at(reply.number)
        reply.source_count = composed.source_count
        reply.rank()
        reply.save(force_insert=True)
        _count_in(reply)
        reply.lean_on(
            citations=composed.citations(),
            mentioned=composed.mentioned,
            pictures=composed.pictures,
        )
        answered = parent.number if parent else 0
        at_its_place = Q(parent_number=answered)
        same_form = Q(key=key) if key else Q()
        drafts = Draft.objects.filter(
            at_its_place | same_form, member=author, article=article, edits_number=0
        )
        end_drafts(drafts, sent=Sent(body, sources, answered, draft, key))
    return reply


def _sent_before(
    article: Article,
    author: Member,
    key: UUID | None,
    body: str,
    sources: Sequence[str],
) -> Reply | None:
    """The reply that this form has already become; raises SentBefore for another text."""
    if key is None:
        return None
    sent = author.replies.filter(discussion__article=article, key=key).first()
    if sent is not None and not (sent.body == body and sent.brings(sources)):
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
    cites = reply.source_count > 0
    reply.discussion.record_reply(reply.number, at=reply.created_at, cites=cites)
    Reply.objects.above(reply).update(
        descendants=F("descendants") + 1,
        live_descendants=F("live_descendants") + 1,
        subtree_last_number=reply.number,
        shown=True,
    )
    reply.discussion.article.record_reply(at=reply.created_at)
