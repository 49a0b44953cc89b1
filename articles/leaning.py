"""What leans on one source, moved to another. Callers bring the transaction.

Before anything is moved all of it is held, in the order of every deed: discussions, then
articles. What comes to lean on a source after that is for `tasks.gather`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.module_loading import import_string

from .models import Article, ArticleCitation, Note, Source

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from .models import Citation

OFFERED = 200  # places to choose from, the newest; more than anybody reads


def move(*, of: Sequence[Source], to: Source) -> bool:
    """All of it; whether there was any. Numbers, marks and letters stay what they are."""
    cited = [(kind, kind.held(kind.objects.filter(source__in=of))) for kind in _kinds()]
    notes = Note.objects.filter(source__in=of)
    marks = ArticleCitation.objects.filter(source__in=of)
    articles = _held(
        Q(pk__in=notes.values("article")) | Q(pk__in=marks.values("article"))
    )
    listed = notes.filter(article__in=articles).update(source=to)
    marked = marks.filter(article__in=articles).update(source=to)
    for kind, keys in cited:
        kind.move(keys, to=to)
    return bool(listed or marked or any(keys for _kind, keys in cited))


class Parting:
    """Some notes of articles, with all that cites by them; and what leans by no note.

    What came by the address of the other goes back to it. All of it is held from here
    on; the other may be a new source, stored only then.
    """

    def __init__(
        self,
        *,
        of: Source,
        other: Source,
        notes: Sequence[Note],
        alone: Sequence[Citation],
    ) -> None:
        self.of = of
        keys = [note.pk for note in notes]
        self.notes = Note.objects.filter(pk__in=keys)
        self._cited = []
        for kind in _kinds():
            chosen = [row.pk for row in alone if isinstance(row, kind)]
            rows = kind.parted(of, to=other, notes=keys, alone=chosen)
            self._cited.append((kind, kind.held(rows), chosen))
        _held(Q(pk__in=self.notes.values("article")))

    def move(self, to: Source) -> None:
        """Let it lean on the other.

        Whoever calls looks whether a note was another source's by then: it is left
        there.
        """
        self.notes.filter(source=self.of).update(source=to)
        same = self.notes.filter(source=to, article=OuterRef("article"))
        by_note = Exists(same.filter(number=OuterRef("number")))
        ArticleCitation.objects.filter(by_note, source=self.of).update(source=to)
        for kind, keys, chosen in self._cited:
            kind.part(keys, to=to, alone=chosen)


def alone(source: Source) -> list[Citation]:
    """The newest places where something leans on it by no note of an article."""
    return [
        row for kind in _kinds() for row in kind.alone(source).order_by("-pk")[:OFFERED]
    ]


def is_brought(source: Source) -> bool:
    """Whether anything leans on it by no note of an article."""
    return any(kind.alone(source).exists() for kind in _kinds())


def _kinds() -> list[type[Citation]]:
    """Whatever cites, from above."""
    return [import_string(path) for path in settings.SOURCE_CITATIONS]


def _held(which: Q) -> Collection[int]:
    """Keys of articles, ours until the transaction ends."""
    held = Article.objects.filter(which).order_by("pk").select_for_update()
    return list(held.values_list("pk", flat=True))
