"""The sitemap: what can be read, when it last changed, and no more than that is asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Source, Topic
from articles.models.article import is_out
from tests.factories.articles import file_under, make_article

if TYPE_CHECKING:
    from django.test import Client

SITE = "https://footnote.example"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def told(visitor: Client) -> dict[str, str]:
    """Each address and its date."""
    page = ET.fromstring(visitor.get("/sitemap.xml").content)  # noqa: S314 - our own
    return {
        url.findtext("s:loc", "", NAMES): url.findtext("s:lastmod", "", NAMES)
        for url in page.findall("s:url", NAMES)
    }


def day(number: int) -> datetime:
    return datetime(2024, 1, number, tzinfo=UTC)


@pytest.mark.parametrize("moment", ["publish_at", "updated_at", "last_reply_at"])
def test_a_page_changed_when_the_last_thing_happened_to_it(
    erin: Any, visitor: Client, moment: str
) -> None:
    make_article(author=erin, slug="news")
    before = {"publish_at": day(1), "updated_at": day(1), "last_reply_at": day(1)}
    Article.objects.update(**before | {moment: day(2)})

    assert told(visitor) == {f"{SITE}/articles/news/": "2024-01-02"}


def test_topics_with_something_to_read_are_told(erin: Any, visitor: Client) -> None:
    topics = [Topic.objects.create(name=n, slug=n) for n in ("full", "empty", "soon")]
    make_article(author=erin, slug="old")
    make_article(author=erin, slug="news")
    make_article(author=erin, slug="draft", published=False)
    Article.objects.update(last_reply_at=None, updated_at=day(1))
    file_under(topics[0], *Article.objects.exclude(slug="draft"))
    file_under(topics[2], Article.objects.get(slug="draft"))
    Article.objects.filter(slug="old").update(publish_at=day(1))
    Article.objects.filter(slug="news").update(publish_at=day(3))

    dates = told(visitor)

    assert dates.keys() == {
        f"{SITE}/topics/full/",
        f"{SITE}/articles/old/",
        f"{SITE}/articles/news/",
    }
    assert dates[f"{SITE}/topics/full/"] == "2024-01-03"


def test_texts_stay_where_they_are(erin: Any, visitor: Client) -> None:
    make_article(author=erin)

    with CaptureQueriesContext(connection) as asked:
        visitor.get("/sitemap.xml")

    read = " ".join(query["sql"] for query in asked)
    assert '"articles_article"."slug"' in read
    assert '"articles_article"."body' not in read


def test_what_is_out_is_said_alike_from_everywhere(erin: Any) -> None:
    shown = make_article(author=erin)
    make_article(author=erin, published=False)
    make_article(author=erin, publish_at=timezone.now() + timedelta(hours=1))
    file_under(Topic.objects.create(name="T", slug="t"), *Article.objects.all())

    assert list(Article.objects.filter(is_out())) == [shown]
    assert Topic.objects.filter(is_out("articles__")).count() == 1


def test_a_host_is_named_without_its_port() -> None:
    assert Source(url="https://WWW.Example.org:8443/a").host == "example.org"
    assert Source().host == ""


def test_a_map_that_is_known_is_not_sent_again(visitor: Client, erin: Any) -> None:
    make_article(author=erin)
    known = {"If-None-Match": visitor.get("/sitemap.xml").headers["ETag"]}

    assert visitor.get("/sitemap.xml", headers=known).status_code == 304


@pytest.mark.parametrize(
    ("path", "listed"), [("/articles/", "/"), ("/publishers/", "/sources/")]
)
def test_a_shortened_address_leads_to_the_list(
    visitor: Client, path: str, listed: str
) -> None:
    response = visitor.get(path)

    assert (response.status_code, response.headers["Location"]) == (301, listed)
