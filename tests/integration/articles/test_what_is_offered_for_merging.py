"""What editors choose from when they merge sources, or part one that is two."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import leaning
from articles.models import Article, Source
from tests.factories import articles
from tests.factories.forum import make_reply
from tests.integration.articles.test_merging_at_the_desk import called, send

pytestmark = pytest.mark.django_db

MEMO = ("A memo", "https://memo.example/a")


@pytest.fixture
def article(erin: Any) -> Article:
    sources = [MEMO, ("A copy", "https://copy.example/")]
    return articles.make_article(author=erin, title="Open models", sources=sources)


def test_however_much_leans_on_it_the_newest_places_are_offered(
    erin_client, article, erin, bob, monkeypatch
):
    monkeypatch.setattr(leaning, "OFFERED", 3)
    memo = Source.objects.get(title="A memo")
    asked = []
    for times in (1, 4):
        for _ in range(times):
            page = articles.make_article(
                author=erin, title="A page", body="A *text* [1].", sources=[MEMO]
            )
            other = articles.make_article(author=erin, title="A place")
            make_reply(
                article=other, author=bob, body="A *word* [a].", sources=[MEMO[1]]
            )
        with CaptureQueriesContext(connection) as queries:
            response = send(erin_client, "part_chosen", [memo])
        asked.append(len(queries))
        about = [row["sql"] for row in queries if "articles_article" in row["sql"]]
        assert about
        assert not [sql for sql in about if "body" in sql]

    text = response.content.decode()
    assert asked[0] == asked[1]
    assert text.count('name="notes"') == text.count('name="alone"') == 3
    assert f'value="{page.notes.get().pk}"' in text
    assert "Open models [1]" not in text
    done = send(
        erin_client,
        "part_chosen",
        [memo],
        _decided="1",
        title="Another",
        notes=[note.pk for note in memo.notes.order_by("-article")[:3]],
    )
    assert done.status_code == 302
    again = send(erin_client, "part_chosen", [memo]).content.decode()
    assert "Open models [1]" in again


def test_each_choice_is_a_group_with_a_name(erin_client, article):
    memo, copy = called("A memo", "A copy")

    asked = send(erin_client, "merge_chosen", [memo, copy]).content.decode()
    parting = send(erin_client, "part_chosen", [memo], _decided="1").content.decode()

    assert re.search(r"<legend[^>]*>\s*Keep:?\s*</legend>", asked)
    assert re.search(
        r"<legend[^>]*>\s*Articles that lean on the other:?\s*</legend>", parting
    )
    assert re.search(r'<p class="errornote" role="alert">', parting)
    assert '<label for="id_title"' in parting
