"""A moderator hides a reply and brings it back, without a flag."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accounts.models import ModerationEntry
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import Member
    from articles.models import Article
    from forum.models import Reply

pytestmark = pytest.mark.django_db

HIDE = {"verdict": "hide", "reason": "unkind"}
RESTORE = {"verdict": "restore"}


@pytest.fixture
def reply(article: Article, alice: Member) -> Reply:
    return make_reply(article=article, author=alice, body="Buy my horse.")


def page_of(reply: Reply) -> str:
    return f"/admin/forum/reply/{reply.pk}/change/"


def test_hidden_and_brought_back(mina_client: Client, reply: Reply) -> None:
    mina_client.post(page_of(reply), HIDE | {"note": "rude"})
    reply.refresh_from_db()
    hidden = reply.is_hidden

    mina_client.post(page_of(reply), RESTORE | {"note": "not so rude"})

    reply.refresh_from_db()
    assert (hidden, reply.is_hidden) == (True, False)
    entries = ModerationEntry.objects.order_by("pk").values_list("verb", "note")
    assert list(entries) == [("hide", "rude"), ("restore", "not so rude")]


def test_without_a_reason_nothing_is_hidden(mina_client: Client, reply: Reply) -> None:
    answer = mina_client.post(page_of(reply), {"verdict": "hide", "note": "rude"})

    reply.refresh_from_db()
    assert answer.status_code == 422
    assert "rude" in answer.content.decode()
    assert not reply.is_hidden


def test_it_is_not_for_editors(erin_client: Client, reply: Reply) -> None:
    assert erin_client.get(page_of(reply)).status_code == 403
    assert erin_client.post(page_of(reply), HIDE).status_code == 403


def test_nobody_hides_their_own_words_here(
    mina: Member, mina_client: Client, article: Article
) -> None:
    own = make_reply(article=article, author=mina)

    assert mina_client.post(page_of(own), HIDE).status_code == 403
    assert "own words" in mina_client.get(page_of(own)).content.decode()


def test_what_is_not_there_is_not_found(mina_client: Client, mina: Member) -> None:
    assert mina_client.get("/admin/forum/reply/4711/change/").status_code == 404


def test_the_slower_of_two_moderators_does_not_undo_what_the_quicker_did(
    mina_client: Client, reply: Reply
) -> None:
    mina_client.post(page_of(reply), HIDE)

    page = mina_client.post(page_of(reply), HIDE, follow=True).content.decode()

    reply.refresh_from_db()
    assert reply.is_hidden
    assert "It has already been removed." in page
    assert ModerationEntry.objects.count() == 1


def test_a_note_that_is_too_long_comes_back_also_when_restoring(
    mina_client: Client, reply: Reply
) -> None:
    mina_client.post(page_of(reply), HIDE)

    answer = mina_client.post(page_of(reply), RESTORE | {"note": "x" * 2_001})

    assert answer.status_code == 422
    assert "x" * 2_001 in answer.content.decode()
    assert ModerationEntry.objects.count() == 1


def test_the_page_leads_back_to_the_desk_by_its_address(
    mina_client: Client, reply: Reply
) -> None:
    page = mina_client.get(page_of(reply)).content.decode()

    assert '<a href="/admin/forum/reply/">' in page
