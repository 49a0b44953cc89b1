"""Who writes over a text they have not read is told so, and has both."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse

from forum import actions
from forum.models import Draft, Reply
from tests.integration.forum.drafting import keep, keep_url, only
from tests.integration.forum.pages import hidden, kept_text

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

TEXT = "Every word & <mark> of this, [1]."


def test_a_window_that_has_not_read_the_other_is_told_and_shown_its_text(
    bob_client: Client, article: Article
) -> None:
    keep(bob_client, article, body="One")
    read = only().version
    keep(bob_client, article, body="Two", sources="https://b.example/", draft=read)

    answer = keep(bob_client, article, body="Three", draft=read)

    assert answer.status_code == 409
    assert answer.json() == {
        "error": "This draft was changed in another window.",
        "draft": read + 1,
        "body": "Two",
        "sources": "https://b.example/",
    }
    assert only().body == "Two"


def test_having_read_it_one_writes_over_it(
    bob_client: Client, article: Article
) -> None:
    keep(bob_client, article, body="One")
    conflict = keep(bob_client, article, body="Two")

    answer = keep(bob_client, article, body="Two", draft=conflict.json()["draft"])

    assert answer.json() == {"draft": only().version}
    assert only().body == "Two"


def test_a_window_is_told_that_its_draft_has_ended_and_begins_another(
    bob_client: Client, article: Article
) -> None:
    keep(bob_client, article, body="One")
    actions.discard_draft(draft=only(), by=only().member)

    told = keep(bob_client, article, body="One, two", draft=1)
    anew = keep(bob_client, article, body="One, two", draft=told.json()["draft"])

    assert told.status_code == 409
    assert told.json() == {
        "error": "This draft was sent or discarded in another window.",
        "draft": 0,
    }
    assert anew.json() == {"draft": only().version}


def test_without_a_script_both_texts_are_shown_and_either_can_be_gone_on_with(
    bob_client: Client, article: Article
) -> None:
    keep(bob_client, article, body="Theirs")

    page = bob_client.post(keep_url(article), {"body": "Mine", "draft": ""})

    text = page.content.decode()
    assert page.status_code == 409
    assert kept_text(page, name="body") == "Mine"
    assert "Theirs" in text
    assert only().get_absolute_url() in text
    over = {"body": "Mine", "draft": hidden(page, "draft")}
    saved = bob_client.post(keep_url(article), over)
    assert saved["Location"] == reverse("forum:drafts")
    assert only().body == "Mine"


def test_a_save_that_comes_after_its_reply_brings_nothing_back(
    bob_client: Client, article: Article, post_url: str
) -> None:
    key = str(uuid4())
    bob_client.post(post_url, {"body": TEXT, "key": key})

    late = keep(bob_client, article, body=TEXT, key=key)

    assert late.status_code == 409
    assert late.json()["draft"] == 0
    assert not Draft.objects.exists()


def test_a_draft_sent_from_two_windows_is_one_reply(
    bob_client: Client, article: Article, post_url: str
) -> None:
    keep(bob_client, article, body=TEXT, key=uuid4())
    here = bob_client.get(article.get_absolute_url())
    there = bob_client.get(article.get_absolute_url())

    for window in (here, there):
        bob_client.post(post_url, {"body": TEXT, "key": hidden(window, "key")})

    assert Reply.objects.count() == 1
