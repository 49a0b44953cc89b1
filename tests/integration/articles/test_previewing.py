"""Beside the form stands the article as readers would get it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles import rendition
from articles.models import Article, Source
from tests.factories.articles import make_article
from tests.factories.desk import ADD, as_opened, change_url, typed

BODY = (
    "# A *claim*\n\nOne says so [1], & another [2]. And again [1:1].\n\n- `x` <b>y</b>"
)
ROWS = [
    {"title": "The memo", "url": "https://Example.org/memo?utm_source=x"},
    {"title": "A title alone"},
]
PART = {"HTTP_X_PREVIEW": "part"}


def preview(client: Client, url: str, sent: dict[str, Any], **headers: Any) -> Any:
    return client.post(url, {**sent, "_preview": "1"}, **headers)


def test_the_preview_is_to_the_byte_what_readers_will_get(erin_client: Client) -> None:
    sent = typed(body=BODY, sources=ROWS)

    shown = preview(erin_client, ADD, sent, **PART).content.decode()
    erin_client.post(ADD, {**sent, "_publish": "1"})

    html = Article.objects.get().body_html
    assert html.count('class="cite"') == 3
    assert html in shown


def test_it_stays_so_for_a_known_source_under_another_title(
    erin: Any, erin_client: Client
) -> None:
    make_article(author=erin, sources=[("Its name", "https://example.org/memo")])
    sent = typed(body="It says so [1].", sources=ROWS[:1])

    shown = preview(erin_client, ADD, sent, **PART).content.decode()
    erin_client.post(ADD, sent)

    html = Article.objects.get(slug=sent["slug"]).body_html
    assert "Its name" in html
    assert html in shown


def test_a_preview_stores_nothing(erin: Any, erin_client: Client) -> None:
    article = make_article(author=erin, sources=["A"])
    sent = as_opened(article, body="Other [1] [2].", more=[{"title": "B"}])

    for headers in ({}, PART):
        preview(erin_client, change_url(article), sent, **headers)
        preview(erin_client, ADD, typed(sources=ROWS), **headers)

    article.refresh_from_db()
    assert (article.version, Article.objects.count()) == (1, 1)
    assert [note.source.title for note in article.notes.all()] == ["A"]
    assert Source.objects.count() == 1


def test_without_javascript_it_is_a_page_with_the_form_in_it(
    erin_client: Client,
) -> None:
    response = preview(erin_client, ADD, typed(body=BODY, sources=ROWS))

    page = response.content.decode()
    assert response.status_code == 200
    assert "<form" in page
    assert 'value="A title alone"' in page
    assert 'id="fnref1:1"' in page


def test_the_part_alone_is_no_page(erin_client: Client) -> None:
    response = preview(erin_client, ADD, typed(body=BODY, sources=ROWS), **PART)

    assert response["X-Preview"] == "part"
    assert "<form" not in response.content.decode()


def test_the_checks_are_told_beside_it(erin_client: Client) -> None:
    sent = typed(body="One [1].\n\nAnother [5].", sources=[{"title": "A"}])

    page = preview(erin_client, ADD, sent, **PART).content.decode()

    assert "To mend before publication:" in page
    assert "Line 3: [5] has no source." in page
    assert "Source 1 has no address" in page


def test_what_cannot_be_read_yet_is_left_out_and_said(erin_client: Client) -> None:
    sent = typed(
        title="", body=BODY, sources=[{"title": "B", "url": "exampl"}, ROWS[1]]
    )

    part = preview(erin_client, ADD, sent, **PART)
    page = preview(erin_client, ADD, sent)

    assert (part.status_code, page.status_code) == (200, 422)
    assert "Address: This is not an address" in part.content.decode()
    assert "A title alone" in part.content.decode()
    assert "is not an address" in page.content.decode()


def test_a_taken_number_is_told_in_its_row(erin: Any, erin_client: Client) -> None:
    article = make_article(author=erin, sources=["A"])
    sent = as_opened(article) | {"notes-0-title": "Something else"}

    for headers in ({}, PART):
        page = preview(erin_client, change_url(article), sent, **headers)

        assert "Number 1 already stands for another source" in page.content.decode()


def test_a_saved_article_opens_with_its_preview_and_its_checks(
    erin: Any, erin_client: Client
) -> None:
    article = make_article(author=erin, sources=["A"])

    page = erin_client.get(change_url(article)).content.decode()

    assert article.body_html in page
    assert "Source 1 has no address" in page


def test_a_long_text_is_previewed_when_asked_for(
    erin: Any, erin_client: Client
) -> None:
    body = "It says so.\n\n" * (rendition.AT_ONCE // 10)
    article = make_article(author=erin, body=body)

    opened = erin_client.get(change_url(article)).content.decode()
    asked = preview(erin_client, change_url(article), as_opened(article), **PART)

    assert "Press Preview" in opened
    assert asked.content.decode().count("<p>It says so.</p>") == 1_000


@pytest.mark.parametrize("headers", [{}, PART])
def test_nobody_but_editors_may_preview(
    visitor: Client, alice_client: Client, mina_client: Client, headers: dict[str, str]
) -> None:
    for client in (visitor, alice_client, mina_client):
        response = preview(client, ADD, typed(body="Hello there."), **headers)

        assert response.status_code in {302, 403}


def test_a_preview_without_its_token_is_refused(erin: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(erin)

    assert preview(client, ADD, typed(), **PART).status_code == 403


def test_rows_that_cannot_be_read_at_all_are_left_out(erin_client: Client) -> None:
    sent = typed(body=BODY, sources=ROWS) | {"notes-TOTAL_FORMS": "x"}

    response = preview(erin_client, ADD, sent)

    assert response.status_code == 422
    assert "[1] has no source." in response.content.decode()
