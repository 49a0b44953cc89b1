"""Every version that readers have had stays readable, beside the one before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from articles import actions
from tests.factories import articles

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


def change(article: Article, by: Any, body: str, summary: str = "") -> Article:
    article.refresh_from_db()
    text = actions.Text(
        title=article.title,
        standfirst=article.standfirst,
        body=body,
        notes=articles.make_notes(["A memo"]),
    )
    return actions.revise_article(
        article=article,
        editor=by,
        text=text,
        began_from=article.version,
        summary=summary,
    )


def written(by: Any, **options: Any) -> Article:
    return articles.make_article(
        author=by, body="It costs ten [1].", sources=["A memo"], **options
    )


def versions(client: Client, article: Article, question: str = "") -> str:
    response = client.get(f"{article.get_absolute_url()}revisions/{question}")
    assert response.status_code == 200
    return response.content.decode()


def test_what_changed_is_shown_word_by_word_with_who_and_why(visitor, erin):
    article = written(erin)
    change(article, erin, "It costs twelve [1].", "The price was wrong.")

    shown = versions(visitor, article)

    assert "Changed by erin" in shown
    assert "The price was wrong." in shown
    assert "ten<span" in shown.split("<del>")[1]
    assert "twelve<span" in shown.split("<ins>")[1]
    assert "As it was published" in shown


def test_what_was_written_before_it_was_published_stays_the_editors(visitor, erin):
    article = written(erin, published=False)
    article = change(article, erin, "A secret. It costs ten [1].")
    article = change(article, erin, "It costs eleven [1].")
    actions.publish(article=article, editor=erin)

    shown = versions(visitor, article)

    assert "secret" not in shown
    assert "costs ten" not in shown
    assert shown.count('class="version"') == 1


def test_what_is_not_out_has_no_versions(visitor, erin_client, erin):
    draft = written(erin, published=False, slug="draft")
    later = written(erin, slug="later", publish_at=timezone.now() + timedelta(days=1))

    for article in (draft, later):
        for client in (visitor, erin_client):
            address = f"{article.get_absolute_url()}revisions/"
            assert client.get(address).status_code == 404


def test_a_source_that_was_added_shows_as_such(visitor, erin):
    article = written(erin)
    text = actions.Text(
        title=article.title,
        standfirst="",
        body="It costs ten [1] [2].",
        notes=articles.make_notes(["A memo", ("A book", "https://book.example/")]),
    )
    actions.revise_article(
        article=article, editor=erin, text=text, began_from=article.version
    )

    assert "[2] A book https://book.example/" in versions(visitor, article)


def test_many_versions_come_in_pages_of_one_price(
    visitor, erin, django_assert_num_queries
):
    article = written(erin)
    for number in range(12):
        change(article, erin, f"It costs {number} [1].")

    with django_assert_num_queries(4):
        first = versions(visitor, article)
    with django_assert_num_queries(4):
        last = versions(visitor, article, "?page=3")

    assert first.count('class="version"') == 5
    assert "As it was published" not in first
    assert "As it was published" in last


def test_the_article_leads_to_its_versions(visitor, erin):
    article = written(erin)
    change(article, erin, "It costs twelve [1].")

    shown = visitor.get(article.get_absolute_url()).content.decode()

    assert f'href="{article.get_absolute_url()}revisions/"' in shown
