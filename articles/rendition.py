"""What becomes of an article's text: its HTML, and the citations found in it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from . import mentions, prose, renderer
from .models import Article, ArticleCitation, Note, Picture
from .prose import NoteRef, PictureRef, Rendered

if TYPE_CHECKING:
    from collections.abc import Iterable

AT_ONCE = 10_000  # characters that are rendered while the editor waits
IN_BACKGROUND = 30.0  # seconds for a longer text; nobody waits for it

logger = logging.getLogger(__name__)


class PictureGone(Exception):  # noqa: N818 - it is news for the editor, not an error
    """A picture was swept away while the text that shows it was being rendered."""

    def __init__(self) -> None:
        super().__init__(_("A picture is no longer there. Add it again."))


def is_long(body: str) -> bool:
    return len(body) > AT_ONCE


def pictures_for(article: Article, body: str) -> list[Picture]:
    """Those in its text that it may show."""
    names = mentions.pictures(body)
    if not names:
        return []
    return list(Picture.objects.for_article(article).filter(name__in=names))


def hold(pictures: Iterable[Picture]) -> None:
    """Keep pictures from being swept away until the transaction ends. Raises PictureGone.

    Before the article is held, as everywhere.
    """
    keys = {picture.pk for picture in pictures}
    if keys:
        rows = Picture.objects.select_for_update(no_key=True).order_by("pk")
        if len(rows.filter(pk__in=keys)) < len(keys):
            raise PictureGone


def render(
    body: str,
    notes: Iterable[Note],
    *,
    pictures: Iterable[Picture] = (),
    seconds: float = renderer.LIMIT,
) -> Rendered:
    """The text as safe HTML, its marks leading to these notes, showing these pictures."""
    known = {
        note.number: NoteRef(
            number=note.number,
            title=note.source.title,
            url=note.source.url or "",
            href=f"#{note.anchor}",
        )
        for note in notes
        if not note.is_struck
    }
    shown = {
        picture.file_name: PictureRef(picture.file_name, picture.width, picture.height)
        for picture in pictures
    }
    return renderer.article(body, notes=known, pictures=shown, seconds=seconds)


def store(article: Article, rendered: Rendered) -> None:
    """Keep the HTML, and write down each place where it leans on a source.

    A picture stays the article's for good: one of its versions shows it.
    """
    notes = {note.number: note for note in article.notes.select_related("source")}
    article.citations.all().delete()
    ArticleCitation.objects.bulk_create(
        ArticleCitation(
            article=article,
            number=use.number,
            use=use.use,
            source=notes[use.number].source,
            sentence=use.sentence,
        )
        for use in rendered.uses
    )
    for note in notes.values():
        note.uses = sum(use.number == note.number for use in rendered.uses)
    Note.objects.bulk_update(notes.values(), ["uses"])
    article.body_html = rendered.html
    article.source_count = sum(not note.is_struck for note in notes.values())
    article.citation_count = len(rendered.uses)
    article.save(update_fields=["body_html", "source_count", "citation_count"])
    if rendered.pictured:
        names = [file.partition(".")[0] for file in rendered.pictured]
        article.pictures.add(*Picture.objects.filter(name__in=names))


def postpone(article: Article) -> None:
    """Readers keep the last HTML until a worker has rendered the new text.

    The first version has none: it is shown as it was typed.
    """
    article.body_html = article.body_html or prose.escaped(article.body).html
    article.source_count = article.notes.filter(is_struck=False).count()
    article.save(update_fields=["body_html", "source_count"])


def catch_up(article_id: int, version: int) -> None:
    """Render a version that was postponed, if it is still the newest.

    Doing it twice is doing it once. What an editor should mend is reported.
    """
    article = Article.objects.filter(pk=article_id, version=version).first()
    if article is None:
        return
    notes = article.notes.select_related("source")
    pictures = pictures_for(article, article.body)
    rendered = render(article.body, notes, pictures=pictures, seconds=IN_BACKGROUND)
    _report(article, rendered)
    with transaction.atomic():
        hold(pictures)
        newest = Article.objects.select_for_update().get(pk=article_id)
        if newest.version == version:
            store(newest, rendered)


def _report(article: Article, rendered: Rendered) -> None:
    if rendered.is_escaped:
        logger.warning("%s is shown as typed: it could not be rendered", article.slug)
    if rendered.unknown:
        logger.warning(
            "%s cites what it does not list: %s", article.slug, rendered.unknown
        )
