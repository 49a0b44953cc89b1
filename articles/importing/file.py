"""A file with an article in it, read and judged line by line."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.validators import slug_re
from django.utils.translation import gettext as _

from articles import checks, cleaning, plaintext
from articles.checks import at
from articles.drafts import MAX_SOURCES, NoteDraft, Text
from articles.models import Article, Source
from articles.models.article import MAX_BODY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_TITLE = Article._meta.get_field("title").max_length or 0
MAX_STANDFIRST = Article._meta.get_field("standfirst").max_length or 0
MAX_SLUG = Article._meta.get_field("slug").max_length or 0
MAX_SOURCE_TITLE = Source._meta.get_field("title").max_length or 0


class Refusal(Exception):  # noqa: N818 - it is news for the editor, not an error
    """The file was not taken in. Each reason is one sentence."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(reasons))


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file as it was read. Without a standfirst of its own, the article keeps its."""

    name: str
    slug: str
    draft: plaintext.Draft
    first_line: int  # of the body
    standfirst: str | None
    digest: str

    def text(self, *, standfirst: str = "") -> Text:
        notes = (
            NoteDraft(number=note.number, title=note.title, url=note.url)
            for note in self.draft.notes
        )
        return Text(
            title=self.draft.title,
            standfirst=standfirst if self.standfirst is None else self.standfirst,
            body=self.draft.body,
            notes=tuple(notes),
        )

    def line_of_note(self, number: int) -> int:
        return next(note.line for note in self.draft.notes if note.number == number)


def read(path: Path, *, standfirst: str | None = None) -> File:
    """The article in a file; the file's name is its address. Raises Refusal."""
    if len(path.stem) > MAX_SLUG or not slug_re.fullmatch(path.stem):
        reason = _("%(name)s cannot be an address: use letters, digits and hyphens.")
        raise Refusal(reason % {"name": path.name})
    typed = _decoded(path)
    draft = plaintext.parse(typed)
    if faults := list(_faults(draft)):
        raise Refusal(*faults)
    said = "\0".join([cleaning.tidy(typed), standfirst or ""])
    return File(
        name=path.name,
        slug=path.stem,
        draft=draft,
        first_line=draft.line,
        standfirst=draft.standfirst or None if standfirst is None else standfirst,
        digest=sha256(said.encode()).hexdigest(),
    )


def _decoded(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as failure:
        reason = _("%(name)s cannot be read: %(why)s.")
        values = {"name": path, "why": failure.strerror}
        raise Refusal(reason % values) from None
    try:
        return content.decode()
    except UnicodeDecodeError as failure:
        line = content.count(b"\n", 0, failure.start) + 1
        raise Refusal(at(line, _("this is not text in UTF-8."))) from None


def _faults(draft: plaintext.Draft) -> Iterator[str]:
    """What no article may be, whoever reads it."""
    if not draft.title:
        yield _("The file is empty: its first line is the title.")
    elif not draft.body:
        yield _("The file has a title and no text.")
    elif not cleaning.is_visible(draft.title):
        yield at(1, _("this title has nothing that can be seen."))
    yield from _excess(draft)
    for note in draft.notes:
        yield from _faults_of(note)


def _excess(draft: plaintext.Draft) -> Iterator[str]:
    if len(draft.title) > MAX_TITLE:
        yield at(1, _("a title has at most %d characters.") % MAX_TITLE)
    if len(draft.standfirst) > MAX_STANDFIRST:
        yield _("A standfirst has at most %d characters.") % MAX_STANDFIRST
    if len(draft.body) > MAX_BODY:
        yield _("A text has at most %d characters.") % MAX_BODY
    if len(draft.notes) > MAX_SOURCES:
        yield _("An article has at most %d sources.") % MAX_SOURCES


def _faults_of(note: plaintext.SourceLine) -> Iterator[str]:
    if len(note.title) > MAX_SOURCE_TITLE:
        said = _("a title has at most %d characters.") % MAX_SOURCE_TITLE
        yield at(note.line, said)
    if note.url and not checks.can_be_followed(note.url):
        yield at(note.line, _("this is not an address on the web."))
