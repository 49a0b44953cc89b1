"""Lists of sources, and of what leans on one, are read in parts of one price."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.utils.html import strip_tags

from articles.models import Article, Source
from forum.models import Reply, ReplyCitation
from tests.factories import articles, forum

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

MEMO = "https://memo.example/a"


@pytest.fixture
def article(erin: Any) -> Article:
    return articles.make_article(author=erin, sources=[("A memo", MEMO)])


@pytest.fixture
def memo(article: Article) -> Source:
    return Source.objects.get(url=MEMO)


def test_walking_a_long_list_meets_each_once(visitor, memo, article, bob):
    others = crowd(memo, articles_of=45, replies_of=45, by=bob)

    seen = walked(visitor, memo.get_absolute_url(), "articles")

    assert sorted(seen) == sorted([article.title, *(one.title for one in others)])


def test_walking_its_replies_meets_each_once(visitor, memo, article, bob):
    said = [f"Reply {number} [1]." for number in range(45)]
    replies = [
        forum.make_reply(article=article, author=bob, body="Says so.") for _ in said
    ]
    lean(replies, memo)
    for reply, body in zip(replies, said, strict=True):
        Reply.objects.filter(pk=reply.pk).update(body_html=f"<p>{body}</p>")

    seen = walked(visitor, memo.get_absolute_url(), "replies")

    assert sorted(seen) == sorted(said)


def test_walking_the_index_meets_each_once(visitor, erin):
    names = [f"Work {number}" for number in range(45)]
    for begin in range(0, 45, 15):
        sources = [
            (name, f"https://a.example/{name[5:]}")
            for name in names[begin : begin + 15]
        ]
        articles.make_article(author=erin, sources=sources)

    seen = walked(visitor, "/sources/", "after")

    assert sorted(seen) == sorted(names)


@pytest.mark.parametrize("who", ["visitor", "alice_client"])
def test_a_page_takes_as_many_statements_for_many_as_for_few(
    who, memo, request, django_assert_max_num_queries
):
    client, bob = request.getfixturevalue(who), request.getfixturevalue("bob")
    crowd(memo, articles_of=2, replies_of=2, by=bob)
    with django_assert_max_num_queries(8) as few:
        client.get(memo.get_absolute_url())
    crowd(memo, articles_of=30, replies_of=30, by=bob)

    with django_assert_max_num_queries(8) as many:
        client.get(memo.get_absolute_url())

    assert len(many) == len(few)


@pytest.mark.parametrize("who", ["visitor", "alice_client"])
def test_the_index_takes_as_many_statements_for_many_as_for_few(
    who, memo, request, django_assert_max_num_queries
):
    client = request.getfixturevalue(who)
    with django_assert_max_num_queries(8) as few:
        client.get("/sources/")
    works = [(f"Work {n}", f"https://a.example/{n}") for n in range(30)]
    articles.make_article(sources=works)

    with django_assert_max_num_queries(8) as many:
        client.get("/sources/")

    assert len(many) == len(few)


def crowd(
    source: Source, *, articles_of: int, replies_of: int, by: Any
) -> list[Article]:
    """Articles and replies that lean on one source."""
    made = [
        articles.make_article(
            title=f"Number {Article.objects.count()}", sources=[(source.title, MEMO)]
        )
        for _ in range(articles_of)
    ]
    replies = [
        forum.make_reply(article=made[0], author=by, body="It says so.")
        for _ in range(replies_of)
    ]
    lean(replies, source)
    return made


def lean(replies: list[Reply], source: Source) -> None:
    ReplyCitation.objects.bulk_create(
        ReplyCitation(reply=reply, source=source, number=1, uses=1) for reply in replies
    )


def walked(client: Client, path: str, name: str) -> list[str]:
    """What one list of a page says in all its parts, from the first to the last."""
    part, what = {
        "articles": (r'id="articles-title".*?</section', "where"),
        "replies": (r'id="replies-title".*?</section', "text"),
        "after": (r"<main.*</main", "where"),
    }[name]
    seen: list[str] = []
    address = path
    while address:
        shown = client.get(address).content.decode()
        listed = re.search(part, shown, re.DOTALL)
        assert listed
        found = rf'class="statement__{what}"[^>]*>(.*?)</(?:h2|h3|p)>'
        told = re.findall(found, listed[0], re.DOTALL)
        seen += [strip_tags(one).strip() for one in told]
        onwards = re.search(rf'href="(\?[^"]*{name}=[^"]*)"\s+rel="next"', listed[0])
        address = f"{path}{onwards[1].replace('&amp;', '&')}" if onwards else ""
    return seen
