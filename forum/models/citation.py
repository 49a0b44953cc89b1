"""The sources a reply stands on."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from articles.models import Citation, Note, Source

from .discussion import Discussion
from .reply import Reply

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

BATCH = 500  # citations that one statement names


class ReplyCitation(Citation):
    """A mark by which one reply leans on a source, and how often its text says it.

    The mark is a number of the article's, or the letter of a source that the reply
    brought along; such a one may be said nowhere: listed, it is leant on as a whole. A
    letter's `number` is what the article calls that source, and what is printed for the
    letter; 0 if the article does not have it. `brought` is the source that the letter's
    own address leads to, from where it may have gone into another.

    Marks stay what they are when sources are merged. `is_first` is true of one mark for
    each source: whoever counts sources counts those.
    """

    reply = models.ForeignKey(
        "forum.Reply",
        on_delete=models.CASCADE,
        related_name="citations",
        db_index=False,  # that it says a mark once begins with it
    )
    number = models.PositiveSmallIntegerField(default=0)
    letter = models.CharField(max_length=1, blank=True)
    uses = models.PositiveSmallIntegerField()
    brought = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    is_first = models.BooleanField(default=True)

    class Meta:
        ordering = ["reply", "number", "letter"]
        constraints = [
            models.UniqueConstraint(
                fields=["reply", "number", "letter"], name="a_reply_has_a_mark_once"
            ),
            models.UniqueConstraint(
                fields=["reply", "source"],
                condition=Q(is_first=True),
                name="a_reply_cites_a_source_once",
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0) | ~Q(letter=""),
                name="a_cited_source_has_a_number_or_a_letter",
            ),
        ]
        indexes = [models.Index(fields=["source", "-reply"], name="source_replies")]

    def __str__(self) -> str:
        return f"[{self.letter or self.number}]"

    @property
    def address(self) -> str:
        """What its author typed for the letter, as it is spelt now."""
        brought = self.brought.url if self.brought else ""
        return brought or self.source.url or ""

    @property
    def told(self) -> str:
        said = gettext("%(reply)s, by %(author)s: %(mark)s")
        author = self.reply.author.username
        return said % {"reply": self.reply, "author": author, "mark": self}

    @classmethod
    def alone(cls, source: Source, *, brought: Source | None = None) -> Any:
        """Those that brought it along."""
        own = cls.objects.filter(source=source).exclude(letter="")
        if brought:
            own = own.filter(brought=brought)
        return own.select_related("reply__author", "reply__discussion__article")

    @classmethod
    def move(
        cls,
        *,
        of: Source,
        to: Source,
        by: Note | None = None,
        only: Collection[int] | None = None,
    ) -> None:
        """As above. A letter that was printed as the note's number is a letter again."""
        moved = cls.objects.filter(source=of)
        if by:
            moved = moved.filter(reply__discussion__article=by.article_id)
            moved = moved.filter(number=by.number)
        if only is not None:
            moved = moved.filter(pk__in=only)
        replies = Reply.objects.filter(citations__in=moved)
        held = Discussion.objects.filter(pk__in=replies.values("discussion"))
        moved = moved.filter(reply__discussion__in=list(held.locked().order_by("pk")))
        if by:
            letters = moved.exclude(letter="")
            letters.update(number=_number(by.article_id, of, besides=by))
            moved = moved.filter(letter="")
        for batch in _batches(moved.values_list("pk", "reply").iterator()):
            cls._move(batch, of=of, to=to)
        if only is not None:
            for row in cls.objects.filter(pk__in=only).select_related(
                "reply__discussion"
            ):
                row.brought = to
                row.number = _number(row.reply.discussion.article_id, to)
                row.save(update_fields=["brought", "number"])

    @classmethod
    def _move(cls, rows: list[tuple[int, int]], *, of: Source, to: Source) -> None:
        keys, replies = zip(*rows, strict=True)
        moved = cls.objects.filter(pk__in=keys)
        there = cls.objects.filter(reply=OuterRef("reply"), source=to)
        moved.filter(Exists(there)).update(is_first=False)
        moved.update(source=to)
        same = cls.objects.filter(reply=OuterRef("reply"), source=OuterRef("source"))
        cls.objects.filter(
            ~Exists(same.filter(is_first=True)),
            ~Exists(same.filter(pk__lt=OuterRef("pk"))),
            reply__in=replies,
            source__in=[of, to],
        ).update(is_first=True)
        sources = cls.objects.filter(reply=OuterRef("pk"), is_first=True).order_by()
        counted = sources.values("reply").annotate(n=Count("pk")).values("n")
        Reply.objects.filter(pk__in=replies).update(
            source_count=Coalesce(Subquery(counted), 0)
        )

    @classmethod
    def say_once(cls, rows: Iterable[Self]) -> None:
        """Let each source have its one first mark; nothing is stored."""
        known: set[int] = set()
        for row in rows:
            row.is_first = row.source_id not in known
            known.add(row.source_id)


def _number(article_id: int, source: Source, *, besides: Note | None = None) -> int:
    """What an article calls a source; 0 if it does not have it."""
    notes = Note.objects.filter(article=article_id, source=source, is_struck=False)
    if besides:
        notes = notes.exclude(pk=besides.pk)
    return notes.order_by("number").values_list("number", flat=True).first() or 0


def _batches(rows: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    left = iter(list(rows))
    while batch := list(islice(left, BATCH)):
        yield batch
