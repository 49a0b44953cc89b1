"""Among the discussed, an article stands by its last reply and by how many it has."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from articles.models import Article
from articles.models.article import TENFOLD
from tests.factories.articles import make_article

NOW = timezone.now()


def answered(editor: Any, *, slug: str, ago: int, replies: int) -> Article:
    """An article whose replies all came at one moment, so many seconds ago."""
    article = make_article(author=editor, slug=slug)
    for _ in range(replies):
        article.record_reply(at=NOW - timedelta(seconds=ago))
    return article


def order() -> list[str]:
    return list(Article.objects.discussed().values_list("slug", flat=True))


def test_the_one_answered_last_comes_first(erin: Any) -> None:
    answered(erin, slug="earlier", ago=60, replies=1)
    answered(erin, slug="later", ago=30, replies=1)

    assert order() == ["later", "earlier"]


def test_ten_times_the_replies_are_worth_half_a_day(erin: Any) -> None:
    answered(erin, slug="just-more-than-half-a-day", ago=TENFOLD + 60, replies=10)
    answered(erin, slug="one-reply", ago=0, replies=1)
    answered(erin, slug="just-less-than-half-a-day", ago=TENFOLD - 60, replies=10)

    assert order() == [
        "just-less-than-half-a-day",
        "one-reply",
        "just-more-than-half-a-day",
    ]


def test_replies_that_go_and_come_back_leave_it_where_it_was(erin: Any) -> None:
    article = answered(erin, slug="one", ago=0, replies=10)
    before = rank_of(article)

    article.record_replies(change=-10)
    lowest = rank_of(article)
    article.record_replies(change=10)

    assert lowest == before - TENFOLD == int(NOW.timestamp())
    assert rank_of(article) == before


def rank_of(article: Article) -> int:
    return Article.objects.get(pk=article.pk).discussed_rank
