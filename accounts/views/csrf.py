"""What somebody sees whose form cannot be trusted any more: their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from accounts import doors

if TYPE_CHECKING:
    from django.http import HttpRequest


@never_cache
def failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403, with what was typed to copy. Passwords are never shown again."""
    if request.headers.get("HX-Request") == "true":
        return _in_place()
    context = {"words": doors.typed(request)}
    return render(request, "403_csrf.html", context, status=403)


def _in_place() -> HttpResponse:
    """The form stays where it is, with the text in it; before it stands what to do."""
    sentence = gettext(
        "This form had expired. Your text is still here: copy it, "
        "load the page again and send it."
    )
    said = format_html('<p class="form__error" role="alert">{}</p>', sentence)
    headers = {"Vary": "HX-Request", "HX-Reswap": "beforebegin"}
    return HttpResponse(said, status=403, headers=headers)
