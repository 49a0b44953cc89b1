"""What leans on one source, moved to another. Callers bring the transaction."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from .models import Article, Citation, Note, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

OFFERED = 200  # places to choose from, the newest; more than anybody reads


def move(*, of: Source, to: Source) -> None:
    """All of it. Numbers, marks and letters stay what they are."""
    for kind in _kinds():
        kind.move(of=of, to=to)
    notes = Note.objects.filter(source=of)
    articles = Article.objects.filter(pk__in=notes.values("article")).order_by("pk")
    list(articles.select_for_update().values_list("pk"))
    notes.update(source=to)


def part(
    *, of: Source, to: Source, notes: Sequence[Note], alone: Sequence[Citation]
) -> None:
    """Some notes of articles, with all that cites by them; and what leans by no note.

    What came by the address of the other goes back to it. Whoever calls looks whether a
    note was another source's by then: it is left there.
    """
    by_article = sorted(notes, key=lambda note: (note.article_id, note.number))
    for kind in _kinds():
        back = kind.alone(of, brought=to).values_list("pk", flat=True)
        only = {row.pk for row in alone if isinstance(row, kind)} | set(back)
        if only:
            kind.move(of=of, to=to, only=sorted(only))
        for note in by_article:
            kind.move(of=of, to=to, by=note)
    for article_id, parted in groupby(by_article, key=lambda note: note.article_id):
        Article.objects.select_for_update().get(pk=article_id)
        keys = [note.pk for note in parted]
        Note.objects.filter(pk__in=keys, source=of).update(source=to)


def alone(source: Source) -> list[Citation]:
    """The newest places where something leans on it by no note of an article."""
    return [
        row for kind in _kinds() for row in kind.alone(source).order_by("-pk")[:OFFERED]
    ]


def _kinds() -> list[type[Citation]]:
    """Whatever cites, from above: in the order in which rows are locked."""
    return list(reversed(Citation.__subclasses__()))
