"""What somebody is told whose request cannot be taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFilesSent
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views import defaults

from accounts import doors

if TYPE_CHECKING:
    from django.http import HttpRequest

# How routes begin of which an article is the subject, and a reply.
ARTICLE = "articles/<slug:slug>"
REPLY = f"{ARTICLE}/replies/<number:number>/"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; and what was sent there comes back, for it may have been shown until now."""
    if request.method != "POST":
        return defaults.page_not_found(request, exception)
    context = {"words": doors.typed(request)}
    return render(request, "404.html", context, status=404)


def no_such_method(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """405 as a page, with the way to the reply or the article that it is about."""
    response = render(request, "405.html", _way_on(request), status=405)
    response.headers["Allow"] = refused.headers["Allow"]
    return response


def _way_on(request: HttpRequest) -> dict[str, str]:
    """By where the address stands: topics and sources have a `slug` of their own."""
    match = request.resolver_match
    if match is None or not match.route.startswith(ARTICLE):
        return {}
    slug = match.kwargs["slug"]
    if match.route.startswith(REPLY):
        number = match.kwargs["number"]
        return {"reply_url": reverse("forum:reply", args=[slug, number])}
    return {"article_url": reverse("forum:discussion", args=[slug])}


def refuse_other_charsets(request: HttpRequest) -> None:
    """Raise BadRequest for a form that is not in UTF-8: nothing of it can be read."""
    charset = (request.content_params or {}).get("charset", "utf-8")
    is_form = request.content_type in {
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    }
    if is_form and charset.lower() not in {"utf-8", "utf8"}:
        raise BadRequest("Forms are sent in UTF-8.")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413 for what is too large to be read or has too many files, 400 for the rest.

    The text cannot be shown again, for it was not read. A form sent by htmx stays on
    the page as it is, and the sentence is put before it. A script that asked for data
    gets data. The page for the rest is drawn without the request, for whatever looks
    into it again is refused again.
    """
    if not isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return HttpResponseBadRequest(render_to_string("400.html"))
    if doors.wants_data(request):
        sentence = _("That is too large to send. A picture may have at most 4 MB.")
        return JsonResponse({"error": sentence}, status=413)
    if request.headers.get("HX-Request") != "true":
        return render(request, "413.html", status=413)
    sentence = _("That is too large to send. Nothing was stored; your text is below.")
    said = format_html('<p class="form__error" role="alert">{}</p>', sentence)
    response = HttpResponse(said, status=413, headers={"Vary": "HX-Request"})
    response.headers["HX-Reswap"] = "beforebegin"
    return response
