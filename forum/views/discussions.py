"""An article with its discussion, and one reply in context."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts import converters, doors
from articles import corrections, margins, related
from forum import cited, drafts, opening, policies, visits
from forum.forms import ReplyForm
from forum.models import Discussion, Reply
from forum.models.paths import numbers_in
from forum.reading import one_snapshot
from forum.threads import Order

from . import orders, thread, ways

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from accounts.doors import MemberRequest
    from accounts.policies import Viewer
    from articles.models import Article
    from forum.opening import Opening
    from forum.visits import Since


def published(slug: str) -> tuple[Article, Discussion]:
    """The article everybody may read at this address, and what is said of it; or 404."""
    return opened(slug, AnonymousUser(), opening.HEAD)


def opened(
    slug: str, viewer: Viewer, reading: Opening, **asked: object
) -> tuple[Article, Discussion]:
    """The same with what a kind of page tells this viewer; `asked` as in `ways`."""
    article = reading.article(slug, viewer, **asked)
    if article is None:
        raise Http404
    return article, Discussion.objects.about(article)


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """An article, its sources, and a page of what is said about it.

    A page that goes on from an earlier one comes without the article's text.
    """
    with one_snapshot(request.user):
        asked = ways.asked(request, pause=ways.pause(request))
        goes_on = thread.goes_on(request)
        kind = opening.LATER if goes_on else opening.FIRST
        article, discussion = opened(slug, request.user, kind, **asked)
        since = visits.of(article, request.user)
        if orders.order(request) is Order.FLAT:
            drawn = thread.flat(request, discussion, since=since)
        else:
            drawn = thread.tree(request, discussion, since=since)
        if goes_on and not drawn.is_continued:  # it begins again
            article, _ = opened(slug, request.user, opening.FIRST, **asked)
        text = {} if drawn.is_continued else _text(article)
    context = {
        "article": article,
        "discussion": discussion,
        "thread": drawn,
        "may": thread.invitation(request, discussion),
        **text,
        **_composer(request, discussion),
    }
    response = render(request, "forum/discussion.html", context)
    _seen(request, response, discussion, since)
    return orders.remember(request, response)


@require_safe
def in_context(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One reply, what it answers, and its answers. This address never moves."""
    with one_snapshot(request.user):
        asked = ways.asked(request, pause=visits.READING) | {"number": number}
        article, discussion = opened(slug, request.user, opening.REPLY, **asked)
        numbers = numbers_in(opening.path(article) or "")
        if not numbers:
            raise Http404
        since = visits.of(article, request.user)
        *above, focus = thread.numbered(request, discussion, numbers)
        drawn = thread.tree(
            request, discussion, since=since, under=focus, above=tuple(above)
        )
    context = {
        "article": article,
        "discussion": discussion,
        "number": number,
        "thread": drawn,
        "whole_url": thread.whole_url(request, discussion, since),
    }
    return render(request, "forum/reply.html", context)


def visible_reply(request: HttpRequest, slug: str, number: int) -> Reply:
    """The reply at this address if the viewer may see it; or 404."""
    replies = Reply.objects.visible_to(request.user).for_reading()
    return get_object_or_404(replies, discussion__article__slug=slug, number=number)


def published_reply(slug: str, number: int) -> Reply:
    """The reply at this address, gone or not, under an article everybody may read."""
    replies = Reply.objects.published().for_reading()
    return get_object_or_404(replies, discussion__article__slug=slug, number=number)


def has_gone(slug: str, number: int) -> bool:
    """Whether a reply was at this address, and was withdrawn or removed."""
    replies = Reply.objects.published().filter(is_live=False)
    return replies.filter(discussion__article__slug=slug, number=number).exists()


def own_reply(request: MemberRequest, slug: str, number: int) -> Reply:
    """As above, or what its author has already withdrawn."""
    seen = Q(is_live=True) | Q(author=request.user, withdrawn_at__isnull=False)
    replies = Reply.objects.published().for_reading().filter(seen)
    return get_object_or_404(replies, discussion__article__slug=slug, number=number)


def _seen(
    request: HttpRequest, response: HttpResponse, discussion: Discussion, since: Since
) -> None:
    """Let a member's own visit be written down once the answer is on its way.

    A browser that only fetches ahead has not seen anything.
    """
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    if ahead or request.method != "GET":
        return
    if not request.user.is_authenticated:
        return
    write = partial(visits.record, discussion, member=request.user, since=since)
    # Django closes these when the answer has been sent, and has no public word for it.
    closers: list[Callable[[], None]] = response._resource_closers  # type: ignore[attr-defined]  # noqa: SLF001
    closers.append(write)


def _text(article: Article) -> dict[str, object]:
    """What the page that begins with an article's text shows above and below it."""
    notes = cited.notes(article)
    return {
        "notes": notes,
        "text": margins.pieces(article.body_html, notes),
        "corrections": corrections.of(article),
        "related": related.of(article),
    }


def _composer(request: HttpRequest, discussion: Discussion) -> dict[str, object]:
    """The form, with what was typed before signing in; none where none may reply."""
    if not policies.can_reply(request.user, discussion):
        return {"form": None}
    kept = doors.kept(request)
    parent = _answered(request, discussion, kept.get("parent", ""))
    form = ReplyForm(discussion=discussion, viewer=request.user, parent=parent)
    form.take_up(drafts.of(discussion.article), kept)
    return {"form": form, "parent": parent}


def _answered(
    request: HttpRequest, discussion: Discussion, number: str
) -> Reply | None:
    """The reply that what was typed answers, if it still takes answers."""
    answered = converters.number(number)
    if not discussion.pk or answered is None:
        return None
    replies = Reply.objects.visible_to(request.user).for_reading()
    return replies.filter(discussion=discussion, number=answered).first()
