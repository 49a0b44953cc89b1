"""A reader tells the moderators of a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import doors
from accounts.doors import MemberRequest, members_only
from accounts.policies import refuse_unless
from accounts.throttle import TooManyRequests
from forum import actions, policies
from forum.forms import FlagForm

from . import discussions

if TYPE_CHECKING:
    from django.http import HttpResponse

    from forum.models import Reply


@require_http_methods(["GET", "HEAD", "POST"])
@members_only()
def raise_flag(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """Asks what is wrong with a reply, and hands it to the moderators."""
    text = request.POST.get("text", "")
    if text and discussions.has_gone(slug, number):
        return render(request, "forum/flag_gone.html", {"text": text}, status=409)
    reply = discussions.visible_reply(request, slug, number)
    refuse_unless(policies.can_flag(request.user, reply))
    if request.method != "POST":
        return _ask(request, reply, FlagForm(initial=doors.kept(request)))
    form = FlagForm(request.POST)
    if not form.is_valid():
        return _ask(request, reply, form, status=422)
    try:
        actions.raise_flag(reply=reply, by=request.user, **form.cleaned_data)
    except TooManyRequests as refusal:
        form.add_error(None, str(refusal))
        response = _ask(request, reply, form, status=429)
        response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    doors.forget(request)
    messages.success(request, _("Thank you. A moderator will look at it."))
    return redirect(reply)


def _ask(
    request: MemberRequest, reply: Reply, form: FlagForm, *, status: int = 200
) -> HttpResponse:
    context = {"article": reply.discussion.article, "reply": reply, "form": form}
    return render(request, "forum/flag.html", context, status=status)
