"""An article is about several things, and is found under each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command

from articles.models import Article, Topic
from tests.factories.articles import file_under, make_article
from tests.factories.desk import ADD, as_opened, change_url, typed

if TYPE_CHECKING:
    from django.test import Client


@pytest.fixture
def topics(db: None) -> list[Topic]:
    names = ("Tools", "Prices", "Law")
    return [Topic.objects.create(name=name, slug=name.lower()) for name in names]


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def names(article: Article) -> set[str]:
    return set(article.topics.values_list("name", flat=True))


def test_one_stands_above_the_title_and_the_others_among_the_facts(
    topics: list[Topic], erin_client: Client, visitor: Client
) -> None:
    tools, prices, law = topics
    sent = typed(
        slug="news", topic=tools.pk, further=[prices.pk, law.pk], button="_publish"
    )

    erin_client.post(ADD, sent)

    head = text(visitor.get("/articles/news/")).partition("</header>")[2]
    above, _, facts = head.partition("</h1>")
    assert 'href="/topics/tools/"' in above
    assert facts.index("/topics/law/") < facts.index("/topics/prices/")
    assert "/topics/tools/" not in facts.partition('class="prose"')[0]


def test_it_is_listed_under_each_once(
    topics: list[Topic], erin_client: Client, visitor: Client
) -> None:
    tools, prices, _law = topics
    sent = typed(topic=tools.pk, further=[tools.pk, prices.pk], button="_publish")
    erin_client.post(ADD, sent)

    pages = [text(visitor.get(f"/topics/{one.slug}/")) for one in topics]

    assert [page.count("entry__link") for page in pages] == [1, 1, 0]
    counted = text(visitor.get("/topics/"))
    assert counted.count("1 article ") == 2
    feed = text(visitor.get("/feed.atom"))
    assert feed.index('term="Tools"') < feed.index('term="Prices"')


def test_what_is_not_ticked_any_more_is_taken_out(
    topics: list[Topic], erin: Any, erin_client: Client
) -> None:
    tools, prices, law = topics
    article = make_article(author=erin)
    file_under(tools, article)
    article.topics.add(prices)
    article.refresh_from_db()
    opened = text(erin_client.get(change_url(article)))
    assert opened.count(" checked") == 1

    erin_client.post(change_url(article), as_opened(article, further=[law.pk]))

    assert names(article) == {"Tools", "Law"}


def test_the_main_one_may_change_places(
    topics: list[Topic], erin: Any, erin_client: Client
) -> None:
    tools, prices, _law = topics
    article = make_article(author=erin)
    file_under(tools, article)

    sent = as_opened(article, topic=prices.pk, further=[tools.pk])
    erin_client.post(change_url(article), sent)

    article.refresh_from_db()
    assert article.topic == prices
    assert names(article) == {"Tools", "Prices"}


def test_without_a_main_one_all_stand_among_the_facts(
    topics: list[Topic], erin_client: Client, visitor: Client
) -> None:
    sent = typed(slug="news", further=[topics[0].pk], button="_publish")

    erin_client.post(ADD, sent)

    facts = text(visitor.get("/articles/news/")).partition("</h1>")[2]
    assert "/topics/tools/" in facts


@pytest.mark.parametrize("chosen", ["999", "abc"])
def test_a_topic_that_is_none_is_refused(erin_client: Client, chosen: str) -> None:
    response = erin_client.post(ADD, typed(further=[chosen]))

    assert response.status_code == 422
    assert not Article.objects.exists()


def test_an_import_files_it_too(erin: Any, tmp_path: Any, visitor: Client) -> None:
    file = tmp_path / "news.txt"
    file.write_text("The news\n\nA text.\n")

    call_command("import_article", file, topic="Tools", publish=True)

    assert "The news" in text(visitor.get("/topics/tools/"))


def test_a_topic_of_many_articles_costs_what_one_of_few_does(
    topics: list[Topic], erin: Any, visitor: Client, django_assert_num_queries: Any
) -> None:
    for count in (1, 30):
        for _ in range(count):
            file_under(topics[0], make_article(author=erin))
        with django_assert_num_queries(3):
            visitor.get("/topics/tools/")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": "\u200b", "slug": "open"}, "This name has nothing that can be seen."),
        ({"name": "Open", "slug": "-"}, "An address has small Latin letters"),
        ({"name": "Open", "slug": "a b"}, "An address has small Latin letters"),
        ({"name": "Tools", "slug": "open"}, "Another topic has this name."),
        ({"name": "Open", "slug": "Tools"}, "Another topic has this address."),
    ],
)
def test_a_topic_that_nobody_could_follow_is_refused(
    topics: list[Topic], erin_client: Client, sent: dict[str, str], said: str
) -> None:
    answer = erin_client.post("/admin/articles/topic/add/", sent)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Topic.objects.count() == len(topics)
