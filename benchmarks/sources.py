"""What the page of a source costs that many cite, and the index of very many sources.

The index is compared with that of another site, in a database of its own, that has
twenty: the same address is asked of both in turn.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from accounts.models import Member
from articles.models import Article, ArticleCitation, Note, Source
from forum.models import Reply, ReplyCitation

from . import places, world
from .visiting import Page, signed_in, take_turns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.test import Client

    from .table import Row

CITING = {"few": 20, "many": 2_000}  # articles, and as many replies, by one source
LISTED = {"few": 20, "many": 10_000}  # sources of one publisher, oldest first
KINDS = {"few": "paper", "many": "news"}
USES = 2  # in each article
SMALL = world.Sizes(articles=20, replies=60, huge=1_000, members=50)
# What is asked of the index, and what that finds in the great site.
QUESTIONS = {
    "index": "",
    "index, word of all": "?q=work",
    "index, word of 20": "?q=few",
    "index, word of none": "?q=zzz",
    "index, words never together": "?q=few+many",
    "index, kind of 20": "?kind=paper",
    "index, kind of none": "?kind=video",
    "index, word of all, kind of 20": "?q=work&kind=paper",
    "index, publisher of 20": "?publisher=few",
}


def measure(rounds: int) -> list[Row]:
    """What each page costs. What is measured is added to the world at its first use."""
    if not Source.objects.filter(publisher_key="many.example").exists():
        for name, number in CITING.items():
            _cite(name, number)
        for name, number in LISTED.items():
            _list(name, number)
        world.analyse()
    small = _small_site()
    pages = [*_of_one(_client()), *_of_the_index(small)]
    for page in pages:
        page.look()
    take_turns(pages, rounds)
    return [*pages]


def _client() -> Client:
    return signed_in(Member.objects.order_by("pk")[7])


def _small_site() -> BaseDatabaseWrapper:
    """One with twenty sources in its index, and those of its articles."""
    there = places.empty_beside("few")
    with places.at(there):
        world.build(SMALL)
        _list("few", LISTED["few"])
        world.analyse()
    return there


def _of_one(client: Client) -> Iterator[Page]:
    """Pages of one source, and of one publisher."""
    for name, number in CITING.items():
        source = Source.objects.get(url=f"https://{name}.example/")
        yield Page(
            name=f"source cited by {number:,}",
            beside="source cited by 20",
            address=source.get_absolute_url(),
            client=client,
        )
    for name, number in LISTED.items():
        yield Page(
            name=f"publisher of {number:,}",
            beside="publisher of 20",
            address=reverse("forum:publisher", args=[f"{name}.example"]),
            client=client,
        )


def _of_the_index(small: BaseDatabaseWrapper) -> Iterator[Page]:
    here = _client()
    with places.at(small):
        there = _client()
    for name, question in QUESTIONS.items():
        address, beside = f"{reverse('forum:sources')}{question}", f"{name} (small)"
        yield Page(name=name, beside=beside, address=address, client=here)
        yield Page(
            name=beside, beside=beside, address=address, client=there, place=small
        )


def _cite(name: str, number: int) -> None:
    """Articles that lean on one source, and replies that do."""
    author = Member.objects.order_by("pk")[0]
    hour = timezone.now() - timedelta(days=1)
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
            article=article, number=1, use=use, source=source, sentence="It says so."
        )
        for article in articles
        for use in range(USES)
    )
    _replies_cite([source] * number)


def _list(name: str, number: int) -> None:
    """Sources of one publisher, each in an article and in a reply."""
    sources = [
        Source(
            title=f"Work {n} of {name}",
            url=f"https://{name}.example/{n}",
            kind=KINDS[name],
        )
        for n in range(number)
    ]
    for source in sources:
        source.describe()
    Source.objects.bulk_create(sources)
    articles = list(Article.objects.order_by("-pk")[: CITING["many"]])
    first = {"few": 10, "many": 20}[name]  # numbers that no article has given
    Note.objects.bulk_create(
        Note(
            article=articles[n % len(articles)],
            number=first + n // len(articles),
            source=source,
            uses=1,
        )
        for n, source in enumerate(sources)
    )
    _replies_cite(sources)


def _replies_cite(sources: list[Source]) -> None:
    """Each of them is cited by one reply that cites no other yet."""
    free = Reply.objects.filter(is_live=True, source_count=0, citations=None)
    replies = free.order_by("pk")[: len(sources)]
    ReplyCitation.objects.bulk_create(
        ReplyCitation(reply=reply, source=source, number=1, uses=1)
        for reply, source in zip(replies, sources, strict=False)
    )
