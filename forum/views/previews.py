"""How a text would look as a reply: made by the same hands as the reply itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts import converters, throttle
from accounts.doors import MemberRequest, members_only
from accounts.policies import refuse_unless
from accounts.throttle import TooManyRequests
from articles.children import Busy
from forum import composing, policies
from forum.forms import EditForm, ReplyForm

from . import discussions, refusals

if TYPE_CHECKING:
    from django.http import HttpResponse

    from articles.models import Article
    from forum.forms import TextForm
    from forum.models import Reply


@refusals.page_or_part
@require_POST
@members_only("forum:discussion", "slug")
def show(request: MemberRequest, slug: str) -> HttpResponse:
    """A part beside the form, or a page with both. What cannot be posted says why.

    It gets the number that the reply would get now, so that each of its bytes is one of
    the reply's.
    """
    article, discussion = discussions.published(slug)
    reply = _edited(request, slug)
    form: EditForm | ReplyForm
    if reply:
        form = EditForm(request.POST)
        may, number = policies.can_edit(request.user, reply), reply.number
    else:
        form = ReplyForm(request.POST, discussion=discussion, viewer=request.user)
        may = policies.can_reply(request.user, discussion)
        number = discussion.last_number + 1
    is_fit = form.is_valid()
    context: dict[str, object] = {
        "article": article,
        "notes": article.notes.for_reading(),
        "reply": reply,
        "parent": form.cleaned_data.get("parent"),
        "form": form,
    }
    if not is_fit:
        return _draw(request, context, status=422)
    try:
        refuse_unless(may)
        composed = _composed(request, article, form)
    except (PermissionDenied, TooManyRequests, Busy) as refusal:
        form.add_error(None, str(refusal))
        response = _draw(request, context, status=refusals.status(refusal))
        return refusals.later(response, refusal)
    return _draw(request, context | _shown(composed, number))


def _composed(
    request: MemberRequest, article: Article, form: TextForm
) -> composing.Composition:
    """What the text becomes under the article, which is work for the server."""
    throttle.count("preview", by=request.user)
    return composing.compose(
        article=article,
        author=request.user,
        body=form.cleaned_data["body"],
        addresses=form.cleaned_data["sources"],
    )


def _shown(composed: composing.Composition, number: int) -> dict[str, object]:
    """How it looks with a number, and why it cannot be posted yet, if it cannot."""
    shown: dict[str, object] = {"html": composed.rendered.at(number)}
    try:
        composed.check()
    except composing.Unfit as reason:
        shown["reason"] = str(reason)
    return shown


def _edited(request: MemberRequest, slug: str) -> Reply | None:
    """The reply that the text is to stand in, gone or not; None for a new one."""
    number = converters.number(request.POST.get("edits", ""))
    return discussions.published_reply(slug, number) if number else None


def _draw(
    request: MemberRequest, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    if request.htmx:
        template = "forum/_preview.html"
    else:
        template = "forum/edit.html" if context["reply"] else "forum/reply_form.html"
    return render(request, template, context, status=status)
