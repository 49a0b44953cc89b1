"""Below an article stand a few that lean on the same works, or are about the same."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.db.models import CharField, DateTimeField
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import actions, related
from articles.models import Article, Filing, Note, Source, Topic
from articles.models.prepared import Blank, Prepared
from tests.factories.articles import file_under, make_article
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from django.test import Client

MEMO = ("The memo", "https://memo.example/")
BOOK = ("The book", "https://book.example/")
STUDY = ("The study", "https://study.example/")
NOW = timezone.now()


def titles(page: Any) -> list[str]:
    text = page.content.decode().partition('class="related"')[2]
    found = re.findall(r'class="rail__link"[^>]*>([^<]*)<', text)
    return [title.strip() for title in found]


@pytest.fixture
def tools(db: None) -> Topic:
    return Topic.objects.create(name="Tools", slug="tools")


@pytest.fixture
def news(erin: Any, tools: Topic) -> Article:
    article = make_article(author=erin, slug="news", sources=[MEMO, BOOK])
    file_under(tools, article)
    return article


def other(title: str, *sources: tuple[str, str], topic: Topic | None = None) -> Article:
    article = make_article(title=title, sources=sources)
    if topic:
        file_under(topic, article)
    return article


def test_those_with_most_in_common_come_first(
    news: Article, tools: Topic, visitor: Client
) -> None:
    other("Two sources", MEMO, BOOK)
    other("A source and a topic", MEMO, topic=tools)
    other("A topic", topic=tools)
    other("A source", STUDY, BOOK)
    other("Nothing", STUDY)

    page = visitor.get("/articles/news/")

    assert titles(page) == [
        "Two sources",
        "A source and a topic",
        "A source",
        "A topic",
    ]
    said = page.content.decode()
    assert "2 sources in common" in said
    assert said.index('id="discussion"') < said.index('class="related"')


def test_of_those_with_as_much_in_common_the_five_newest_are_shown(
    news: Article, visitor: Client
) -> None:
    for n in range(7):
        article = other(f"Of day {n}", MEMO)
        Article.objects.filter(pk=article.pk).update(
            publish_at=NOW - timedelta(days=9 - n)
        )

    assert titles(visitor.get("/articles/news/")) == [
        f"Of day {n}" for n in (6, 5, 4, 3, 2)
    ]


def test_only_what_readers_have_and_may_rely_on_is_shown(
    news: Article, erin: Any, visitor: Client
) -> None:
    make_article(author=erin, title="A draft", sources=[MEMO], published=False)
    soon = NOW + timedelta(hours=1)
    make_article(author=erin, title="To come", sources=[MEMO], publish_at=soon)
    wrong = other("Wrong", MEMO)
    actions.retract(article=wrong, editor=erin, reason="Made up.")

    assert titles(visitor.get("/articles/news/")) == []


def test_ten_that_are_not_shown_hide_no_others(
    news: Article, tools: Topic, erin: Any, visitor: Client
) -> None:
    other("Of the memo", MEMO)
    other("Of tools", topic=tools)
    for n in range(2 * related.NEWEST):
        begun = make_article(
            author=erin, title=f"Draft {n}", sources=[MEMO], published=False
        )
        file_under(tools, begun)
    left = [other(f"Left it {n}", MEMO) for n in range(related.NEWEST)]
    Note.objects.filter(article__in=left).update(is_struck=True)

    assert titles(visitor.get("/articles/news/")) == ["Of the memo", "Of tools"]


def test_a_source_that_is_no_longer_cited_is_not_in_common(
    news: Article, erin: Any, visitor: Client
) -> None:
    left = other("Left it", MEMO)
    text = actions.Text(title=left.title, body="Nothing any more.")
    actions.revise_article(article=left, editor=erin, text=text, began_from=1)

    assert titles(visitor.get("/articles/news/")) == []


def test_a_source_with_two_numbers_counts_once(news: Article, visitor: Client) -> None:
    twice = other("Twice", STUDY, MEMO)
    memo = Source.objects.get(url=MEMO[1])
    twice.notes.update(source=memo)

    page = visitor.get("/articles/news/")

    assert titles(page) == ["Twice"]
    assert "1 source in common" in page.content.decode()


def test_a_page_that_goes_on_from_another_leaves_them_out(
    news: Article, alice: Any, visitor: Client
) -> None:
    make_reply(article=news, author=alice)
    other("A source", MEMO)

    assert titles(visitor.get("/articles/news/?order=old&after=1.1.0")) == []


# ------------------------------------------------------------------ what it costs
@pytest.fixture
def crowd(news: Article, tools: Topic) -> Article:
    """Thousands lean on the memo, hundreds are about tools, and thousands are not."""
    memo = Source.objects.get(url=MEMO[1])
    rest = Source.objects.create(title="Another")
    articles = Article.objects.bulk_create(
        Article(
            title=f"Article {n}",
            slug=f"crowd-{n}",
            author=news.author,
            status=Article.Status.PUBLISHED,
            publish_at=NOW - timedelta(minutes=4_000 - n),
        )
        for n in range(4_000)
    )
    notes = [
        Note(article=article, number=number, source=source)
        for n, article in enumerate(articles)
        for number, source in enumerate([rest] * 4 + [memo] * (n % 2), start=1)
    ]
    Note.objects.bulk_create(notes, batch_size=5_000)
    elsewhere = Topic.objects.create(name="Elsewhere", slug="elsewhere")
    Filing.objects.bulk_create(
        Filing(article=article, topic=elsewhere if n % 10 else tools)
        for n, article in enumerate(articles)
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
    return news


def test_of_a_source_that_thousands_cite_the_last_few_are_looked_at(
    crowd: Article,
) -> None:
    slug, now = Blank("slug", CharField()), Blank("now", DateTimeField())
    here = Article.objects.filter(slug=slug)
    asked = Prepared(lambda: related.joined(here, slug=slug, at=now))
    with CaptureQueriesContext(connection) as queries:
        [article] = asked.ask(slug=crowd.slug, now=timezone.now())
        found = related.of(article)

    assert [article.title for article in found] == [
        f"Article {n}" for n in (3_999, 3_997, 3_995, 3_993, 3_991)
    ]
    assert len(queries) == 1
    word = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{word} {queries[0]['sql']}")
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    assert "source_articles" in plan
    assert "topic_articles" in plan
    assert not re.search(r"Seq Scan on articles_(?:note|article)\b", plan), plan
    assert not re.search(
        r"SCAN (?:other|last|mine|articles_article|[A-Z]\d)\b", plan
    ), plan
