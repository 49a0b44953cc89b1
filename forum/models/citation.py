"""The sources a reply stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from articles.models import Citation, Note, Source

from .discussion import Discussion
from .reply import Reply

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

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
    def held(cls, rows: Any) -> list[int]:
        """As above: their discussions are held."""
        replies = Reply.objects.filter(citations__in=rows)
        theirs = Discussion.objects.filter(pk__in=replies.values("discussion"))
        held = theirs.locked().order_by("pk").values_list("pk", flat=True)
        mine = rows.filter(reply__discussion__in=list(held))
        return list(mine.order_by("pk").values_list("pk", flat=True))

    @classmethod
    def move(cls, keys: Sequence[int], *, to: Source) -> None:
        for rows in cls._batches(keys):
            rows.update(source=to, is_first=False)
            cls._count(rows.values("reply"))

    @classmethod
    def alone(cls, source: Source) -> Any:
        """Those that brought it along."""
        return (
            cls.objects.filter(source=source)
            .exclude(letter="")
            .select_related("reply__author", "reply__discussion__article")
            .only(
                "letter",
                "number",
                "reply__number",
                "reply__author__username",
                "reply__discussion__article__title",
            )
        )

    @classmethod
    def parted(
        cls,
        source: Source,
        *,
        to: Source,
        notes: Collection[int],
        alone: Collection[int],
    ) -> Any:
        by = Note.objects.filter(article__discussion__replies=OuterRef("reply"))
        by = by.filter(pk__in=notes, source=source, number=OuterRef("number"))
        own = Q(pk__in=alone)
        if to.pk:
            own |= Q(brought=to)
        return cls.objects.filter(Exists(by) | (own & ~Q(letter="")), source=source)

    @classmethod
    def part(cls, keys: Sequence[int], *, to: Source, alone: Collection[int]) -> None:
        """As above. A letter that was printed as a note's number is a letter again."""
        goes = Q(letter="") | Q(brought=to) | Q(pk__in=alone)
        for rows in cls._batches(keys):
            cls.move(list(rows.filter(goes).values_list("pk", flat=True)), to=to)
            letters = rows.exclude(letter="")
            letters.filter(source=to).update(brought=to)
            called = Note.objects.filter(
                article__discussion__replies=OuterRef("reply"),
                source=OuterRef("source"),
                is_struck=False,
            )
            number = called.order_by("number").values("number")[:1]
            letters.update(number=Coalesce(Subquery(number), 0))

    @classmethod
    def _count(cls, replies: QuerySet[Any]) -> None:
        """Give each source of these replies its one first mark, and count those."""
        same = cls.objects.filter(reply=OuterRef("reply"), source=OuterRef("source"))
        cls.objects.filter(
            ~Exists(same.filter(is_first=True)),
            ~Exists(same.filter(pk__lt=OuterRef("pk"))),
            reply__in=replies,
        ).update(is_first=True)
        sources = cls.objects.filter(reply=OuterRef("pk"), is_first=True).order_by()
        counted = sources.values("reply").annotate(n=Count("pk")).values("n")
        Reply.objects.filter(pk__in=replies).update(
            source_count=Coalesce(Subquery(counted), 0)
        )

    @classmethod
    def _batches(cls, keys: Sequence[int]) -> Iterator[QuerySet[Self]]:
        for begin in range(0, len(keys), BATCH):
            yield cls.objects.filter(pk__in=keys[begin : begin + BATCH])

    @classmethod
    def say_once(cls, rows: Iterable[Self]) -> None:
        """Let each source have its one first mark; nothing is stored."""
        known: set[int] = set()
        for row in rows:
            row.is_first = row.source_id not in known
            known.add(row.source_id)
