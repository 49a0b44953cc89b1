"""What the page of a source costs that many cite, and the list of very many sources."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import Member
from articles.models import Article, ArticleCitation, Note, Source
from forum.models import Reply, ReplyCitation

from . import work
from .pages import Page, lines, signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

CITING = {"few": 20, "many": 2_000}  # articles, and as many replies, by one source
LISTED = {"few": 20, "many": 10_000}  # sources of one publisher
USES = 2  # in each article


def measure(rounds: int) -> list[str]:
    """The table, line by line. What is measured is added to the world at its first use."""
    if not Source.objects.filter(publisher_key="many.example").exists():
        _cite()
        _list()
    pages = list(_pages())
    for page in pages:
        page.look()
    for _ in range(rounds):
        for page in pages:
            page.visit()
    return [*lines(pages), f"{work.NAMED[connection.vendor]}; times in ms"]


def _pages() -> Iterator[Page]:
    client = signed_in(Member.objects.order_by("pk")[7])
    for name, number in CITING.items():
        source = Source.objects.get(url=f"https://{name}.example/")
        yield Page(
            f"cited by {number:,}",
            source.get_absolute_url(),
            client,
            like="cited by 20",
        )
    for name, number in LISTED.items():
        address = reverse("forum:publisher", args=[f"{name}.example"])
        yield Page(f"{number:,} listed", address, client, like="20 listed")
    yield Page("all listed", reverse("forum:sources"), client, like="20 listed")


def _cite() -> None:
    """Articles that lean on one source, and replies that do."""
    author = Member.objects.order_by("pk")[0]
    hour = timezone.now() - timedelta(days=1)
    replies = iter(
        Reply.objects.filter(is_live=True).order_by("pk")[: sum(CITING.values())]
    )
    for name, number in CITING.items():
        source = Source.objects.create(title=name, url=f"https://{name}.example/")
        articles = Article.objects.bulk_create(
            Article(
                title=f"Leaning on {name}, {n}",
                slug=f"leaning-on-{name}-{n}",
                author=author,
                body="It says so [1].",
                status=Article.Status.PUBLISHED,
                publish_at=hour,
            )
            for n in range(number)
        )
        Note.objects.bulk_create(
            Note(article=article, number=1, source=source, uses=USES)
            for article in articles
        )
        ArticleCitation.objects.bulk_create(
            ArticleCitation(
                article=article,
                number=1,
                use=use,
                source=source,
                sentence="It says so.",
            )
            for article in articles
            for use in range(USES)
        )
        ReplyCitation.objects.bulk_create(
            ReplyCitation(reply=next(replies), source=source, number=1, uses=1)
            for _ in range(number)
        )


def _list() -> None:
    """Sources of one publisher, each in an article."""
    articles = list(Article.objects.filter(slug__startswith="leaning-on-many-"))
    for name, number in LISTED.items():
        sources = Source.objects.bulk_create(
            Source(
                title=f"Work {n} of {name}",
                url=f"https://{name}.example/{n}",
                publisher_key=f"{name}.example",
            )
            for n in range(number)
        )
        first = 2 if name == "few" else 3
        Note.objects.bulk_create(
            Note(
                article=articles[n % len(articles)],
                number=first + n // len(articles),
                source=source,
                uses=1,
            )
            for n, source in enumerate(sources)
        )
