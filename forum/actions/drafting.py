"""What a member has begun to write is kept until it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from accounts import throttle
from accounts.policies import can_participate, refuse_unless
from accounts.throttle import TooManyRequests
from articles.models import Article
from forum.models import Discussion, Draft, Reply
from forum.models.draft import MOST

from .ending import addresses

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import Member


class Written(TypedDict):
    """What a window holds: a text, its place, and the draft's version it has read last.

    0 is no reply that is answered or edited, and no version.
    """

    body: str
    sources: str
    parent_number: int
    edits_number: int
    key: UUID | None
    written_over: int
    version: int


class Overwritten(Exception):  # noqa: N818 - it is news for the author, not an error
    """Another window has written, sent or discarded this draft meanwhile.

    `draft` is what it holds now; None if it is there no longer.
    """

    def __init__(self, draft: Draft | None) -> None:
        super().__init__(
            _("This draft was changed in another window.")
            if draft
            else _("This draft was sent or discarded in another window.")
        )
        self.draft = draft


class TooMany(Exception):  # noqa: N818 - it is news for the author, not an error
    """A member has as many drafts as anybody needs."""

    def __init__(self) -> None:
        most = ngettext("%(n)d draft", "%(n)d drafts", MOST) % {"n": MOST}
        super().__init__(
            _("You have %(most)s. Discard some of them to keep another.")
            % {"most": most}
        )


@transaction.atomic
def keep_draft(*, member: Member, article: Article, written: Written) -> Draft | None:
    """Keep a text at its place; an empty one ends the draft there, and None is returned.

    Raises Overwritten, TooMany, TooManyRequests or PermissionDenied, and then changes
    nothing.
    """
    refuse_unless(can_participate(member))
    if not written["version"]:
        _let_pass(article)
    throttle.count("draft", by=member)
    place = {
        "member": member,
        "article": article,
        "parent_number": written["parent_number"],
        "edits_number": written["edits_number"],
    }
    draft = Draft.objects.kept().locked().filter(**place).first()
    text = (written["body"], written["sources"])
    if draft and (draft.body, draft.sources) == text:
        return draft
    if (draft.version if draft else 0) != written["version"]:
        raise Overwritten(draft)
    if not (written["body"] + written["sources"]).strip():
        if draft:
            draft.delete()
        return None
    if draft is None:
        return _begin(place, written)
    for name, value in _text(written).items():
        setattr(draft, name, value)
    draft.version += 1
    draft.updated_at = timezone.now()
    draft.save()
    return draft


def keep_refused(*, member: Member, article: Article, written: Written) -> Draft | None:
    """Keep what could not be sent, if it can be, and where no other text is in its place.

    Its author has it before them: that its draft has ended meanwhile is no news. An
    empty text ends no draft here.
    """
    if not (written["body"] + written["sources"]).strip():
        return None
    try:
        return keep_draft(member=member, article=article, written=written)
    except Overwritten as news:
        if news.draft or not written["version"]:
            return None
        anew: Written = {**written, "version": 0}
        return keep_refused(member=member, article=article, written=anew)
    except (TooMany, TooManyRequests, PermissionDenied):
        return None


def discard_draft(*, draft: Draft, by: Member) -> None:
    """Let go of a draft, because its author says so. Raises PermissionDenied."""
    refuse_unless(draft.member_id == by.pk)
    draft.delete()


def _let_pass(article: Article) -> None:
    """A post or an edit on its way comes first; then it is known what has been said.

    It holds the discussion, or counts on the article, if it is the first deed there.
    """
    if Discussion.objects.locked().filter(article=article).first() is None:
        Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def _begin(place: dict[str, Any], written: Written) -> Draft | None:
    """A new draft, unless these very words are said already.

    No other window begins one meanwhile: a member's saves count in one row, which this
    one holds.
    """
    drafts = Draft.objects.filter(member=place["member"])
    drafts.past().delete()
    if _is_said(place, written):
        if written["edits_number"]:
            return None
        raise Overwritten(None)
    if drafts.count() >= MOST:
        raise TooMany
    return Draft.objects.create(**place, **_text(written))


def _text(written: Written) -> dict[str, Any]:
    return {
        "body": written["body"],
        "sources": written["sources"],
        "key": written["key"],
        "written_over": written["written_over"],
    }


def _is_said(place: dict[str, Any], written: Written) -> bool:
    """Whether the form was sent meanwhile, or the reply that is edited says just this."""
    replies = Reply.objects.filter(
        discussion__article=place["article"], author=place["member"]
    )
    if not written["edits_number"]:
        key = written["key"]
        return key is not None and replies.filter(key=key).exists()
    reply = replies.filter(number=written["edits_number"]).first()
    return (
        reply is not None
        and reply.body == written["body"].strip()
        and reply.addresses == addresses(written["sources"])
    )
