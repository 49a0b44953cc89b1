"""What the tests of the discussion share: an article with sources, and addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tests.factories import articles, forum

if TYPE_CHECKING:
    from articles.models import Article
    from forum.models import Reply

SOURCES = (
    ("The memo", "https://memo.example/leak"),
    ("The paper", "https://paper.example/1"),
)
PART = {"HX-Request": "true"}  # what htmx sends along


@pytest.fixture
def article(erin: Any) -> Article:
    return articles.make_article(author=erin, slug="models", sources=SOURCES)


@pytest.fixture
def draft(erin: Any) -> Article:
    return articles.make_article(author=erin, slug="secret", published=False)


@pytest.fixture
def alices(article: Article, alice: Any) -> Reply:
    """What alice said."""
    return forum.make_reply(article=article, author=alice, body="Alice said this.")


@pytest.fixture
def post_url(article: Article) -> str:
    return reverse("forum:post-reply", args=[article.slug])


def url_of(reply: Reply, deed: str = "reply") -> str:
    return reverse(f"forum:{deed}", args=[reply.discussion.article.slug, reply.number])
