"""Who leans on a source, as far as everybody may see it.

Articles and replies are read newest first by their keys, as many as are shown: a source
that two thousand cite costs what one costs that twenty cite, and a list of ten thousand
what a list of twenty costs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    BooleanField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from articles.models import Article, ArticleCitation, Note, Source, Wanted
from forum import cited
from forum.models import Reply, ReplyCitation

if TYPE_CHECKING:
    from accounts.policies import Viewer

Entry = TypeVar("Entry")
Row = TypeVar("Row", bound=Model)

SHOWN = 20  # of each: articles, replies, sources in a list
BESIDE = 5  # other works of the same publisher
AT_ONCE, AT_MOST = 50, 5_000  # sources found, asked whether they are public together


@dataclass(slots=True)
class Listed(Generic[Entry]):
    """Part of a list, newest first, and the key it goes on after; 0 at its end."""

    entries: list[Entry]
    after: int = 0


@dataclass(slots=True)
class Leaning:
    """An article, and the places where it leans on the source."""

    article: Article
    citations: list[ArticleCitation] = field(default_factory=list)

    @property
    def sentences(self) -> list[tuple[str, list[ArticleCitation]]]:
        """Each sentence once, with the marks in it."""
        runs = groupby(self.citations, key=lambda citation: citation.sentence)
        return [(sentence, list(marks)) for sentence, marks in runs]


def public(sources: QuerySet[Source], *, standing: bool = False) -> QuerySet[Source]:
    """Those that everybody may know of: a published article or a live reply has them.

    `standing` leaves out what articles have only struck: nothing leans on that.
    """
    notes = _notes().filter(is_struck=False) if standing else _notes()
    return sources.filter(
        Q(_Any(notes.filter(source=OuterRef("pk"))))
        | Q(_Any(_citations().filter(source=OuterRef("pk")))),
        merged_into=None,
    )


def counted(sources: QuerySet[Source]) -> QuerySet[Source]:
    """With `article_count` and `reply_count`: how many lean on each, as `cited` counts."""
    return sources.annotate(**cited.counts("articles_source.id"))


def page(
    sources: QuerySet[Source], *, wanted: Wanted, before: int = 0
) -> Listed[Source]:
    """The next of these sources that have what is wanted, those last added first."""
    found = _page(sources, wanted=wanted, before=before)
    return Listed([source.as_told for source in found.entries], found.after)


def _page(sources: QuerySet[Source], *, wanted: Wanted, before: int) -> Listed[Source]:
    shown = counted(public(sources, standing=True))
    if wanted.is_anything:
        return _listed(shown, "pk", before)
    found: list[Source] = []
    limit = AT_ONCE
    while len(found) <= SHOWN:
        keys = wanted.keys(before=before, limit=limit)
        found += shown.filter(pk__in=keys).order_by("-pk")[: SHOWN + 1 - len(found)]
        if len(keys) < limit:
            break
        before, limit = keys[-1], min(limit * 10, AT_MOST)
    return _cut(found, "pk")


def beside(source: Source) -> list[Source]:
    """A few other works of the same publisher."""
    if not source.publisher_key:
        return []
    others = Source.objects.filter(publisher_key=source.publisher_key)
    listed = public(others).exclude(pk=source.pk).order_by("-pk")[:BESIDE]
    return [other.as_told for other in listed]


def named(works: QuerySet[Source]) -> str:
    """Whose works these are. Names that differ in signs alone have one page: "A/B, a;b"."""
    names: dict[str, str] = {}
    for work in public(works).order_by("-pk")[:AT_ONCE]:
        name = work.as_told.publisher or work.host
        names.setdefault(name.casefold(), name)
    return ", ".join(names.values())


def articles(source: Source, *, before: int = 0) -> Listed[Leaning]:
    """Articles that lean on it, each with the sentences that do."""
    notes = _notes().filter(source=source, is_struck=False)
    read = Article.objects.filter(pk__in=_newest(notes, "article", before))
    listed = _listed(read.for_listing(), "pk", before)
    leaning = {article.pk: Leaning(article) for article in listed.entries}
    marks = ArticleCitation.objects.filter(source=source, article__in=leaning)
    for citation in marks:
        leaning[citation.article_id].citations.append(citation)
    return Listed(list(leaning.values()), listed.after)


def replies(source: Source, viewer: Viewer, *, before: int = 0) -> Listed[Reply]:
    """Replies that cite it, as this viewer sees them."""
    citing = _newest(_citations(viewer).filter(source=source), "reply", before)
    read = Reply.objects.filter(pk__in=citing).for_reading()
    return _listed(read, "pk", before)


def _newest(leaning: QuerySet[Row], what: str, before: int) -> QuerySet[Any]:
    """The keys of what leans on a source, once each, as many as a page needs.

    Cut off here: PostgreSQL would walk through all replies there are to join them.
    """
    rows = leaning.filter(**{f"{what}__lt": before}) if before else leaning
    return rows.order_by(f"-{what}_id").values(what).distinct()[: SHOWN + 1]


def _listed(wanted: QuerySet[Row], key: str, before: int) -> Listed[Row]:
    """One more than is shown says whether there is more."""
    rows = wanted.filter(**{f"{key}__lt": before}) if before else wanted
    return _cut(list(rows.order_by(f"-{key}")[: SHOWN + 1]), key)


def _cut(found: list[Row], key: str) -> Listed[Row]:
    shown = found[:SHOWN]
    return Listed(shown, getattr(shown[-1], key) if len(found) > SHOWN else 0)


def _notes() -> QuerySet[Note]:
    """Those of articles that everybody may read."""
    read = Article.objects.published().filter(pk=OuterRef("article"))
    return Note.objects.filter(_Any(read))


def _citations(viewer: Viewer | None = None) -> QuerySet[ReplyCitation]:
    """Those of replies that everybody may read, or that this viewer may."""
    read = Reply.objects.visible_to(viewer or AnonymousUser())
    once = ReplyCitation.objects.filter(is_first=True)
    return once.filter(_Any(read.filter(pk=OuterRef("reply"))))


class _Any(Subquery):
    """Whether a statement gives a row, asked of each in turn.

    For an `Exists` beside another, PostgreSQL would gather all rows there are first.
    """

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.order_by().values("pk")[:1])

    template = "(%(subquery)s) IS NOT NULL"
    output_field = BooleanField()
