"""Two files of one batch are two articles, whatever they are called."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from articles.actions import take_in_file
from articles.models import Article, BatchFile, FormerAddress
from tests.factories.articles import make_article
from tests.integration.articles.bringing_in import NEWS, hand_in
from tests.integration.articles.test_waiting_for_nobody import while_rendering
from tests.worker import work

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import Member

OTHER = NEWS.replace("One", "Another")
DATA = json.dumps({"title": "In data", "body": "So it says.", "slug": "News"})


def states() -> list[str]:
    return list(BatchFile.objects.values_list("state", flat=True))


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


@pytest.mark.parametrize(
    ("trial", "fine"), [({}, "taken"), ({"is_trial": "on"}, "tried")]
)
def test_a_name_in_a_file_counts_and_not_that_of_the_file(
    erin_client: Client, trial: dict[str, str], fine: str
) -> None:
    own = DATA.replace("News", "in-data")
    files = {"news.json": own, "news.txt": NEWS, "in-data.txt": OTHER}

    hand_in(erin_client, files, **trial)
    work()

    assert states() == [fine, fine, "refused"]
    said = "news.json, handed in with it, already is the article “in-data”."
    assert BatchFile.objects.get(name="in-data.txt").said == said


@pytest.mark.parametrize(
    ("trial", "fine"), [({}, "taken"), ({"is_trial": "on"}, "tried")]
)
def test_a_former_address_means_the_article_that_was_there(
    erin: Member, erin_client: Client, trial: dict[str, str], fine: str
) -> None:
    article = make_article(author=erin, slug="news", published=False)
    FormerAddress.objects.create(slug="old-news", article=article)
    files = {"old-news.txt": NEWS, "news.txt": OTHER}

    hand_in(erin_client, files, over="on", **trial)
    work()

    assert states() == [fine, "refused"]


def test_whichever_worker_is_quicker_the_second_is_refused(erin_client: Client) -> None:
    hand_in(erin_client, {"x.json": DATA, "news.txt": NEWS})
    _first, second = BatchFile.objects.all()

    take_in_file.call(second.pk)

    assert states() == ["taken", "refused"]
    article = Article.objects.get()
    assert (article.title, article.version) == ("In data", 1)


def test_the_second_comes_while_another_worker_renders_the_first(
    erin_client: Client, monkeypatch: Any
) -> None:
    hand_in(erin_client, {"x.json": DATA, "news.txt": NEWS})
    first, second = BatchFile.objects.all()

    while_rendering(monkeypatch, lambda: take_in_file.call(second.pk))
    take_in_file.call(first.pk)

    assert states() == ["taken", "refused"]
    assert Article.objects.get().version == 1


def test_whichever_worker_is_quicker_what_is_refused_has_no_article(
    erin_client: Client,
) -> None:
    hand_in(erin_client, {"x.json": '{"slug": "news"}', "news.txt": NEWS})
    second = BatchFile.objects.get(name="news.txt")

    take_in_file.call(second.pk)

    assert states() == ["refused", "taken"]
    assert Article.objects.get().title == "The news"


@pytest.mark.parametrize(
    "odd",
    [
        "[" * 100_000,
        "[]",
        "not JSON",
        '{"slug": 7}',
        '{"slug": ["news"]}',
        '{"slug": "no address"}',
        '{"slug": "a\\u0000b"}',
        '{"slug": "%s"}' % ("a" * 500),
        '{"slug": "a", "slug": "b"}',
    ],
)
def test_an_address_that_nobody_can_read_is_refused_with_its_file(
    erin_client: Client, odd: str
) -> None:
    hand_in(erin_client, {"odd.json": odd, "odd.txt": NEWS})
    work()

    assert states() == ["refused", "taken"]


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
