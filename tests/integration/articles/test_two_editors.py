"""Two editors write on one article: neither loses a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles import actions
from articles.drafts import Text
from tests.conftest import signed_in
from tests.factories.accounts import make_editor
from tests.factories.articles import make_article
from tests.factories.desk import as_opened, change_url

if TYPE_CHECKING:
    from django.test import Client


@pytest.fixture
def frida_client(db: None) -> Client:
    return signed_in(make_editor("frida"))


def test_the_second_to_save_sees_both_texts(
    erin: Any, erin_client: Client, frida_client: Client
) -> None:
    article = make_article(author=erin, sources=["A"])
    opened = as_opened(article, body="Frida's words [1].", summary="By Frida")
    theirs = as_opened(article, body="Erin's words [1].", summary="By Erin")
    erin_client.post(change_url(article), theirs)

    response = frida_client.post(change_url(article), opened)

    page = response.content.decode()
    assert response.status_code == 409
    assert "erin saved version 2" in page
    assert "Erin&#x27;s words [1]." in page
    assert "By Erin" in page
    assert "Frida&#x27;s words [1]." in page
    assert "By Frida" in page
    article.refresh_from_db()
    assert (article.version, article.body) == (2, "Erin's words [1].")


def test_from_there_the_second_editor_goes_on(
    erin: Any, erin_client: Client, frida_client: Client
) -> None:
    article = make_article(author=erin)
    opened = as_opened(article, body="Frida's words.")
    erin_client.post(change_url(article), as_opened(article, body="Erin's words."))
    page = frida_client.post(change_url(article), opened).content.decode()
    assert 'name="began_from" value="2"' in page

    response = frida_client.post(change_url(article), opened | {"began_from": "2"})

    assert response.status_code == 302
    article.refresh_from_db()
    assert (article.version, article.body) == (3, "Frida's words.")
    kept = [revision.body for revision in article.revisions.all()][:2]
    assert kept == ["Frida's words.", "Erin's words."]


@pytest.mark.parametrize("began_from", ["", "0", "2", "-1"])
def test_a_form_that_does_not_say_where_it_began_is_a_conflict(
    erin: Any, erin_client: Client, began_from: str
) -> None:
    article = make_article(author=erin)

    response = erin_client.post(
        change_url(article), as_opened(article, body="New.", began_from=began_from)
    )

    assert response.status_code == 409
    article.refresh_from_db()
    assert article.version == 1


def test_a_conflict_names_the_article_as_it_is_now(erin: Any) -> None:
    article = make_article(author=erin)
    actions.revise_article(
        article=article, editor=erin, text=Text(title="New", body="New."), began_from=1
    )

    with pytest.raises(actions.Conflict) as news:
        actions.revise_article(
            article=article, editor=erin, text=Text(title="X", body="X"), began_from=1
        )

    assert (news.value.article.version, news.value.article.title) == (2, "New")
