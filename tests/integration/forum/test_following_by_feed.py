"""A discussion as an Atom feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from django.conf import settings

from accounts import actions as moderation
from tests.factories import articles, forum

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


def parsed(client: Client, article: Article) -> Any:
    response = client.get(
        f"{article.get_absolute_url()}feed.atom", headers={"Host": "testserver"}
    )
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def test_it_tells_what_was_said_last(
    visitor: Client, article: Article, alice: Any, bob: Any
) -> None:
    forum.make_reply(article=article, author=alice, body="The *first* word.")
    forum.make_reply(article=article, author=bob, body="The last word.")

    feed = parsed(visitor, article)

    assert feed.feed.title == "Discussion: Models for everyone"
    assert [entry.title for entry in feed.entries] == ["bob, reply 2", "alice, reply 1"]
    assert [entry.author for entry in feed.entries] == ["bob", "alice"]
    assert "The <em>first</em> word." in feed.entries[1].summary


def test_every_address_begins_with_the_sites_own(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.make_reply(article=article, author=alice, body="As in [1] and [so](/rules/).")

    feed = parsed(visitor, article)

    [entry] = feed.entries
    links = [link.href for link in feed.feed.links]
    assert links == [
        f"{settings.SITE_URL}/articles/models/",
        f"{settings.SITE_URL}/articles/models/feed.atom",
    ]
    page = f"{settings.SITE_URL}/articles/models/replies/1/"
    assert entry.link == page
    assert f'href="{page}#r1-fn1"' in entry.summary
    assert f'href="{settings.SITE_URL}/articles/models/#fn1"' in entry.summary
    assert f'href="{settings.SITE_URL}/rules/"' in entry.summary
    assert "testserver" not in str(feed)


def test_what_has_gone_is_not_in_it(
    visitor: Client, article: Article, alice: Any, mina: Any
) -> None:
    for words in ("Stays.", "Removed.", "Withdrawn."):
        reply = forum.make_reply(article=article, author=alice, body=words)
        if words == "Removed.":
            moderation.hide(subject=reply, by=mina, reason="spam")
    reply.lock()
    reply.withdraw()

    feed = parsed(visitor, article)

    assert [entry.summary for entry in feed.entries] == ["<p>Stays.</p>"]


def test_it_has_the_last_thirty(visitor: Client, article: Article, alice: Any) -> None:
    forum.grow(article=article, author=alice, parents=[0] * 40)

    feed = parsed(visitor, article)

    assert [entry.link.split("/")[-2] for entry in feed.entries] == [
        str(number) for number in range(40, 10, -1)
    ]


def test_where_nobody_spoke_it_is_empty(visitor: Client, article: Article) -> None:
    assert parsed(visitor, article).entries == []


def test_one_discussion_tells_nothing_of_another(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.make_reply(article=articles.make_article(), author=alice)

    assert parsed(visitor, article).entries == []


def test_hostile_words_stay_words(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.make_reply(
        article=article, author=alice, body="]]></summary><script>alert(1)</script>"
    )

    response = visitor.get(f"{article.get_absolute_url()}feed.atom")

    assert b"<script" not in response.content
    assert b"&amp;lt;script" in response.content
    assert parsed(visitor, article).entries


def test_whoever_has_it_already_is_not_sent_it_again(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.make_reply(article=article, author=alice)
    for address in (f"{article.get_absolute_url()}feed.atom", "/feed.atom"):
        known = {"If-None-Match": visitor.get(address).headers["ETag"]}

        again = visitor.get(address, headers=known)
        assert (again.status_code, again.content) == (304, b""), address

    articles.make_article(title="Another")
    assert visitor.get("/feed.atom", headers=known).status_code == 200


def test_the_text_of_an_article_stands_in_it_with_its_sources(
    visitor: Client, article: Article
) -> None:
    [entry] = feedparser.parse(visitor.get("/feed.atom").content).entries

    said = entry.content[0].value if "content" in entry else entry.summary
    assert "margin-note" not in said
    assert "aside" not in said
    assert said.count("The memo") == 1
    assert 'href="https://memo.example/leak"' in said
