"""What a deed answers when it is not done, with the status that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.views.decorators.vary import vary_on_headers

from accounts.throttle import TooManyRequests
from articles import children, pictures
from forum import actions, composing

if TYPE_CHECKING:
    from django.http import HttpResponse

STATUS: dict[type[Exception], int] = {
    PermissionDenied: 403,
    actions.SentBefore: 409,
    actions.Overtaken: 409,
    actions.Overwritten: 409,
    actions.TooMany: 422,
    composing.Unfit: 422,
    TooManyRequests: 429,
    pictures.TooLarge: 413,
    pictures.Unacceptable: 422,
    children.Busy: 503,
}
ALL = tuple(STATUS)

page_or_part = vary_on_headers("HX-Request")


def status(refusal: Exception) -> int:
    """The status of one of ALL."""
    return next(code for kind, code in STATUS.items() if isinstance(refusal, kind))


def later(response: HttpResponse, refusal: Exception) -> HttpResponse:
    """With the time to wait, if waiting helps."""
    if isinstance(refusal, TooManyRequests | children.Busy):
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response
