"""A picture that came with a form: into the text, for those without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from articles import pictures

from . import refusals

if TYPE_CHECKING:
    from accounts.doors import MemberRequest

TYPED = ("body", "sources", "parent", "key", "draft", "version", "reason")


class Upload(NamedTuple):
    """What was typed, with the picture's Markdown at its end; or why it is not there."""

    typed: dict[str, str]
    sentence: str = ""
    status: int = 200


def is_one(request: MemberRequest) -> bool:
    """Whether the form brings a picture: one that was chosen is never passed over."""
    return "_picture" in request.POST or "picture" in request.FILES


def take(request: MemberRequest) -> Upload:
    """Take the picture in. Whatever comes of it, every word comes back."""
    typed = {name: request.POST[name] for name in TYPED if name in request.POST}
    file = request.FILES.get("picture")
    if file is None:
        return Upload(typed, _("Choose a picture first."), 422)
    try:
        picture = pictures.take_in(file, owner=request.user)
    except refusals.ALL as refusal:
        return Upload(typed, str(refusal), refusals.status(refusal))
    shown = picture.markdown(request.POST.get("alt", ""))
    body = typed.get("body", "").rstrip()
    typed["body"] = f"{body}\n\n{shown}\n".lstrip()
    return Upload(typed)
