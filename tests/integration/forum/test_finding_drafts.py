"""One's own drafts on a page: each leads on to where it is written."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from forum import actions
from forum.models import Discussion, Draft, Reply
from forum.views.drafts import PAGE
from tests.factories import articles
from tests.integration.forum.drafting import begin, only
from tests.integration.forum.pages import hidden, kept_text, statements, words

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

TEXT = "Every word & <mark> of this, [1]."


@pytest.fixture
def drafts_url() -> str:
    return reverse("forum:drafts")


def test_they_are_listed_last_written_first(
    bob_client: Client, bob: Any, article: Article, drafts_url: str
) -> None:
    earlier = timezone.now() - timedelta(hours=1)
    begin(member=bob, article=article, body="Earlier.", updated_at=earlier)
    begin(member=bob, article=article, body="To <b>alice</b>.", parent_number=1)

    page = words(bob_client.get(drafts_url))

    assert page.index("To <b>alice</b>.") < page.index("Earlier.")
    assert "Answer to reply 1 to “Models for everyone”" in page


def test_nobody_sees_what_another_has_begun(
    bob_client: Client, mina_client: Client, alice: Any, article: Article
) -> None:
    begun = begin(member=alice, article=article, body=TEXT)

    for client in (bob_client, mina_client):
        assert "Every word" not in words(client.get(reverse("forum:drafts")))
        for name in ("forum:draft", "forum:discard-draft"):
            assert client.get(reverse(name, args=[begun.pk])).status_code == 404
        discard = reverse("forum:discard-draft", args=[begun.pk])
        assert client.post(discard).status_code == 404
        assert kept_text(client.get(article.get_absolute_url())) == ""
    assert only() == begun


def test_one_whose_article_is_taken_back_waits_for_it(
    bob_client: Client, bob: Any, draft: Article, drafts_url: str
) -> None:
    begun = begin(member=bob, article=draft, body=TEXT)

    assert "Every word" not in words(bob_client.get(drafts_url))
    assert bob_client.get(begun.get_absolute_url()).status_code == 404


def test_it_is_discarded_after_asking(
    bob_client: Client, bob: Any, article: Article
) -> None:
    address = "https://memo.example/leak"
    begun = begin(member=bob, article=article, body=TEXT, sources=address)
    discard = reverse("forum:discard-draft", args=[begun.pk])

    asked = bob_client.get(discard)

    assert "Every word" in words(asked)
    assert address in words(asked)
    assert only() == begun
    assert bob_client.post(discard)["Location"] == reverse("forum:drafts")
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("numbers", "place"),
    [
        ({}, "/articles/models/#body-0"),
        ({"parent_number": 1}, "/articles/models/replies/1/answer/"),
        ({"edits_number": 1}, "/articles/models/replies/1/edit/"),
    ],
)
def test_it_is_taken_up_where_it_belongs(
    alice_client: Client,
    alice: Any,
    article: Article,
    alices: Reply,
    *,
    numbers: dict[str, int],
    place: str,
) -> None:
    begun = begin(member=alice, article=article, body=TEXT, **numbers)

    answer = alice_client.get(begun.get_absolute_url())

    assert answer["Location"] == place
    assert kept_text(alice_client.get(place)) == TEXT


def test_an_answer_to_what_is_gone_stands_by_itself(
    bob_client: Client, bob: Any, alice: Any, article: Article, alices: Reply
) -> None:
    key = "12345678-1234-5678-1234-567812345678"
    begun = begin(member=bob, article=article, body=TEXT, parent_number=1, key=key)
    actions.withdraw_reply(reply=alices, by=alice)

    page = bob_client.get(begun.get_absolute_url())

    assert kept_text(page) == TEXT
    assert (hidden(page, "parent"), hidden(page, "draft")) == ("", "")
    form = {"body": TEXT, "key": hidden(page, "key")}
    bob_client.post(reverse("forum:post-reply", args=[article.slug]), form)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("numbers", [{}, {"parent_number": 1}, {"edits_number": 1}])
def test_where_nothing_can_be_written_any_more_it_can_be_copied(
    alice_client: Client,
    alice: Any,
    article: Article,
    alices: Reply,
    numbers: dict[str, int],
) -> None:
    begun = begin(member=alice, article=article, body=TEXT, **numbers)
    Discussion.objects.update(is_locked=True)

    page = alice_client.get(begun.get_absolute_url())

    assert page.status_code == 200
    assert TEXT in words(page)
    assert "You may not do this here, or no longer." in words(page)


def test_the_page_costs_the_same_for_one_and_for_many(
    bob_client: Client, bob: Any, drafts_url: str
) -> None:
    begin(member=bob, article=articles.make_article(slug="first"))
    one = statements(bob_client, drafts_url)

    for number in range(PAGE + 5):
        begin(member=bob, article=articles.make_article(slug=f"of-{number}"))

    assert len(statements(bob_client, drafts_url)) == len(one) == 4
    assert "?page=2" in bob_client.get(drafts_url).content.decode()


def test_a_draft_costs_the_article_s_page_nothing(
    bob_client: Client, bob: Any, article: Article
) -> None:
    without = statements(bob_client, article.get_absolute_url())

    begin(member=bob, article=article)

    assert len(statements(bob_client, article.get_absolute_url())) == len(without)
