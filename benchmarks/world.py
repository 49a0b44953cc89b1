"""Build a reproducible world straight into the database: one seed, one world."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Member
from articles import prose
from articles.models import Article, Note, Source
from forum.models import Discussion, Reply, ReplyCitation, Vote
from forum.models.paths import path_below

from . import texts, trees
from .progress import Bar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SEED = 20261123
CITING = 0.12  # of all replies
SOURCES = 3  # of each article
GONE = 0.03  # withdrawn
VOTED = 0.5  # have at least one vote
TEXTS = 400  # different ones; each is used many times
BATCH = 1_000  # replies written together
YARD = "yard-60"  # a small discussion whose first page shows 60 of its 100 replies


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How large a world, in articles, replies of each, replies of the great one."""

    articles: int = 1_000
    replies: int = 100
    huge: int = 100_000
    members: int = 5_000


def build(sizes: Sizes) -> None:
    """Make the world in an empty database, telling how far it is."""
    random = Random(SEED)
    total = sizes.huge + sizes.articles * sizes.replies
    with transaction.atomic():
        writer = Writer(random, _members(sizes.members), _sources())
        writer.bar = Bar(total, "replies")
        slugs = ["huge", YARD, *(f"article-{n}" for n in range(sizes.articles))]
        great, small, *others = articles(slugs, writer.members[0], writer.sources)
        writer.write(great, trees.huge(random, sizes.huge))
        for article in others:
            writer.write(article, trees.ordinary(random, sizes.replies))
        writer.bar = None
        writer.write(small, trees.yardstick(60), is_plain=True)
    analyse()


def yardsticks(shown: Iterable[int]) -> list[Article]:
    """Small discussions that show so many replies each; made if there is none yet."""
    wanted = {f"yard-{number}": number for number in shown}
    there = Article.objects.filter(slug__in=wanted).values_list("slug", flat=True)
    missing = sorted(wanted.keys() - set(there))
    sources = list(Source.objects.order_by("pk")[:SOURCES])
    writer = Writer(Random(SEED), list(Member.objects.order_by("pk")[:100]), sources)
    with transaction.atomic():
        for article in articles(missing, writer.members[0], sources):
            writer.write(article, trees.yardstick(wanted[article.slug]), is_plain=True)
    return list(Article.objects.filter(slug__in=wanted))


def _sources() -> list[Source]:
    sources = [
        Source(title=f"Source {n}", url=f"https://source.example/{n}")
        for n in range(1, SOURCES + 1)
    ]
    for source in sources:
        source.describe()
    return Source.objects.bulk_create(sources)


