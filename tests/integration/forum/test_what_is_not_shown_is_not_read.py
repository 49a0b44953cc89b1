"""What a page does not show of an article, its text above all, is not read for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import corrections, related
from forum import drafts, opening, visits
from forum.models import Discussion
from tests.factories import articles, forum

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from articles.models import Article

TEXT, DRAWN = '"articles_article"."body"', '"articles_article"."body_html"'


MEMO = ("The memo", "https://memo.example/leak")  # one of the article's


def asked(client: Client, address: str, **sent: Any) -> str:
    """All that a page asks; what is sent is posted."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(address, sent) if sent else client.get(address)
    assert answer.status_code < 400
    return "\n".join(query["sql"] for query in queries)


@pytest.fixture
def talked_of(article: Article, alice: Any, bob_client: Client) -> Article:
    """Bob has been here, and it goes on over two pages in any order."""
    bob_client.get(article.get_absolute_url())
    forum.grow(article=article, author=alice, parents=[0] * 60)
    return article


@pytest.mark.parametrize(
    ("name", "more", "sent"),
    [
        ("names", [], {}),
        ("keep-draft", [], {"body": "A draft."}),
        ("preview", [], {"body": "A text."}),
        ("reply", [2], {}),
        ("next-unread", [2], {}),
        ("mark-read", [], {"up_to": "3"}),
    ],
)
def test_a_page_that_names_an_article_reads_nothing_of_its_text(
    talked_of: Article, bob_client: Client, name: str, more: Any, sent: Any
) -> None:
    address = reverse(f"forum:{name}", args=[talked_of.slug, *more])

    sql = asked(bob_client, address, **sent)

    assert '"articles_article"."slug"' in sql
    assert TEXT not in sql
    assert DRAWN not in sql


@pytest.mark.parametrize("question", ["?order=old&after=25.25.0", "?order=flat&page=2"])
def test_nor_does_one_that_goes_on_from_another(
    talked_of: Article, bob_client: Client, visitor: Client, question: str
) -> None:
    for client in (bob_client, visitor):
        sql = asked(client, talked_of.get_absolute_url() + question)

        assert DRAWN not in sql
        assert "articles_correction" not in sql
        assert "articles_article_topics" not in sql


def begun_again(article: Article) -> str:
    Discussion.objects.filter(article=article).update(forgotten_epoch=9)
    return "?order=best&after=25.25.1"


@pytest.mark.parametrize(
    "place",
    [
        lambda _article: "?order=old&after=b25.25.0",
        lambda _article: "?order=old&page=3",
        lambda _article: "?after=nothing",
        begun_again,
    ],
)
def test_what_turns_out_to_be_the_first_page_shows_all_of_it(
    talked_of: Article, visitor: Client, place: Callable[[Article], str]
) -> None:
    articles.make_article(title="As the memo said", sources=[MEMO])

    page = visitor.get(talked_of.get_absolute_url() + place(talked_of))

    said = page.content.decode()
    assert talked_of.body_html[:9] in said
    assert 'id="sources"' in said
    assert "As the memo said" in said


def test_what_a_statement_was_not_asked_to_bring_along_is_missed(
    article: Article, bob: Any
) -> None:
    for ask in (
        lambda: corrections.of(article),
        lambda: related.of(article),
        lambda: visits.of(article, bob),
        lambda: drafts.of(article),
        lambda: opening.path(article),
        lambda: article.topics_about,
    ):
        with pytest.raises(AttributeError):
            ask()


def test_of_what_there_is_none_of_nothing_is_told(article: Article, bob: Any) -> None:
    of_visit = visits.asked(bob, pause=visits.GRACE)

    read = opening.FIRST.article(article.slug, bob, **of_visit)

    assert read is not None
    assert [*corrections.of(read), *related.of(read), *read.topics_about] == []
    assert visits.of(read, bob) == visits.Since()
    assert drafts.of(read) is None
