"""An article with its discussion, and one reply in context."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts import doors
from articles.models import Article
from forum import policies
from forum.forms import ReplyForm
from forum.models import Discussion, Reply
from forum.models.reply import numbers_in
from forum.reading import one_snapshot

from . import thread

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.doors import MemberRequest


def published(slug: str) -> tuple[Article, Discussion]:
    """The article everybody may read at this address, and what is said of it; or 404."""
    articles = Article.objects.published()
    article = get_object_or_404(
        articles.select_related("author", "topic", "discussion"), slug=slug
    )
    return article, Discussion.objects.about(article)


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """An article, its sources, and a page of what is said about it."""
    with one_snapshot(request.user):
        article, discussion = published(slug)
        notes = list(article.notes.select_related("source"))
        page = thread.reader(request, discussion).page(after=thread.cursor(request))
    context = {
        "article": article,
        "discussion": discussion,
        "notes": notes,
        "thread": thread.draw(request, discussion, page),
        "may": thread.invitation(request, discussion),
        **_composer(request, discussion),
    }
    return render(request, "forum/discussion.html", context)


@require_safe
def in_context(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One reply, what it answers, and its answers. This address never moves."""
    with one_snapshot(request.user):
        reply = get_object_or_404(
            Reply.objects.published().for_reading(),
            discussion__article__slug=slug,
            number=number,
        )
        reader = thread.reader(request, reply.discussion)
        *above, focus = reader.numbered(numbers_in(reply.path))
        page = reader.page(under=focus, after=thread.cursor(request))
    context = {
        "article": reply.discussion.article,
        "discussion": reply.discussion,
        "number": number,
        "thread": thread.draw(
            request, reply.discussion, page, above=tuple(above), focus=focus
        ),
    }
    return render(request, "forum/reply.html", context)


def visible_reply(request: HttpRequest, slug: str, number: int) -> Reply:
    """The reply at this address if the viewer may see it; or 404."""
    replies = Reply.objects.visible_to(request.user).for_reading()
    return get_object_or_404(replies, discussion__article__slug=slug, number=number)


def own_reply(request: MemberRequest, slug: str, number: int) -> Reply:
    """As above, or what its author has already withdrawn."""
    mine = Reply.objects.published().for_reading().filter(author=request.user)
    withdrawn = mine.exclude(withdrawn_at=None).filter(
        discussion__article__slug=slug, number=number
    )
    return withdrawn.first() or visible_reply(request, slug, number)


def _composer(request: HttpRequest, discussion: Discussion) -> dict[str, object]:
    """The form, with what was typed before signing in; none where none may reply."""
    if not policies.can_reply(request.user, discussion):
        return {"form": None}
    kept = doors.kept(request)
    parent = _answered(request, discussion, kept.get("parent", ""))
    form = ReplyForm(discussion=discussion, parent=parent)
    form.initial["body"] = kept.get("body", "")
    return {"form": form, "parent": parent}


def _answered(
    request: HttpRequest, discussion: Discussion, number: str
) -> Reply | None:
    """The reply that what was typed answers, if it still takes answers."""
    if not discussion.pk or not re.fullmatch("[0-9]{1,8}", number):
        return None
    replies = Reply.objects.visible_to(request.user).for_reading()
    return replies.filter(discussion=discussion, number=number).first()
