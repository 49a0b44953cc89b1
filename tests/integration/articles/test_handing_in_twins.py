"""Two files of one batch are two articles, whatever they are called."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from articles.models import Article, BatchFile
from tests.factories.articles import make_article
from tests.integration.articles.bringing_in import NEWS, hand_in
from tests.worker import work

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import Member

OTHER = NEWS.replace("One", "Another")
DATA = json.dumps({"title": "In data", "body": "So it says.", "slug": "News"})


@pytest.mark.parametrize("trial", [{}, {"is_trial": "on"}])
@pytest.mark.parametrize("twin", ["news.md", "News.txt", "NEWS.json"])
def test_the_second_of_one_name_is_refused_and_the_first_stays(
    erin_client: Client, trial: dict[str, str], twin: str
) -> None:
    words = DATA if twin.endswith(".json") else OTHER

    hand_in(erin_client, {"news.txt": NEWS, twin: words}, **trial)
    work()

    first, second = BatchFile.objects.all()
    assert first.state != second.state == BatchFile.State.REFUSED
    said = "news.txt, handed in with it, already is the article “news”."
    assert second.said == said
    assert list(Article.objects.values_list("slug", "version")) == (
        [] if trial else [("news", 1)]
    )


def test_a_name_in_a_file_counts_and_not_that_of_the_file(erin_client: Client) -> None:
    own = DATA.replace("News", "in-data")

    hand_in(erin_client, {"news.txt": NEWS, "news.json": own, "in-data.txt": OTHER})
    work()

    states = list(BatchFile.objects.values_list("state", flat=True))
    assert states == ["taken", "taken", "refused"]


def test_the_second_is_taken_in_where_the_first_was_refused(
    erin_client: Client,
) -> None:
    hand_in(erin_client, {"news.txt": "", "news.md": NEWS})
    work()

    assert Article.objects.get().slug == "news"


def test_capitals_in_a_name_mean_the_article_that_is_there(
    erin: Member, erin_client: Client
) -> None:
    make_article(author=erin, slug="news", published=False)
    make_article(author=erin, slug="Old-News", published=False)
    files = {"News.txt": NEWS, "Old-News.txt": OTHER}

    hand_in(erin_client, files, over="on")
    work()

    versions = Article.objects.order_by("pk").values_list("slug", "version")
    assert list(versions) == [("news", 2), ("Old-News", 2)]
