"""Deeds on replies: post, answer, vote, withdraw, put back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from accounts import doors
from accounts.doors import MemberRequest, members_only
from accounts.policies import REFUSAL, refuse_unless
from accounts.throttle import TooManyRequests
from forum import actions, composing, drafts, policies
from forum.forms import ReplyForm

from . import discussions, heads, keeping, refusals, thread, uploads, ways

if TYPE_CHECKING:
    from articles.models import Article
    from forum.models import Discussion, Reply


@refusals.page_or_part
@require_POST
@members_only("forum:discussion", "slug")
def post(request: MemberRequest, slug: str) -> HttpResponse:
    """A member posts a reply, or is shown what to mend, with every word still there."""
    article, discussion = discussions.published(slug)
    form = ReplyForm(request.POST, discussion=discussion, viewer=request.user)
    if uploads.is_one(request):
        return _with_picture(request, form, discussion)
    if not form.is_valid():
        return _mend(request, form, article=article, status=422)
    try:
        reply = actions.post_reply(
            article=article, author=request.user, **form.cleaned_data
        )
    except refusals.ALL as refusal:
        return _refused(request, form, refusal, article=article)
    doors.forget(request, article.get_absolute_url())
    return _posted(request, reply, is_answer=form.cleaned_data["parent"] is not None)


@vary_on_headers("Accept", "HX-Request")
@require_http_methods(["GET", "HEAD"])
@members_only()
def answer(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """The form to answer one reply: a page, or the part that opens below the reply.

    Where one is open, a script asks for the words to quote alone.
    """
    reply = discussions.visible_reply(request, slug, number)
    if not policies.can_answer(request.user, reply):
        return _closed(request)
    if "quote" in request.GET and doors.wants_data(request):
        return JsonResponse({"quote": composing.quote(reply)})
    article = reply.discussion.article
    form = ReplyForm(discussion=reply.discussion, viewer=request.user, parent=reply)
    form.take_up(
        drafts.at(article, request.user, parent_number=number),
        doors.kept(request, article.get_absolute_url(), str(number)),
    )
    template = "forum/_reply_form.html" if request.htmx else "forum/answer.html"
    if "quote" in request.GET:
        _quote(form, reply)
    context = {
        "article": article,
        "parent": reply,
        "form": form,
        "notes": article.notes.for_reading(),
    }
    return render(request, template, context)


@refusals.page_or_part
@require_POST
@members_only("forum:reply", "slug", "number")
def vote(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """A member finds a reply helpful, or no longer."""
    reply = discussions.visible_reply(request, slug, number)
    helpful = request.POST.get("vote") != "off"
    try:
        actions.vote(reply=reply, by=request.user, helpful=helpful)
    except (TooManyRequests, PermissionDenied) as refusal:
        if not request.htmx:
            raise
        response = _deeds(request, reply, refusal=str(refusal))
        response.status_code = refusals.status(refusal)
        return refusals.later(response, refusal)
    return _deeds(request, reply) if request.htmx else redirect(_back(request, reply))


@require_http_methods(["GET", "HEAD", "POST"])
@members_only()
def withdraw(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """Asks, then takes the reply back."""
    reply = discussions.own_reply(request, slug, number)
    if reply.withdrawn_at:  # sent twice, or another window
        return redirect(reply)
    if request.method == "POST":
        actions.withdraw_reply(reply=reply, by=request.user)
        return redirect(ways.going_on(request, reply, reply.get_absolute_url()))
    refuse_unless(policies.can_withdraw(request.user, reply))
    context = {"article": reply.discussion.article, "reply": reply}
    return render(request, "forum/withdraw.html", context)


@require_POST
@members_only("forum:reply", "slug", "number")
def put_back(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """Undoes a withdrawal that is minutes old."""
    reply = discussions.own_reply(request, slug, number)
    actions.put_back_reply(reply=reply, by=request.user)
    messages.success(request, _("Your reply is back."))
    return redirect(ways.going_on(request, reply, reply.get_absolute_url()))


def _quote(form: ReplyForm, reply: Reply) -> None:
    """Let the answer begin with a reply's words, unless they are there already."""
    begun = normalize_newlines(form.initial.get("body", ""))
    quoted = composing.quote(reply)
    if quoted.strip() not in begun:
        form.take_up({"body": f"{begun}\n\n{quoted}".lstrip()})


