"""An author edits a reply; readers see what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import doors
from accounts.doors import MemberRequest, members_only
from accounts.policies import REFUSAL, refuse_unless
from articles import diffs
from forum import actions, drafts, policies
from forum.forms import EditForm
from forum.models.revision import as_one, public

from . import discussions, keeping, refusals, uploads, ways

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from forum.models import Reply, ReplyRevision

HISTORY = 10  # versions on a page


class Version(NamedTuple):
    """One version, and what it changed of the one before it."""

    revision: ReplyRevision
    pieces: list[diffs.Piece]
    is_first: bool


@refusals.page_or_part
@require_http_methods(["GET", "HEAD", "POST"])
@members_only()
def edit(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """The text of one's own reply to edit; then the reply with another text."""
    reply = discussions.published_reply(slug, number)
    if request.method != "POST":
        if not reply.is_live:
            raise Http404
        refuse_unless(policies.can_edit(request.user, reply))
        return ask(request, reply, _begun(request, reply))
    form = EditForm(request.POST)
    if not policies.can_edit(request.user, reply):
        return _refused(request, reply, form, PermissionDenied(REFUSAL))
    if uploads.is_one(request):
        upload = uploads.take(request)
        form = EditForm(initial=upload.typed)
        return upload.told(ask(request, reply, form, picture_error=upload.error))
    if not form.is_valid():
        return ask(request, reply, form, status=422)
    try:
        actions.edit_reply(reply=reply, by=request.user, **form.cleaned_data)
    except refusals.ALL as refusal:
        return _refused(request, reply, form, refusal)
    doors.forget(request)
    return redirect(ways.going_on(request, reply, reply.get_absolute_url()))


@require_safe
def history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Every version of a reply that readers are told of, newest first."""
    reply = discussions.visible_reply(request, slug, number)
    revisions = reply.revisions.defer("body", "sources").select_related("editor")
    shown = public(revisions)
    page = Paginator(shown[::-1], HISTORY).get_page(request.GET.get("page"))
    context = {
        "article": reply.discussion.article,
        "reply": reply,
        "page": page,
        "versions": _versions(reply, shown, list(page)),
    }
    return render(request, "forum/history.html", context)


def ask(
    request: MemberRequest,
    reply: Reply,
    form: EditForm,
    *,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """The form, with all that was typed in it."""
    article = reply.discussion.article
    is_own = reply.author_id == request.user.pk
    if form.is_bound and is_own:  # it could not be saved
        keeping.refused(request, form, article, edits=reply.number)
    context |= {
        "article": article,
        "notes": article.notes.for_reading(),
        "reply": reply,
        "form": form,
    }
    return render(request, "forum/edit.html", context, status=status)


def _begun(request: MemberRequest, reply: Reply) -> EditForm:
    """The form with the text as it stands, or as it was being written."""
    form = EditForm.of(reply)
    article = reply.discussion.article
    begun = drafts.at(article, request.user, edits_number=reply.number)
    form.take_up(begun, doors.kept(request))
    return form


def _refused(
    request: MemberRequest, reply: Reply, form: EditForm, refusal: Exception
) -> HttpResponse:
    """The form again, and why; where another text came between, that text too."""
    status = refusals.status(refusal)
    form.refuse(str(refusal), field="body" if status == 422 else None)
    context: dict[str, object] = {}
    if isinstance(refusal, actions.Overtaken):
        form.write_over(refusal.reply.version)
        now = as_one(refusal.reply.body, refusal.reply.addresses)
        typed = as_one(form.cleaned_data["body"], form.cleaned_data["sources"])
        context = {"now": now, "pieces": diffs.words(now, typed)}
    response = ask(request, reply, form, status=status, **context)
    return refusals.later(response, refusal)


def _versions(
    reply: Reply, shown: Sequence[ReplyRevision], wanted: Sequence[ReplyRevision]
) -> list[Version]:
    before = dict(zip([one.pk for one in shown[1:]], shown, strict=False))
    keys = {one.pk for one in wanted} | {
        before[one.pk].pk for one in wanted if one.pk in before
    }
    texts = {one.pk: one.text for one in reply.revisions.filter(pk__in=keys)}
    versions = []
    for one in wanted:
        is_first = one.pk not in before
        old = texts[one.pk] if is_first else texts[before[one.pk].pk]
        versions.append(Version(one, diffs.words(old, texts[one.pk]), is_first))
    return versions
