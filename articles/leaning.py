"""What leans on one source, moved to another. Callers bring the transaction."""

from __future__ import annotations

from .models import Article, Citation, Note, Source


def move(*, of: Source, to: Source) -> None:
    """All of it. Numbers, marks and letters stay what they are."""
    for kind in _kinds():
        kind.move(of=of, to=to)
    notes = Note.objects.filter(source=of)
    articles = Article.objects.filter(pk__in=notes.values("article")).order_by("pk")
    list(articles.select_for_update().values_list("pk"))
    notes.update(source=to)


def move_note(note: Note, *, to: Source) -> None:
    """One note of an article, with the marks and the replies that cite by it."""
    for kind in _kinds():
        kind.move(of=note.source, to=to, by=note)
    Article.objects.select_for_update().get(pk=note.article_id)
    Note.objects.filter(pk=note.pk).update(source=to)


def _kinds() -> list[type[Citation]]:
    """Whatever cites, from above: in the order in which rows are locked."""
    return list(reversed(Citation.__subclasses__()))
