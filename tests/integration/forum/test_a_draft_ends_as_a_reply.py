"""A draft ends with the reply it becomes, and outlives what refuses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from accounts import throttle
from accounts.throttle import Limit
from forum import actions
from forum.models import Discussion, Draft, Reply
from forum.models.draft import MAX_DRAFT
from forum.models.reply import MAX_BODY
from tests.factories import forum
from tests.integration.forum.conftest import PART, url_of
from tests.integration.forum.drafting import begin, keep, only
from tests.integration.forum.pages import hidden, kept_text

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

TEXT = "Every word & <mark> of this, [1]."
WAYS = pytest.mark.parametrize("headers", [{}, PART], ids=["page", "part"])


@pytest.fixture
def edit_url(alices: Reply) -> str:
    return url_of(alices, "edit-reply")


def drafts() -> list[str]:
    return list(Draft.objects.order_by("pk").values_list("body", flat=True))


# ------------------------------------------------------------------------- Accepted
def test_a_reply_ends_its_draft_and_no_other(
    bob_client: Client, article: Article, alices: Reply, post_url: str
) -> None:
    keep(bob_client, article, body="To alice.", parent=alices.number)
    keep(bob_client, article, body="To all.")

    bob_client.post(post_url, {"body": "To all."})

    assert drafts() == ["To alice."]


def test_an_answer_ends_its_draft_and_no_other(
    bob_client: Client, article: Article, alices: Reply, post_url: str
) -> None:
    keep(bob_client, article, body="To alice.", parent=alices.number)
    keep(bob_client, article, body="To all.")

    bob_client.post(post_url, {"body": "To alice.", "parent": alices.number})

    assert drafts() == ["To all."]


def test_an_edit_ends_its_draft_and_no_other(
    alice_client: Client, article: Article, alices: Reply, edit_url: str
) -> None:
    keep(alice_client, article, body="To all.")
    keep(alice_client, article, body=TEXT, edits=alices.number, version=1)

    alice_client.post(edit_url, {"body": TEXT, "version": 1})

    assert drafts() == ["To all."]


def test_a_draft_whose_reply_is_taken_back_stays(bob: Any, article: Article) -> None:
    begin(member=bob, article=article, body=TEXT)

    with transaction.atomic():
        forum.make_reply(article=article, author=bob, body=TEXT)
        transaction.set_rollback(True)

    assert not Reply.objects.exists()
    assert drafts() == [TEXT]


# -------------------------------------------------------------------------- Refused
@WAYS
def test_what_is_refused_is_a_draft_and_the_form_goes_on_with_it(
    bob_client: Client, article: Article, post_url: str, headers: dict[str, str]
) -> None:
    page = bob_client.post(post_url, {"body": "See [9]."}, headers=headers)

    assert page.status_code == 422
    read = str(only().version)
    assert hidden(page, "draft") == read
    assert kept_text(bob_client.get(article.get_absolute_url())) == "See [9]."
    bob_client.post(post_url, {"body": "See [1].", "draft": read})
    assert drafts() == []


def test_what_is_refused_again_is_the_next_version(
    bob_client: Client, post_url: str
) -> None:
    bob_client.post(post_url, {"body": "See [9]."})

    read = only().version
    page = bob_client.post(post_url, {"body": "See [8].", "draft": str(read)})

    assert hidden(page, "draft") == str(read + 1)
    assert drafts() == ["See [8]."]


def test_what_came_too_often_is_a_draft(
    bob_client: Client, post_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = throttle.LIMITS["reply"][0]
    monkeypatch.setitem(throttle.LIMITS, "reply", (Limit(0, limit.within),))

    page = bob_client.post(post_url, {"body": TEXT})

    assert page.status_code == 429
    assert drafts() == [TEXT]


def test_what_is_sent_when_the_door_is_closed_is_a_draft(
    bob_client: Client, discussion: Discussion, post_url: str
) -> None:
    Discussion.objects.update(is_locked=True)

    page = bob_client.post(post_url, {"body": TEXT})

    assert page.status_code == 403
    assert drafts() == [TEXT]


def test_what_is_sent_with_the_form_of_another_reply_is_a_draft_of_its_own(
    bob_client: Client, article: Article, post_url: str
) -> None:
    keep(bob_client, article, body="One.")
    key = hidden(bob_client.get(article.get_absolute_url()), "key")
    bob_client.post(post_url, {"body": "One.", "key": key, "draft": "1"})

    page = bob_client.post(post_url, {"body": "Two.", "key": key, "draft": "1"})

    assert page.status_code == 409
    assert drafts() == ["Two."]
    again = {"body": "Two.", "key": hidden(page, "key"), "draft": hidden(page, "draft")}
    bob_client.post(post_url, again)
    assert drafts() == []
    assert Reply.objects.count() == 2


def test_an_answer_to_what_is_gone_is_a_draft_that_stands_by_itself(
    bob_client: Client, alice: Any, article: Article, alices: Reply, post_url: str
) -> None:
    actions.withdraw_reply(reply=alices, by=alice)

    page = bob_client.post(post_url, {"body": TEXT, "parent": alices.number})

    assert page.status_code == 422
    assert kept_text(bob_client.get(article.get_absolute_url())) == TEXT
    again = {"body": TEXT, "key": hidden(page, "key"), "draft": hidden(page, "draft")}
    bob_client.post(post_url, again)
    assert drafts() == []


def test_it_writes_over_no_other_draft(
    bob_client: Client, alice: Any, article: Article, alices: Reply, post_url: str
) -> None:
    keep(bob_client, article, body="To all.")
    keep(bob_client, article, body="To", parent=alices.number)
    actions.withdraw_reply(reply=alices, by=alice)
    read = Draft.objects.get(parent_number=alices.number).version
    typed = {"body": "To alice.", "parent": alices.number, "draft": str(read)}

    page = bob_client.post(post_url, typed)

    assert hidden(page, "draft") == ""
    assert drafts() == ["To all.", "To alice."]


def test_nor_over_what_another_window_has_written_meanwhile(
    bob_client: Client, article: Article, post_url: str
) -> None:
    keep(bob_client, article, body="Theirs.")

    page = bob_client.post(post_url, {"body": "See [9]."})

    assert kept_text(page) == "See [9]."
    assert drafts() == ["Theirs."]


def test_a_text_too_long_for_a_reply_is_a_draft_and_past_twice_that_is_not(
    bob_client: Client, post_url: str
) -> None:
    long, longer = "x" * (MAX_BODY + 1), "x" * (MAX_DRAFT + 1)

    bob_client.post(post_url, {"body": long})
    page = bob_client.post(post_url, {"body": longer, "draft": "1"})

    assert page.status_code == 422
    assert kept_text(page) == longer
    assert drafts() == [long]


def test_an_empty_form_ends_no_draft(
    bob_client: Client, article: Article, post_url: str
) -> None:
    keep(bob_client, article, body=TEXT)

    bob_client.post(post_url, {"body": " ", "draft": "1"})

    assert drafts() == [TEXT]


def test_what_cannot_even_be_a_draft_comes_back_all_the_same(
    bob_client: Client, post_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = throttle.LIMITS["draft"][0]
    monkeypatch.setitem(throttle.LIMITS, "draft", (Limit(0, limit.within),))

    page = bob_client.post(post_url, {"body": "See [9]."})

    assert page.status_code == 422
    assert kept_text(page) == "See [9]."


# --------------------------------------------------------------------- Edits refused
def test_an_edit_that_is_refused_is_a_draft_of_that_edit(
    alice_client: Client, article: Article, alices: Reply, edit_url: str
) -> None:
    page = alice_client.post(edit_url, {"body": "See [9].", "version": 1})

    assert page.status_code == 422
    assert hidden(page, "draft") == str(only().version)
    assert only().edits_number == alices.number
    assert kept_text(alice_client.get(edit_url)) == "See [9]."
    assert kept_text(alice_client.get(article.get_absolute_url())) == ""


def test_an_edit_overtaken_is_still_written_over_what_its_author_had_read(
    alice_client: Client, alice: Any, alices: Reply, edit_url: str
) -> None:
    actions.edit_reply(reply=alices, by=alice, body="The first.", version=1)
    alice_client.post(edit_url, {"body": "The second.", "version": 1})

    page = alice_client.get(edit_url)

    assert kept_text(page) == "The second."
    assert hidden(page, "version") == "1"
    typed = {"body": kept_text(page), "version": hidden(page, "version")}
    assert alice_client.post(edit_url, typed).status_code == 409


def test_an_edit_that_changes_nothing_is_no_draft(
    alice_client: Client, article: Article, alices: Reply
) -> None:
    typed = {"body": alices.body, "edits": alices.number, "version": 1}

    answer = keep(alice_client, article, **typed)

    assert answer.json() == {"draft": 0}
    assert drafts() == []
