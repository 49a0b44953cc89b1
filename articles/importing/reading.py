"""Read a file, whichever of the two forms it has."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from articles import cleaning
from articles.checks import at
from articles.spelling import ADDRESS

from . import plain, structured
from .file import MAX_FILE, MAX_SLUG, File, Refusal

if TYPE_CHECKING:
    from pathlib import Path

JSON = ".json"


def read(path: Path, *, standfirst: str | None = None) -> File:
    """The article in a file; the file's name is its address. Raises Refusal."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except OSError as failure:
        reason = _("%(name)s cannot be read: %(why)s.")
        values = {"name": path, "why": failure.strerror}
        raise Refusal(reason % values) from None
    return parse(path.name, content, standfirst=standfirst)


def parse(name: str, content: bytes, *, standfirst: str | None = None) -> File:
    """The same for one that was handed in. What ends in .json is read as such."""
    if len(content) > MAX_FILE:
        raise Refusal(_("A file has at most %d bytes.") % MAX_FILE)
    typed = _decoded(content)
    said = "\0".join([cleaning.tidy(typed), standfirst or ""])
    path = PurePath(name)
    is_json = path.suffix.lower() == JSON
    file = (structured.article if is_json else plain.article)(
        typed,
        name=path.name,
        slug=path.stem,
        standfirst=standfirst,
        digest=sha256(said.encode()).hexdigest(),
    )
    if not _is_address(file.slug):
        reason = _("%(name)s cannot be an address: use letters, digits and hyphens.")
        called = path.name if file.slug == path.stem else file.slug
        raise Refusal(reason % {"name": called})
    return file


def names_itself(name: str, content: bytes) -> str:
    """The address that a file says it has, without judging the rest; "" if it says none.

    Its own name is its address then, unless it is refused when it is read.
    """
    if PurePath(name).suffix.lower() != JSON or len(content) > MAX_FILE:
        return ""
    try:
        slug = structured.slug_in(_decoded(content))
    except Refusal:
        return ""
    return slug if _is_address(slug) else ""


def _is_address(slug: str) -> bool:
    return len(slug) <= MAX_SLUG and bool(ADDRESS.fullmatch(slug.lower()))


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as failure:
        line = content.count(b"\n", 0, failure.start) + 1
        raise Refusal(at(line, _("this is not text in UTF-8."))) from None
