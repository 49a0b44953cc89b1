"""The editors' desk where pictures are brought, with a script or without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from accounts.throttle import TooManyRequests

from . import pictures
from .desk import ArticleDesk
from .forms import Manuscript

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from accounts.models import Member

    from .models import Picture

STATUS: dict[type[Exception], int] = {
    PermissionDenied: 403,
    TooManyRequests: 429,
    pictures.TooLarge: 413,
    pictures.Unacceptable: 422,
}


class Brought(NamedTuple):
    """What was typed, with the picture in its place; or why it is not there."""

    typed: QueryDict
    refusal: Exception | None = None

    @property
    def status(self) -> int:
        kinds = (
            code for kind, code in STATUS.items() if isinstance(self.refusal, kind)
        )
        return next(kinds, 200)


class PictureDesk(ArticleDesk):
    """A picture that was chosen is never passed over, whichever button was pressed.

    It goes into the form, which comes back; nothing is saved by that.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if not _is_one(request):
            return super().changeform_view(request, object_id, form_url, extra_context)
        article = self._article(request, object_id)
        brought = _take(request)
        manuscript = Manuscript(article, brought.typed)
        proof = manuscript.proof()
        response = self._show(
            request,
            manuscript,
            proof=proof,
            picture=_said(request, brought),
            status=brought.status,
        )
        if isinstance(brought.refusal, TooManyRequests):
            response.headers["Retry-After"] = str(brought.refusal.retry_after)
        return response


def _is_one(request: HttpRequest) -> bool:
    """A preview that a script asks for goes on without it."""
    if request.method != "POST" or "X-Preview" in request.headers:
        return False
    return "_picture" in request.POST or "picture" in request.FILES


def _take(request: HttpRequest) -> Brought:
    typed, file = request.POST.copy(), request.FILES.get("picture")
    try:
        if file is None:
            raise pictures.Unacceptable(gettext("Choose a picture first."))
        picture = pictures.take_in(file, owner=cast("Member", request.user))
    except tuple(STATUS) as refusal:
        return Brought(typed, refusal)
    if request.POST.get("_picture") == "lead":
        _lead_with(typed, picture)
    else:
        _put_into_text(typed, picture)
    return Brought(typed)


def _lead_with(typed: QueryDict, picture: Picture) -> None:
    typed["lead"] = picture.name
    typed["lead_words"] = typed.get("picture_words", "")
    typed["lead_credit"] = typed.get("picture_credit", "")
    typed.pop("lead_off", None)


def _put_into_text(typed: QueryDict, picture: Picture) -> None:
    """At its end, with the credit in a line below: the editor knows where it belongs."""
    shown = picture.markdown(typed.get("picture_words", ""))
    credit = " ".join(typed.get("picture_credit", "").split())
    parts = [
        typed.get("body", "").rstrip(),
        f"{shown}\n*{credit}*" if credit else shown,
    ]
    typed["body"] = "\n\n".join(filter(None, parts)) + "\n"


def _said(request: HttpRequest, brought: Brought) -> dict[str, str]:
    """What the form says of it; what was typed beside it, if it is to be brought again."""
    if brought.refusal:
        return {
            "error": str(brought.refusal),
            "words": request.POST.get("picture_words", ""),
            "credit": request.POST.get("picture_credit", ""),
        }
    if request.POST.get("_picture") == "lead":
        return {"told": gettext("The picture leads the article, once you save.")}
    return {
        "told": gettext(
            "The picture is at the end of the text. Move it where it belongs, then save."
        )
    }
