"""One's own drafts: listed, taken up again, discarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import MemberRequest, members_only
from accounts.policies import REFUSAL
from forum import actions, drafts, policies
from forum.forms import ReplyForm
from forum.models import Discussion, Draft, Reply

if TYPE_CHECKING:
    from django.http import HttpResponse

PAGE = 25  # drafts


@require_safe
@members_only()
def show(request: MemberRequest) -> HttpResponse:
    """One's own drafts, last written first."""
    mine = Draft.objects.of(request.user).select_related("article")
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    return render(request, "forum/drafts.html", {"page": page})


@require_safe
@members_only()
def take_up(request: MemberRequest, pk: int) -> HttpResponse:
    """On to the form that a draft belongs in; where there is none, the text and why."""
    draft = _own(request, pk)
    article = draft.article
    discussion = Discussion.objects.about(article)
    sentence = str(REFUSAL)
    form = None
    if place := _place(request, draft, discussion):
        return redirect(place)
    if not draft.edits_number and policies.can_reply(request.user, discussion):
        sentence = _(
            "The reply you are answering is not here, or no longer. "
            "Sent from here, your text stands by itself."
        )
        form = ReplyForm(discussion=discussion, viewer=request.user)
        form.take_up(drafts.taken_up(draft), {"draft": ""})  # it has another place
    context = {
        "draft": draft,
        "article": article,
        "sentence": sentence,
        "form": form,
        "notes": article.notes.for_reading(),
    }
    return render(request, "forum/draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only()
def discard(request: MemberRequest, pk: int) -> HttpResponse:
    """Asks, then lets go of one of one's own drafts."""
    draft = _own(request, pk)
    if request.method == "POST":
        actions.discard_draft(draft=draft, by=request.user)
        messages.success(request, _("The draft is discarded."))
        return redirect("forum:drafts")
    return render(request, "forum/discard.html", {"draft": draft})


def _own(request: MemberRequest, pk: int) -> Draft:
    mine = Draft.objects.of(request.user)
    return get_object_or_404(mine.select_related("article__discussion"), pk=pk)


def _place(request: MemberRequest, draft: Draft, discussion: Discussion) -> str | None:
    """Where its form is; None if it has none any more."""
    slug = draft.article.slug
    number = draft.edits_number or draft.parent_number
    if not number:
        here = f"{draft.article.get_absolute_url()}#body-0"
        return here if policies.can_reply(request.user, discussion) else None
    replies = Reply.objects.visible_to(request.user).for_reading()
    reply = replies.filter(discussion__article=draft.article, number=number).first()
    if reply is None:
        return None
    if draft.edits_number:
        may = policies.can_edit(request.user, reply)
        return reverse("forum:edit-reply", args=(slug, number)) if may else None
    may = policies.can_answer(request.user, reply)
    return reverse("forum:answer", args=(slug, number)) if may else None
