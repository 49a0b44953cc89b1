"""An editor publishes: now, or at an hour to come, and only what is fit for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import actions
from articles.drafts import Place, Text
from articles.models import Article
from tests.factories.articles import make_article, make_notes
from tests.factories.desk import ADD, as_opened, change_url, typed

if TYPE_CHECKING:
    from django.test import Client

HOUR = timedelta(hours=1)


def test_one_button_saves_and_publishes(erin_client: Client, visitor: Client) -> None:
    sent = typed(body="It says so [1].", sources=[{"title": "A"}], button="_publish")

    erin_client.post(ADD, sent)

    article = Article.objects.get()
    assert article.is_published
    assert visitor.get(article.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("body", "rows", "said"),
    [
        ("See [7].", [], "Line 1: [7] has no source."),
        ("It says so.", [{"title": "A"}], "Source 1 is never cited."),
        (
            "One [1], other [2].",
            [{"title": "A"}, {"title": "a"}],
            "Source 2 is the same as source 1.",
        ),
    ],
)
def test_what_has_an_error_in_its_citations_is_not_published(
    erin_client: Client, body: str, rows: list[Any], said: str
) -> None:
    response = erin_client.post(ADD, typed(body=body, sources=rows, button="_publish"))

    page = response.content.decode()
    assert response.status_code == 422
    errors = page.partition("Preview</h2>")[0]
    assert said in errors
    assert body in page
    assert not Article.objects.exists()


def test_what_readers_have_is_not_saved_with_an_error(
    erin: Any, erin_client: Client
) -> None:
    article = make_article(author=erin)

    response = erin_client.post(change_url(article), as_opened(article, body="[7]"))

    assert response.status_code == 422
    article.refresh_from_db()
    assert article.version == 1


def test_warnings_keep_nothing_from_being_published(erin_client: Client) -> None:
    body = "Many words without any source. " * 10

    erin_client.post(ADD, typed(body=body, button="_publish"))

    assert Article.objects.get().is_published


def test_a_date_to_come_is_waited_for(erin_client: Client, visitor: Client) -> None:
    sent = typed(publish_at="2099-01-01T08:00", button="_publish")

    erin_client.post(ADD, sent)

    article = Article.objects.get()
    assert article.status == Article.Status.PUBLISHED
    assert visitor.get(article.get_absolute_url()).status_code == 404
    page = erin_client.get(change_url(article)).content.decode()
    assert 'value="2099-01-01T08:00"' in page
    assert "Scheduled" in erin_client.get("/admin/articles/article/").content.decode()
    Article.objects.update(publish_at=timezone.now())
    assert visitor.get(article.get_absolute_url()).status_code == 200


def test_a_scheduled_article_may_get_another_hour(
    erin: Any, erin_client: Client
) -> None:
    article = make_article(author=erin, publish_at=timezone.now() + HOUR)

    response = erin_client.post(
        change_url(article), as_opened(article, publish_at="2099-01-01T08:00"),
        follow=True,
    )  # fmt: skip

    article.refresh_from_db()
    assert "It appears at its hour" in response.content.decode()
    assert article.publish_at is not None
    assert article.publish_at.year == 2099


def test_a_scheduled_article_without_its_hour_is_a_draft_again(
    erin: Any, erin_client: Client
) -> None:
    article = make_article(author=erin, publish_at=timezone.now() + HOUR)

    erin_client.post(change_url(article), as_opened(article))

    article.refresh_from_db()
    assert (article.status, article.publish_at) == (Article.Status.DRAFT, None)


def test_the_hour_typed_on_a_draft_is_kept_until_it_is_published(
    erin: Any, erin_client: Client
) -> None:
    article = make_article(author=erin, published=False)

    erin_client.post(
        change_url(article), as_opened(article, publish_at="2020-02-02T02:02")
    )
    article.refresh_from_db()
    published = actions.publish(article=article, editor=erin)

    assert published.publish_at is not None
    assert published.publish_at.isoformat() == "2020-02-02T02:02:00+00:00"


def test_publishing_what_readers_have_changes_nothing(erin: Any) -> None:
    article = make_article(author=erin)

    again = actions.publish(article=article, editor=erin, at=timezone.now() + HOUR)

    assert again.publish_at == article.publish_at


def test_nobody_but_editors_writes_revises_or_publishes(alice: Any, erin: Any) -> None:
    article = make_article(author=erin, published=False, sources=["A"])
    text = Text(title="Mine", body="Mine.")
    source = article.notes.get().source

    with pytest.raises(PermissionDenied):
        actions.begin_article(editor=alice, slug="mine", text=text)
    with pytest.raises(PermissionDenied):
        actions.revise_article(article=article, editor=alice, text=text, began_from=1)
    with pytest.raises(PermissionDenied):
        actions.publish(article=article, editor=alice)
    with pytest.raises(PermissionDenied):
        actions.amend_source(source=source, editor=alice)
    assert Article.objects.get().version == 1


def test_a_save_is_kept_whole_or_not_at_all(erin: Any) -> None:
    article = make_article(author=erin, published=False)
    text = Text(title="New", body="See [7].", notes=make_notes(["A"]))

    with pytest.raises(actions.NotReady) as news:
        actions.write_article(
            editor=erin, article=article, text=text, place=Place(slug="new"),
            began_from=1, is_final=True,
        )  # fmt: skip

    article.refresh_from_db()
    assert (article.version, article.title) == (1, "Models for everyone")
    assert str(news.value) == "Line 1: [7] has no source. Source 1 is never cited."
