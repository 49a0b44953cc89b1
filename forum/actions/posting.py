"""What members set out to do in a discussion."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from accounts import throttle
from articles import cleaning, renderer
from articles.prose import NoteRef, Rendered

from . import ordering, policies
from .models import MAX_DEPTH, Discussion, Reply, ReplyCitation, ReplyFlag, Vote
from .models.reply import path_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from accounts.models import Member
    from articles.models import Article, Note


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
    if (sent := _sent_before(article, author, key, body)) is not None:
        return sent
    policies.refuse_unless(
        policies.can_reply(author, Discussion.objects.about(article))
    )
    throttle.ask("reply", by=author)
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
        citations = _citations_of(rendered, notes)
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
    if reply.withdrawn_at and reply.author_id == by.pk:
        return  # sent twice, or from another window
    policies.refuse_unless(policies.can_withdraw(by, reply))
    reply.withdraw()


@transaction.atomic
def raise_flag(*, reply: Reply, by: Member, reason: str, text: str = "") -> ReplyFlag:
    """Tell the moderators that a reply breaks a rule.

    Said again while the flag is open, it is the same flag with what was said last; one
    that was called illegal stays so, and no earlier word of it is lost.
    """
    reply.lock()
    policies.refuse_unless(policies.can_flag(by, reply))
    flag = ReplyFlag.objects.open().filter(reply=reply, reporter=by).first()
    if flag is not None:
        flag.say_again(reason=reason, text=text)
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
    ordering.put_in_order(reply.discussion)
    reply.refresh_from_db(fields=["ups"])
    return reply


def _can_be_seen(rendered: Rendered) -> bool:
    """Whether a reader sees anything of it."""
    return cleaning.is_visible(unescape(strip_tags(rendered.html)))


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
