"""What members set out to do in a discussion."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from accounts import throttle
from articles import renderer
from articles.prose import NoteRef, Rendered

from . import policies
from .models import MAX_DEPTH, Discussion, Reply, ReplyCitation, ReplyFlag, Vote
from .models.reply import path_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from accounts.models import Member
    from articles.models import Article, Note

ORDER_EVERY = timedelta(seconds=30)  # how long a vote may wait to move a reply


class SentBefore(Exception):  # noqa: N818 - it is news for the author, not an error
    """The same form was sent again, with another text."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(_("This form was already sent, with another text."))
        self.reply = reply


class Unfit(ValueError):  # noqa: N818 - as above
    """The text cannot be posted as it stands; the sentence says why."""


class UnknownCitation(Unfit):
    """The text cites a number that the article does not have."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = numbers
        marks = ", ".join(f"[{number}]" for number in numbers)
        super().__init__(_("The article has no source %(marks)s.") % {"marks": marks})


class SaysNothing(Unfit):
    """Characters were typed, but a reader would see none of them."""

    def __init__(self) -> None:
        super().__init__(_("Write something that can be seen."))


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
    notes = list(article.notes.select_related("source"))
    rendered = render(article, body, notes)  # before the lock: it can take a while
    if rendered.unknown:
        raise UnknownCitation(rendered.unknown)
    if not _can_be_seen(rendered):
        raise SaysNothing
    with transaction.atomic():
        Discussion.objects.get_or_create(article=article)
        discussion = Discussion.objects.locked().get(article=article)
        discussion.article = article
        sent = (
            discussion.replies.filter(author=author, key=key).first() if key else None
        )
        if sent is not None and sent.body != body:
            raise SentBefore(sent)
        if sent is not None:
            return sent
        policies.refuse_unless(policies.can_reply(author, discussion))
        if parent is not None:
            parent = discussion.replies.get(pk=parent.pk)  # as it is under the lock
            policies.refuse_unless(policies.can_answer(author, parent))
        throttle.count("reply", by=author)
        reply = _place(discussion, parent)
        reply.author, reply.key = author, key or uuid4()
        reply.body, reply.body_html = body, rendered.at(reply.number)
        citations = _citations_of(rendered, notes)
        reply.source_count = len(citations)
        reply.rank()
        reply.save(force_insert=True)
        reply.cite(citations)
        _count_in(reply)
    return reply


def render(article: Article, body: str, notes: Iterable[Note]) -> Rendered:
    """A reply's text as safe HTML, its marks leading to the article's sources."""
    address = article.get_absolute_url()
    known = {
        note.number: NoteRef(
            number=note.number,
            title=note.source.title,
            url=note.source.url or "",
            href=f"{address}#{note.anchor}",
        )
        for note in notes
    }
    return renderer.reply(body, notes=known, back_label=_("Back to reference {mark}"))


@transaction.atomic
def withdraw_reply(*, reply: Reply, by: Member) -> None:
    """Take back what one has said. Its place stays while it has answers."""
    reply.lock()
    policies.refuse_unless(policies.can_withdraw(by, reply))
    reply.withdraw()


@transaction.atomic
def raise_flag(*, reply: Reply, by: Member, reason: str, text: str = "") -> ReplyFlag:
    """Tell the moderators that a reply breaks a rule. Saying it twice is saying it once."""
    reply.lock()
    policies.refuse_unless(policies.can_flag(by, reply))
    flag = ReplyFlag.objects.open().filter(reply=reply, reporter=by).first()
    if flag is not None:
        return flag
    throttle.count("flag", by=by)
    flag = ReplyFlag(reply=reply, reporter=by, reason=reason, text=text)
    flag.save()
    flag.weigh(change=+1)
    return flag


def vote(*, reply: Reply, by: Member, helpful: bool) -> Reply:
    """Find a reply helpful, or no longer. Shows at once; moves the reply a little later."""
    with transaction.atomic():
        policies.refuse_unless(policies.can_vote(by, reply))
        if helpful:
            _vote, is_new = Vote.objects.get_or_create(reply=reply, member=by)
            if is_new:
                throttle.count("vote", by=by)
            change = 1 if is_new else 0
        else:
            gone, _rows = Vote.objects.filter(reply=reply, member=by).delete()
            change = -gone
        if change:
            Reply.objects.filter(pk=reply.pk).update(
                ups=F("ups") + change, is_order_due=True
            )
    put_in_order(reply.discussion)
    reply.refresh_from_db(fields=["ups"])
    return reply


def put_in_order(discussion: Discussion) -> None:
    """Move the replies that were voted on, if the last time is long enough ago.

    In a transaction of its own, because it takes the discussion before its replies.
    """
    now = timezone.now()
    if discussion.ordered_at and now - discussion.ordered_at < ORDER_EVERY:
        return
    with transaction.atomic():
        locked = Discussion.objects.locked().get(pk=discussion.pk)
        if locked.ordered_at and now - locked.ordered_at < ORDER_EVERY:
            return
        due = locked.replies.filter(is_order_due=True).order_by("number")
        replies = list(due.select_for_update(of=("self",)))
        for reply in replies:
            reply.rank()
        Reply.objects.bulk_update(replies, ["best_key", "sourced_key", "is_order_due"])
        Discussion.objects.filter(pk=locked.pk).update(ordered_at=now)


def _can_be_seen(rendered: Rendered) -> bool:
    """Whether a reader sees anything: not so if all is spaces and format characters."""
    words = unescape(strip_tags(rendered.html))
    return any(unicodedata.category(character)[0] not in "CZ" for character in words)


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


def _citations_of(rendered: Rendered, notes: Iterable[Note]) -> list[ReplyCitation]:
    """One citation for each source that the text leans on."""
    by_number = {note.number: note for note in notes}
    citations: dict[int, ReplyCitation] = {}
    for use in rendered.uses:
        source = by_number[use.number].source_id
        citation = citations.setdefault(
            source, ReplyCitation(source_id=source, number=use.number, uses=0)
        )
        citation.uses += 1
    return list(citations.values())


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
