"""A picture that came with a form: into the text, for those without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from articles import pictures

from . import refusals

if TYPE_CHECKING:
    from django.http import HttpResponse

    from accounts.doors import MemberRequest

TYPED = ("body", "sources", "parent", "key", "draft", "version", "reason")


class Upload(NamedTuple):
    """What was typed, with the picture's Markdown at its end; or why it is not there."""

    typed: dict[str, str]
    refusal: Exception | None = None
    words: str = ""  # what the picture shows, to be sent again with another

    @property
    def error(self) -> dict[str, str]:
        """What the form says of it; nothing if the picture is in the text."""
        if self.refusal is None:
            return {}
        return {"sentence": str(self.refusal), "words": self.words}

    def told(self, response: HttpResponse) -> HttpResponse:
        """The form that comes back, with the status that says why."""
        if self.refusal is None:
            return response
        response.status_code = refusals.status(self.refusal)
        return refusals.later(response, self.refusal)


def is_one(request: MemberRequest) -> bool:
    """Whether the form brings a picture: one that was chosen is never passed over."""
    return "_picture" in request.POST or "picture" in request.FILES


def take(request: MemberRequest) -> Upload:
    """Take the picture in. Whatever comes of it, every word comes back."""
    typed = {name: request.POST[name] for name in TYPED if name in request.POST}
    file, words = request.FILES.get("picture"), request.POST.get("alt", "")
    try:
        if file is None:
            raise pictures.Unacceptable(_("Choose a picture first."))
        picture = pictures.take_in(file, owner=request.user)
    except refusals.ALL as refusal:
        return Upload(typed, refusal, words)
    shown = picture.markdown(words)
    body = typed.get("body", "").rstrip()
    typed["body"] = f"{body}\n\n{shown}\n".lstrip()
    return Upload(typed)
