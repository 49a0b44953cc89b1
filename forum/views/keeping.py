"""A text that is being written is kept as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from accounts.doors import MemberRequest, members_only, wants_data
from forum import actions
from forum.forms import DraftForm

from . import discussions, refusals

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from articles.models import Article
    from forum.forms import TextForm
    from forum.models import Draft


@vary_on_headers("Accept")
@require_POST
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """From time to time, by a script; or when its author asks for it."""
    if wants_data(request) and not request.user.is_authenticated:
        told = {"error": _("You are signed out: this is not saved.")}
        return JsonResponse(told, status=403)
    form = DraftForm(request.POST)
    form.is_valid()
    if edits := form.cleaned_data.get("edits"):
        return _keep_edit(request, slug=slug, number=edits)
    return _keep_reply(request, slug=slug)


def refused(
    request: MemberRequest, form: TextForm, article: Article, *, edits: int = 0
) -> None:
    """Keep what could not be sent, so that who closes the page finds it again.

    As the form stands now; or where it was sent for, if another text has that place.
    """
    now = request.POST if edits else form.data
    for typed in (now, request.POST):
        fields = {name: typed.get(name, "") for name in DraftForm.base_fields}
        text = DraftForm({**fields, "edits": edits})
        if not text.is_valid():
            continue
        draft = actions.keep_refused(
            member=request.user, article=article, written=text.written()
        )
        if draft is None:
            continue
        if typed is now:
            form.kept_as(draft.version)
        return


@members_only("forum:discussion", "slug")
def _keep_reply(request: MemberRequest, slug: str) -> HttpResponse:
    return _keep(request, slug)


@members_only("forum:edit-reply", "slug", "number")
def _keep_edit(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    discussions.published_reply(slug, number)
    return _keep(request, slug)


def _keep(request: MemberRequest, slug: str) -> HttpResponse:
    article, _discussion = discussions.published(slug)
    form = DraftForm(request.POST)
    if not form.is_valid():
        [sentence, *_rest] = [str(one) for all_ in form.errors.values() for one in all_]
        return _not_kept(request, article, form, sentence, status=422)
    try:
        draft = actions.keep_draft(
            member=request.user, article=article, written=form.written()
        )
    except refusals.ALL as refusal:
        other = refusal.draft if isinstance(refusal, actions.Overwritten) else None
        status = refusals.status(refusal)
        told = str(refusal)
        response = _not_kept(request, article, form, told, status=status, other=other)
        return refusals.later(response, refusal)
    if wants_data(request):
        return JsonResponse({"draft": draft.version if draft else 0})
    messages.success(
        request, _("Your draft is kept.") if draft else _("There is nothing to keep.")
    )
    return redirect("forum:drafts")


def _not_kept(
    request: MemberRequest,
    article: Article,
    form: DraftForm,
    sentence: str,
    *,
    status: int,
    other: Draft | None = None,
) -> HttpResponse:
    """To a script in a few words; to a person with what was typed, to be saved yet."""
    if wants_data(request):
        told: dict[str, object] = {"error": sentence}
        if status == 409:
            told["draft"] = other.version if other else 0
        if other:
            told |= {"body": other.body, "sources": other.sources}
        return JsonResponse(told, status=status)
    version = form.data.get("draft", "")
    places = ["parent", "edits", "version", "key"]
    if status == 409:
        version = other.version if other else ""
        if not other:  # the form has been sent, maybe: this becomes another reply
            places.remove("key")
    context = {
        "article": article,
        "form": form,
        "places": [form[name] for name in places],
        "version": version,
        "error": sentence,
        "other": other,
    }
    return render(request, "forum/draft_not_kept.html", context, status=status)
