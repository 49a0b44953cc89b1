"""Pictures: taken in from members, and shown to whoever may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.doors import MemberRequest, members_only, wants_data
from articles import pictures
from articles.models import Article, Picture
from articles.policies import can_edit
from forum.models import Reply

from . import refusals

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

# Nothing of what it might hold may run, load or be framed, whoever opens it alone.
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
KEPT_FOR = 60  # seconds; so long a browser shows what has been hidden meanwhile


@require_safe
def show(request: HttpRequest, name: str, kind: str) -> HttpResponseBase:
    """A picture, for its owner and for whoever may read what shows it.

    Readers see those that an article shows now, editors those of all its versions.
    """
    shown = Reply.objects.visible_to(request.user).filter(pictures=OuterRef("pk"))
    articles = Article.objects.filter(pictures=OuterRef("pk"))
    now = Q(lead=OuterRef("pk")) | Q(body_html__contains=OuterRef("name"))
    may_see = Q(Exists(shown)) | Q(Exists(articles.published().filter(now)))
    if can_edit(request.user):
        may_see |= Q(Exists(articles))
    if request.user.is_authenticated:
        may_see |= Q(owner=request.user)
    picture = get_object_or_404(Picture, may_see, name=name, kind=kind)
    etag = f'"{picture.name}"'  # what a name stands for never changes
    response = get_conditional_response(request, etag=etag) or _file(picture)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"private, max-age={KEPT_FOR}"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-site"
    return response


@require_POST
def take(request: HttpRequest) -> HttpResponseBase:
    """A member brings a picture, and a script puts the answer into the text."""
    if wants_data(request) and not request.user.is_authenticated:
        sentence = _("You are signed out. Sign in again in another tab; stay here.")
        return JsonResponse({"error": sentence}, status=403)
    return _take(request)


@members_only("forum:front")
def _take(request: MemberRequest) -> HttpResponse:
    upload = request.FILES.get("picture")
    if upload is None:
        return JsonResponse({"error": _("Choose a picture first.")}, status=422)
    try:
        picture = pictures.take_in(upload, owner=request.user)
    except refusals.ALL as refusal:
        return _refused(refusal)
    said = {
        "markdown": picture.markdown(request.POST.get("alt", "")),
        "url": picture.get_absolute_url(),
        "width": picture.width,
        "height": picture.height,
    }
    return JsonResponse(said, status=201)


def _refused(refusal: Exception) -> HttpResponse:
    status = refusals.status(refusal)
    response = JsonResponse({"error": str(refusal)}, status=status)
    return refusals.later(response, refusal)


def _file(picture: Picture) -> FileResponse:
    try:
        content = picture.file.open("rb")
    except FileNotFoundError:  # being dropped, or not yet written
        raise Http404 from None
    return FileResponse(content, content_type=picture.mime, filename=picture.file_name)
