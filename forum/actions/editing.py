"""An author edits a reply. Readers can see what changed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import throttle
from accounts.policies import refuse_unless
from articles import diffs
from forum import composing, policies
from forum.models import Discussion, Draft, Reply, ReplyRevision
from forum.models.move import move_what_is_due

from .ending import Sent, end_drafts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import Member
    from forum.composing import Composition
    from forum.models.draft import DraftQuerySet

SILENT_FOR = timedelta(minutes=5)  # after posting: time to mend a slip
SILENT_CHARACTERS = 100  # removed and added, against what was posted


class Overtaken(Exception):  # noqa: N818 - it is news for the author, not an error
    """The reply was edited elsewhere since this form was opened."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(
            _("This reply was edited in another window. Compare the two texts below.")
        )
        self.reply = reply


def edit_reply(
    *,
    reply: Reply,
    by: Member,
    body: str,
    sources: Sequence[str] = (),
    version: int,
    reason: str = "",
    draft: int = 0,
) -> Reply:
    """Give a reply another text; what it cites, names and shows follows.

    `version` is the one the author had before them, `draft` that of the draft. The first
    edit writes down the text as it was posted, every edit the text it brought. Raises
    Overtaken, Unfit, TooManyRequests or PermissionDenied, and then stores nothing.
    """
    refuse_unless(policies.can_edit(by, reply))
    sent = Sent(body, sources, 0, draft)
    if not _says(reply, body, sources):
        throttle.ask("edit", by=by)
    article = reply.discussion.article
    composed = composing.compose(
        article=article, author=reply.author, body=body, addresses=sources
    )  # before the lock: it can take a while
    composed.check()
    with transaction.atomic():
        reply.lock()
        refuse_unless(policies.can_edit(by, reply))
        if _says(reply, body, sources):  # sent twice, or nothing was changed
            end_drafts(_drafts(reply, by), sent=sent)
            return reply
        if reply.version != version:
            raise Overtaken(reply)
        throttle.count("edit", by=by)
        composed.hold_pictures()
        first = _first(reply)
        _write_down(reply, first, by=by, body=body, sources=sources, reason=reason)
        _take_text(reply, body, composed)
        end_drafts(_drafts(reply, by), sent=sent)
    return reply


def _drafts(reply: Reply, by: Member) -> DraftQuerySet:
    article = reply.discussion.article
    return Draft.objects.filter(member=by, article=article, edits_number=reply.number)


def _says(reply: Reply, body: str, sources: Sequence[str]) -> bool:
    return reply.body == body and reply.brings(sources)


def _first(reply: Reply) -> ReplyRevision:
    """The text as it was posted, written down when it first changes."""
    first, _created = reply.revisions.get_or_create(
        number=1,
        defaults={
            "body": reply.body,
            "sources": "\n".join(reply.addresses),
            "editor": reply.author,
            "created_at": reply.created_at,
        },
    )
    return first


def _write_down(
    reply: Reply,
    first: ReplyRevision,
    *,
    by: Member,
    body: str,
    sources: Sequence[str],
    reason: str,
) -> None:
    """The new version, after the one that was posted, and whether readers are told."""
    now = timezone.now()
    is_silent = (
        reply.edited_at is None  # what readers were told of once stays in the history
        and now - reply.created_at < SILENT_FOR
        and list(sources) == first.sources.splitlines()
        and diffs.changed(first.body, body) <= SILENT_CHARACTERS  # last: it takes long
    )
    reply.version += 1
    reply.edited_at = None if is_silent else now
    ReplyRevision.objects.create(
        reply=reply,
        number=reply.version,
        body=body,
        sources="\n".join(sources),
        editor=by,
        reason=reason,
        is_silent=is_silent,
        created_at=now,
    )


def _take_text(reply: Reply, body: str, composed: Composition) -> None:
    cited = reply.source_count > 0
    reply.body, reply.body_html = body, composed.rendered.at(reply.number)
    reply.source_count = composed.source_count
    change = (reply.source_count > 0) - cited
    reply.is_order_due = reply.is_order_due or bool(change)
    reply.save(
        update_fields=[
            "body",
            "body_html",
            "version",
            "edited_at",
            "source_count",
            "is_order_due",
        ]
    )
    Discussion.objects.filter(pk=reply.discussion_id).update(
        sourced_count=F("sourced_count") + change, version=F("version") + 1
    )
    reply.let_go()
    reply.lean_on(
        citations=composed.citations(),
        mentioned=composed.mentioned,
        pictures=composed.pictures,
    )
    if change:  # its place among the sourced is another, and no vote need follow
        discussion = Discussion.objects.get(pk=reply.discussion_id)
        move_what_is_due(discussion, now=timezone.now())