def _with_picture(
    request: MemberRequest, form: ReplyForm, discussion: Discussion
) -> HttpResponse:
    """The form again, with the picture in the text or the reason why it is not."""
    article = discussion.article
    if not policies.can_reply(request.user, discussion):
        return _refused(request, form, PermissionDenied(REFUSAL), article=article)
    upload = uploads.take(request)
    form = ReplyForm(discussion=discussion, viewer=request.user, initial=upload.typed)
    context = {
        "article": article,
        "form": form,
        "parent": form.answered,
        "picture_error": upload.error,
        "notes": article.notes.for_reading(),
    }
    template = _form_template(request)
    return upload.told(render(request, template, context))


def _form_template(request: MemberRequest) -> str:
    return "forum/_reply_form.html" if request.htmx else "forum/reply_form.html"


def _refused(
    request: MemberRequest,
    form: ReplyForm,
    refusal: Exception,
    *,
    article: Article,
) -> HttpResponse:
    """The form again, with the text in it and the reason why it was not posted."""
    unfit = isinstance(refusal, composing.Unfit)
    form.refuse(str(refusal), field="body" if unfit else None)
    context = {}
    if isinstance(refusal, actions.SentBefore):
        form.begin_anew()
        context["sent"] = refusal.reply
    status = refusals.status(refusal)
    response = _mend(request, form, article=article, status=status, **context)
    return refusals.later(response, refusal)


def _closed(request: MemberRequest) -> HttpResponse:
    """Why no answer can be written here: a page, or a line below the reply."""
    sentence = _("This takes no answers, or no longer.")
    if not request.htmx:
        raise PermissionDenied(sentence)
    return render(request, "forum/_refusal.html", {"sentence": sentence}, status=403)


def _mend(
    request: MemberRequest,
    form: ReplyForm,
    *,
    article: Article,
    status: int,
    **context: object,
) -> HttpResponse:
    """The form with every word still in it, which are kept as a draft too."""
    keeping.refused(request, form, article)
    template = _form_template(request)
    context |= {
        "article": article,
        "notes": article.notes.for_reading(),
        "form": form,
        "parent": form.answered,
    }
    return render(request, template, context, status=status)


def _posted(request: MemberRequest, reply: Reply, *, is_answer: bool) -> HttpResponse:
    """On to the reply; or, in place, the reply, and another form where there was one.

    It is empty, unless another window has a draft of another reply at this place.
    """
    if not request.htmx:
        return redirect(ways.going_on(request, reply, _in_place(reply)))
    article = reply.discussion.article
    form = None
    if not is_answer:
        form = ReplyForm(discussion=reply.discussion, viewer=request.user)
        form.take_up(drafts.at(article, request.user))
    [row] = thread.numbered(request, reply.discussion, [reply.number])
    context = {
        "article": article,
        "notes": article.notes.for_reading(),
        "html": thread.artist(request, reply.discussion).thread([row]),
        "form": form,
        "head": heads.of_open_page(request, reply.discussion),
    }
    return render(request, "forum/_posted.html", context)


def _deeds(request: MemberRequest, reply: Reply, *, refusal: str = "") -> HttpResponse:
    artist = thread.artist(request, reply.discussion)
    [row] = thread.numbered(request, reply.discussion, [reply.number])
    return HttpResponse(artist.deeds(row, refusal=refusal))


def _in_place(reply: Reply) -> str:
    """A reply of the first level is on the newest page; an answer is shown in context.

    It asks for the page too, so that nobody is taken to have chosen that order.
    """
    if reply.parent_number:
        return reply.get_absolute_url()
    page = reverse("forum:discussion", args=[reply.discussion.article.slug])
    return f"{page}?order=new&page=1#{reply.anchor}"


def _back(request: MemberRequest, reply: Reply) -> str:
    """Where the member was reading, at this reply."""
    page = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(
        page, {request.get_host()}, require_https=request.is_secure()
    )
    if not safe:
        return reply.get_absolute_url()
    here = urlsplit(page)
    path = f"/{here.path.lstrip('/')}"  # two slashes would lead to another site
    address = here._replace(
        scheme="", netloc="", path=path, fragment=reply.anchor
    ).geturl()
    if path != reply.discussion.get_absolute_url() or ways.CLAIM in parse_qs(
        here.query
    ):
        return address
    return ways.going_on(request, reply, address)
