"""A visitor types first and signs in then: not a word is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from forum.models import Reply
from tests.factories import accounts
from tests.integration.forum.conftest import PART
from tests.integration.forum.pages import (
    assert_nothing_is_stored,
    hidden,
    kept_text,
    words,
)

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

TEXT = "Every word & <mark> of this, [1]."


@pytest.mark.parametrize("headers", [{}, PART], ids=["page", "part"])
def test_a_visitor_is_sent_to_sign_in(
    visitor: Client, article: Article, post_url: str, headers: dict[str, str]
) -> None:
    response = visitor.post(post_url, {"body": TEXT}, headers=headers)

    place = response.headers["HX-Redirect" if headers else "Location"]
    assert place == f"{reverse('account_login')}?next=/articles/models/"
    assert_nothing_is_stored()


def test_what_a_visitor_typed_is_in_the_composer_after_signing_in(
    visitor: Client, bob: Any, article: Article, post_url: str
) -> None:
    response = visitor.post(post_url, {"body": TEXT})
    form = {"login": "bob", "password": accounts.PASSWORD, "next": "/articles/models/"}
    visitor.post(response.headers["Location"], form)

    page = visitor.get(article.get_absolute_url())

    assert kept_text(page) == TEXT
    visitor.post(post_url, {"body": kept_text(page), "key": hidden(page, "key")})
    assert Reply.objects.get().author == bob
    assert kept_text(visitor.get(article.get_absolute_url())) == ""


def test_an_answer_a_visitor_typed_is_offered_as_an_answer(
    visitor: Client, bob: Any, alices: Reply, post_url: str
) -> None:
    visitor.post(post_url, {"body": TEXT, "parent": alices.number})
    visitor.force_login(bob)

    page = visitor.get("/articles/models/")

    assert kept_text(page) == TEXT
    assert hidden(page, "parent") == "1"
    assert "Your answer to alice" in words(page)
    assert kept_text(visitor.get("/articles/models/replies/1/answer/")) == TEXT


@pytest.mark.parametrize("parent", ["77", "one", "-1", "\x00", "9" * 40, "../../"])
def test_whatever_a_visitor_typed_the_page_opens_after_signing_in(
    visitor: Client, bob: Any, article: Article, post_url: str, parent: str
) -> None:
    visitor.post(post_url, {"body": TEXT, "parent": parent})
    visitor.force_login(bob)

    page = visitor.get(article.get_absolute_url())

    assert page.status_code == 200
    assert kept_text(page) == TEXT
    assert hidden(page, "parent") == ""


def test_what_was_typed_before_signing_in_is_no_password(
    visitor: Client, article: Article, post_url: str
) -> None:
    visitor.post(post_url, {"body": TEXT, "csrfmiddlewaretoken": "token"})

    [session] = Session.objects.all()
    [parcel] = session.get_decoded()["kept"].values()
    assert parcel["fields"] == {"body": TEXT}