def analyse() -> None:
    """Let PostgreSQL know what there is, as it finds out by itself a minute later."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _members(count: int) -> list[Member]:
    return Member.objects.bulk_create(
        [
            Member(username=f"member{n}x", email=f"member{n}@example.org")
            for n in range(count)
        ],
        batch_size=500,
    )


def articles(
    slugs: Sequence[str], author: Member, sources: Sequence[Source]
) -> list[Article]:
    """Published ones that lean on these sources, with no discussion yet."""
    body = "One claim [1]. Another [2]. A third [3]."
    notes = {
        n: prose.NoteRef(number=n, title=source.title, url=source.url or "")
        for n, source in enumerate(sources, start=1)
    }
    html = prose.render_article(body, notes=notes).html
    now = timezone.now()
    made = Article.objects.bulk_create(
        Article(
            title=f"About {slug}",
            slug=slug,
            body=body,
            body_html=html,
            author=author,
            status=Article.Status.PUBLISHED,
            publish_at=now - timedelta(minutes=n),
            version=1,
            source_count=3,
            citation_count=3,
        )
        for n, slug in enumerate(slugs)
    )
    Note.objects.bulk_create(
        Note(article=article, number=n, source=source, uses=1)
        for article in made
        for n, source in enumerate(sources, start=1)
    )
    return made


class Writer:
    """Writes discussions, each reply with a text from a fixed set."""

    bar: Bar | None = None

    def __init__(
        self, random: Random, members: Sequence[Member], sources: Sequence[Source]
    ) -> None:
        self.random, self.members, self.sources = random, members, sources
        self.plain = [self._text(cites=False) for _ in range(TEXTS)]
        self.citing = [self._text(cites=True) for _ in range(TEXTS // 8)]

    def write(
        self, article: Article, parents: Sequence[int], *, is_plain: bool = False
    ) -> None:
        """A discussion whose reply i + 1 answers reply `parents[i]`.

        With `is_plain` there are no votes, and nothing is gone.
        """
        discussion = Discussion.objects.create(article=article)
        rows = self._rows(discussion, parents, is_plain=is_plain)
        _count(rows)
        for begin in range(0, len(rows), BATCH):
            batch = Reply.objects.bulk_create(rows[begin : begin + BATCH])
            self._cite([row for row in batch if row.source_count])
            self._vote([row for row in batch if row.ups])
            if self.bar:
                self.bar.add(len(batch))
        live = [row for row in rows if row.is_live]
        discussion.last_number = len(rows)
        discussion.live_count = len(live)
        discussion.sourced_count = sum(row.source_count > 0 for row in live)
        discussion.last_reply_at = rows[-1].created_at
        discussion.ordered_at = timezone.now()
        discussion.save()
        article.record_reply(at=rows[-1].created_at)
        article.record_replies(change=len(live) - 1)

    def _rows(
        self, discussion: Discussion, parents: Sequence[int], *, is_plain: bool
    ) -> list[Reply]:
        rows: list[Reply] = []
        start = timezone.now() - timedelta(days=30)
        pause = timedelta(days=29) / len(parents)
        for number, parent in enumerate(parents, start=1):
            above = rows[parent - 1] if parent else None
            cites = self.random.random() < CITING
            body, html = self.random.choice(self.citing if cites else self.plain)
            row = Reply(
                discussion=discussion,
                number=number,
                parent_number=parent,
                root_number=above.root_number if above else number,
                depth=above.depth + 1 if above else 0,
                path=path_below(above.path if above else "", number),
                author=self.random.choice(self.members),
                body=body,
                body_html=html.replace("r0-", f"r{number}-"),
                created_at=start + pause * number,
                ups=0 if is_plain else self._ups(),
                source_count=int(cites),
                subtree_last_number=number,
            )
            if not is_plain and self.random.random() < GONE:
                row.is_live, row.withdrawn_at = False, row.created_at
            row.rank()
            rows.append(row)
        return rows

    def _ups(self) -> int:
        """Half of all have none; the others as few as most and as many as few."""
        if self.random.random() >= VOTED:
            return 0
        return min(int(self.random.paretovariate(1.5)), len(self.members) - 1)

    def _text(self, *, cites: bool) -> tuple[str, str]:
        body = texts.reply(self.random, cites=cites)
        notes = {
            n: prose.NoteRef(number=n, title=source.title, url=source.url or "")
            for n, source in enumerate(self.sources, start=1)
        }
        return body, prose.render_reply(body, notes=notes).at(0)

    def _cite(self, rows: Sequence[Reply]) -> None:
        ReplyCitation.objects.bulk_create(
            (
                ReplyCitation(reply=row, source=self.sources[0], number=1, uses=1)
                for row in rows
            ),
            batch_size=2_000,
        )

    def _vote(self, rows: Sequence[Reply]) -> None:
        Vote.objects.bulk_create(
            (
                Vote(reply=row, member=member)
                for row in rows
                for member in self.random.sample(self.members, row.ups)
            ),
            batch_size=2_000,
        )


def _count(rows: Sequence[Reply]) -> None:
    """Fold the counters of each reply upwards, from the last to the first."""
    for row in reversed(rows):
        row.shown = row.is_live or row.live_descendants > 0
        if row.parent_number:
            above = rows[row.parent_number - 1]
            above.descendants += row.descendants + 1
            above.live_descendants += row.live_descendants + row.is_live
            above.subtree_last_number = max(
                above.subtree_last_number, row.subtree_last_number
            )
