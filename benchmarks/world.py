"""Build a reproducible world straight into the database: one seed, one world."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, TypeVar

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Member
from articles import prose
from articles.models import Article, Note, Source
from forum.models import Discussion, Reply, ReplyCitation, Vote
from forum.models.paths import path_below

from . import texts, trees

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEED = 20261123
CITING = 0.12  # of all replies
GONE = 0.03  # withdrawn
VOTED = 0.5  # have at least one vote
YARDSTICKS = (25, 40, 60, 75, 100)  # replies that page 1 of a small discussion shows
TEXTS = 400  # different ones; each is used many times
T = TypeVar("T")


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
    with transaction.atomic():
        members = _members(sizes.members)
        sources = Source.objects.bulk_create(
            Source(title=f"Source {n}", url=f"https://source.example/{n}")
            for n in range(1, 4)
        )
        slugs = ["huge", "empty", *(f"yard-{n}" for n in YARDSTICKS)]
        slugs += [f"article-{n}" for n in range(sizes.articles)]
        articles = _articles(slugs, members[0], sources)
        writer = _Writer(random, members, sources)
        for article in _progress("discussions", articles):
            if article.slug == "huge":
                writer.write(article, trees.huge(random, sizes.huge))
            elif article.slug.startswith("yard-"):
                shown = int(article.slug.removeprefix("yard-"))
                writer.write(article, trees.yardstick(shown), is_plain=True)
            elif article.slug != "empty":
                writer.write(article, trees.ordinary(random, sizes.replies))
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


def _articles(
    slugs: Sequence[str], author: Member, sources: Sequence[Source]
) -> list[Article]:
    body = "One claim [1]. Another [2]. A third [3]."
    notes = {
        n: prose.NoteRef(number=n, title=source.title, url=source.url or "")
        for n, source in enumerate(sources, start=1)
    }
    html = prose.render_article(body, notes=notes).html
    now = timezone.now()
    articles = Article.objects.bulk_create(
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
        for article in articles
        for n, source in enumerate(sources, start=1)
    )
    return articles


class _Writer:
    """Writes discussions, each reply with a text from a fixed set."""

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
        Reply.objects.bulk_create(rows, batch_size=1_000)
        self._cite([row for row in rows if row.source_count])
        self._vote([row for row in rows if row.ups])
        live = [row for row in rows if row.is_live]
        discussion.last_number = len(rows)
        discussion.live_count = article.reply_count = len(live)
        discussion.sourced_count = sum(row.source_count > 0 for row in live)
        discussion.last_reply_at = article.last_reply_at = rows[-1].created_at
        discussion.ordered_at = timezone.now()
        discussion.save()
        article.save(update_fields=["reply_count", "last_reply_at"])

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


def _progress(what: str, things: Sequence[T]) -> Iterator[T]:
    """The things one by one, with a bar on the terminal."""
    for done, thing in enumerate(things):
        if done % max(1, len(things) // 50) == 0 or done < 2:
            filled = round(40 * done / len(things))
            bar = "#" * filled + "." * (40 - filled)
            sys.stderr.write(f"\r[{bar}] {done}/{len(things)} {what}")
            sys.stderr.flush()
        yield thing
    sys.stderr.write(f"\r[{'#' * 40}] {len(things)}/{len(things)} {what}\n")
