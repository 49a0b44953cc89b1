"""A queryset with blanks is put into SQL once, and answers for each value anew."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.db.models import CharField, DateTimeField, F, IntegerField, Value
from django.db.models.expressions import RawSQL
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from articles.models.prepared import Blank, Prepared, PreparedUpdate
from tests.factories.articles import make_article

if TYPE_CHECKING:
    from django.db.models import QuerySet

SLUG, NOW = Blank("slug", CharField()), Blank("now", DateTimeField())


def out_at() -> QuerySet[Article]:
    found = Article.objects.published(at=NOW).filter(slug=SLUG)
    return found.select_related("author").annotate(seven=Value(7))


@pytest.fixture
def news(erin: Any) -> Article:
    return make_article(author=erin, title="News")


@pytest.mark.django_db
def test_each_value_has_its_own_answer(news: Article, erin: Any) -> None:
    other, asked = make_article(author=erin, title="Other"), Prepared(out_at)

    for article in (news, other, news):
        [found] = asked.ask(slug=article.slug, now=timezone.now())
        assert found == article
        assert found.author == erin
        assert found.seven == 7  # type: ignore[attr-defined]
    assert asked.ask(slug="nothing", now=timezone.now()) == []


@pytest.mark.django_db
def test_it_is_built_once_and_asks_one_statement_of_the_same_words(
    news: Article,
) -> None:
    built = []

    def build() -> QuerySet[Article]:
        built.append(1)
        return Article.objects.filter(slug=SLUG).select_related("author")

    asked = Prepared(build)
    with CaptureQueriesContext(connection) as queries:
        for slug in (news.slug, "nothing"):
            asked.ask(slug=slug)

    one, other = (query["sql"] for query in queries)
    assert one.replace(news.slug, "nothing") == other
    assert built == [1]


@pytest.mark.django_db
def test_the_moment_is_that_of_asking_and_not_of_building(news: Article) -> None:
    asked, at = Prepared(out_at), news.publish_at
    assert at

    assert asked.ask(slug=news.slug, now=at - timedelta(microseconds=1)) == []
    assert asked.ask(slug=news.slug, now=at) == [news]


@pytest.mark.django_db
def test_a_blank_stands_among_the_values_of_sql_by_hand(news: Article) -> None:
    said = RawSQL("SELECT %s", [Blank("said", CharField())], CharField())
    asked = Prepared(lambda: Article.objects.filter(slug=SLUG).annotate(said=said))

    [found] = asked.ask(slug=news.slug, said="it's 100 %s")

    assert found.said == "it's 100 %s"  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_a_blank_that_is_not_filled_is_named(news: Article) -> None:
    with pytest.raises(KeyError, match="now"):
        Prepared(out_at).ask(slug=news.slug)


@pytest.mark.django_db(transaction=True)
def test_threads_ask_over_their_own_connections(news: Article, erin: Any) -> None:
    others = [make_article(author=erin, title=f"Other {n}") for n in range(4)]
    asked = Prepared(out_at)
    wrong: list[list[Article]] = []

    def ask(article: Article) -> None:
        try:
            now = timezone.now()
            answers = [asked.ask(slug=article.slug, now=now) for _ in range(20)]
            wrong.extend(each for each in answers if each != [article])
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=[each]) for each in [news, *others]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


@pytest.mark.django_db
def test_an_update_is_filled_in_too(news: Article, erin: Any) -> None:
    other = make_article(author=erin, title="Other")
    change = PreparedUpdate(
        lambda: Article.objects.filter(slug=SLUG),
        reply_count=F("reply_count") + Blank("more", IntegerField()),
        last_reply_at=NOW,
    )
    now = timezone.now()

    assert change.do(slug=news.slug, more=2, now=now) == 1
    assert change.do(slug=news.slug, more=3, now=now) == 1
    assert change.do(slug="nothing", more=3, now=now) == 0

    news.refresh_from_db()
    other.refresh_from_db()
    assert (news.reply_count, news.last_reply_at) == (5, now)
    assert (other.reply_count, other.last_reply_at) == (0, None)
