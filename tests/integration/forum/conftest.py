"""What the tests of the discussion share: an article with sources, and addresses."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import accounts, articles, forum

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import Member
    from articles.models import Article
    from forum.models import Reply

SOURCES = (
    ("The memo", "https://memo.example/leak"),
    ("The paper", "https://paper.example/1"),
)
PART = {"HX-Request": "true"}  # what htmx sends along


@pytest.fixture(scope="session")
def kept_article(keep_article: Any) -> Any:
    return keep_article(slug="models", sources=SOURCES)


@pytest.fixture
def draft(erin: Any) -> Article:
    return articles.make_article(author=erin, slug="secret", published=False)


@pytest.fixture
def alices(article: Article, alice: Any) -> Reply:
    """What alice said."""
    return forum.make_reply(article=article, author=alice, body="Alice said this.")


@pytest.fixture
def post_url(article: Article) -> str:
    return reverse("forum:post-reply", args=[article.slug])


@pytest.fixture
def preview_url(article: Article) -> str:
    return reverse("forum:preview", args=[article.slug])


def url_of(reply: Reply, deed: str = "reply") -> str:
    return reverse(f"forum:{deed}", args=[reply.discussion.article.slug, reply.number])


@pytest.fixture
def visited(article: Article, alice: Any, bob_client: Client) -> Article:
    """Alice has said three things, and bob was here a while ago."""
    for _ in range(3):
        forum.make_reply(article=article, author=alice)
    bob_client.get(article.get_absolute_url())
    long_ago = timezone.now() - timedelta(minutes=1)
    from forum.models import Visit  # noqa: PLC0415 - a unit needs none

    Visit.objects.update(visited_at=long_ago)
    return article


# ------------------------------------------------------- Discussions of some sizes
HTML = (
    '<p>So it is <a class="cite" href="#r1-fn1">[1]</a>.</p>'
    '<ol class="reply__notes"><li>The memo</li></ol>'
)


def heavy_tailed(size: int) -> list[int]:
    """Many roots, a few of them with most of the answers, as discussions are."""
    dice = random.Random(5)  # noqa: S311 - the same tree each time
    parents, depth, urn = [0], {0: -1, 1: 0}, [0, 1]
    for number in range(2, size + 1):
        parent = dice.choice(urn)
        parent = parent if depth[parent] < 20 else 0
        parents.append(parent)
        depth[number] = depth[parent] + 1
        urn += [number, parent]
    return parents


@pytest.fixture(scope="module")
def sizes(
    django_db_setup: None, django_db_blocker: Any
) -> Iterator[dict[int, Article]]:
    """Discussions of some sizes, each reply citing a source; gone with the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        alice, bob = accounts.make_member("alice"), accounts.make_member("bob")
        grown = {}
        for size in (1, 60, 200, 600, 20_000):
            article = articles.make_article(slug=f"of-{size}", sources=SOURCES)
            forum.grow(
                article=article,
                author=alice,
                parents=heavy_tailed(size),
                html=HTML,
                cites=size < 20_000,
            )
            grown[size] = article
        from forum import ordering  # noqa: PLC0415 - a unit needs none
        from forum.models import Discussion, Reply, Vote  # noqa: PLC0415 - likewise

        some = Reply.objects.filter(number__lte=50)
        Vote.objects.bulk_create(Vote(reply=reply, member=bob) for reply in some)
        some.update(ups=1, is_order_due=True)
        for discussion in Discussion.objects.all():
            ordering.put_in_order(discussion)  # so that epoch 0 is a past one
        connection.check_constraints()  # once, and not again after each test
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        yield grown
        transaction.set_rollback(True)


@pytest.fixture
def clients(db: None, sizes: dict[int, Article]) -> dict[str, Client]:
    from accounts.models import Member  # noqa: PLC0415 - a unit needs none

    member = Client()
    member.force_login(Member.objects.get(username="bob"))
    return {"visitor": Client(), "member": member}


# ------------------------------------------------------------------- Many at once
MEMBERS = 300  # so many that hardly anyone does anything often


@pytest.fixture
def crowd(transactional_db: None) -> list[Member]:
    from accounts.models import Member  # noqa: PLC0415 - a unit needs none

    names = [f"member-{number}" for number in range(MEMBERS)]
    return Member.objects.bulk_create(
        Member(username=name, email=f"{name}@example.org") for name in names
    )


@pytest.fixture
def busy(transactional_db: None) -> Article:
    return articles.make_article(slug="busy", sources=SOURCES)
