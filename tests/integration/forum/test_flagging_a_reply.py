"""A member tells the moderators that a reply breaks a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from accounts import actions as moderation
from accounts.models import Tally
from accounts.throttle import LIMITS
from forum.models import Reply, ReplyFlag
from tests.integration.forum.conftest import url_of

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def flag_url(alices: Reply) -> str:
    return url_of(alices, "flag-reply")


def test_the_page_shows_the_reply_and_asks_why(
    bob_client: Client, flag_url: str
) -> None:
    page = bob_client.get(flag_url).content.decode()

    assert "Alice said this." in page
    assert 'value="off_topic"' in page


def test_a_flag_is_stored_and_weighs_on_the_order(
    bob_client: Client, bob: Any, alices: Reply, flag_url: str
) -> None:
    response = bob_client.post(flag_url, {"reason": "unkind", "text": "Rude."})

    raised = ReplyFlag.objects.get()
    alices.refresh_from_db()
    assert response.headers["Location"] == url_of(alices)
    assert (raised.reply, raised.reporter) == (alices, bob)
    assert (raised.reason, raised.text, raised.status) == ("unkind", "Rude.", "open")
    assert (alices.flags, alices.is_order_due) == (1, False)
    page = bob_client.get(response.headers["Location"]).content.decode()
    assert "Thank you. A moderator will look at it." in page


def test_saying_it_again_is_one_flag_with_what_was_said_last(
    bob_client: Client, flag_url: str
) -> None:
    bob_client.post(flag_url, {"reason": "spam", "text": "It sells."})
    bob_client.post(flag_url, {"reason": "illegal", "text": "It threatens."})
    bob_client.post(flag_url, {"reason": "other"})

    flag = ReplyFlag.objects.get()
    assert (flag.reason, flag.text) == ("illegal", "It sells.\n\nIt threatens.")
    assert Reply.objects.get().flags == 1


def test_an_illegal_removal_is_not_led_to_from_its_place(
    bob_client: Client, mina: Any, alices: Reply, flag_url: str
) -> None:
    bob_client.post(flag_url, {"reason": "illegal", "text": "It threatens."})
    moderation.uphold(flag=ReplyFlag.objects.get(), by=mina, reason="illegal")

    page = bob_client.get(alices.get_absolute_url()).content.decode()

    assert "Removed by a moderator: illegal." in page
    assert "/moderation/?to=" not in page


@pytest.mark.parametrize("unseen", ["\u200b", "\u2800\u2800", "\u3164"])
def test_illegal_needs_words_that_can_be_seen(
    bob_client: Client, flag_url: str, unseen: str
) -> None:
    response = bob_client.post(flag_url, {"reason": "illegal", "text": unseen})

    assert response.status_code == 422
    assert not ReplyFlag.objects.exists()


def test_two_members_are_two_flags(
    bob_client: Client, mina_client: Client, flag_url: str
) -> None:
    for client in (bob_client, mina_client):
        client.post(flag_url, {"reason": "spam"})

    assert Reply.objects.get().flags == ReplyFlag.objects.count() == 2


def test_once_decided_one_may_flag_again(
    bob_client: Client, mina: Any, flag_url: str
) -> None:
    bob_client.post(flag_url, {"reason": "spam"})
    moderation.dismiss(flag=ReplyFlag.objects.get(), by=mina)

    bob_client.post(flag_url, {"reason": "spam"})

    assert ReplyFlag.objects.count() == 2
    assert Reply.objects.get().flags == 1


def test_a_dismissed_flag_no_longer_weighs(
    bob_client: Client, mina: Any, alices: Reply, flag_url: str
) -> None:
    bob_client.post(flag_url, {"reason": "spam"})

    moderation.dismiss(flag=ReplyFlag.objects.get(), by=mina)

    alices.refresh_from_db()
    assert (alices.flags, alices.is_order_due, alices.is_live) == (0, False, True)


def test_an_upheld_flag_takes_the_reply_and_closes_the_others(
    bob_client: Client, erin_client: Client, mina: Any, flag_url: str
) -> None:
    for client in (bob_client, erin_client):
        client.post(flag_url, {"reason": "spam"})

    one = ReplyFlag.objects.all()[0]
    moderation.uphold(flag=one, by=mina, reason="spam")

    assert set(ReplyFlag.objects.values_list("status", flat=True)) == {"upheld"}
    reply = Reply.objects.get()
    assert (reply.is_hidden, reply.flags) == (True, 2)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Choose a reason."),
        ({"reason": ""}, "Choose a reason."),
        ({"reason": "boring"}, "Choose one of the reasons."),
        ({"reason": "sp\x00am"}, "Choose one of the reasons."),
        ({"reason": "illegal"}, "Say what is illegal about it, and where."),
        (
            {"reason": "illegal", "text": " \n "},
            "Say what is illegal about it, and where.",
        ),
        ({"reason": "spam", "text": "Kept. " * 400}, "at most 2000 characters"),
        ({"reason": "spam", "text": "Ke\x00pt."}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    bob_client: Client, flag_url: str, typed: dict[str, str], sentence: str
) -> None:
    response = bob_client.post(flag_url, typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert ("Kept." in page) == ("Kept." in typed.get("text", ""))
    assert not ReplyFlag.objects.exists()
    assert not Tally.objects.filter(key__startswith="flag:").exists()


def test_nobody_flags_themselves(alice_client: Client, flag_url: str) -> None:
    assert alice_client.get(flag_url).status_code == 403
    assert alice_client.post(flag_url, {"reason": "spam"}).status_code == 403
    assert not ReplyFlag.objects.exists()


def test_too_often_is_told_when_to_come_back_with_the_text_kept(
    bob_client: Client, bob: Any, flag_url: str
) -> None:
    bob_client.post(flag_url, {"reason": "spam"})
    ReplyFlag.objects.all().delete()
    Tally.objects.filter(key__startswith="flag:").update(count=LIMITS["flag"][0].times)

    response = bob_client.post(flag_url, {"reason": "spam", "text": "My words."})

    page = response.content.decode()
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 3600
    assert "That was often." in page
    assert "My words." in page
    assert not ReplyFlag.objects.exists()


def test_what_a_visitor_typed_is_in_the_form_after_signing_in(
    visitor: Client, bob: Any, flag_url: str
) -> None:
    typed = {"reason": "illegal", "text": "A threat, in the second line."}

    response = visitor.post(flag_url, typed)

    assert response.headers["Location"].endswith(f"?next={flag_url}")
    visitor.force_login(bob)
    page = visitor.get(flag_url).content.decode()
    assert "A threat, in the second line." in page
    assert "checked" in page.partition('value="illegal"')[2][:80]
    visitor.post(flag_url, typed)
    assert ReplyFlag.objects.get().text == typed["text"]


def test_an_author_does_not_learn_who_flagged(
    alice_client: Client, bob_client: Client, flag_url: str, alices: Reply
) -> None:
    bob_client.post(flag_url, {"reason": "spam", "text": "Between us."})

    page = alice_client.get(url_of(alices)).content.decode()

    assert "bob" not in page
    assert "Between us." not in page


def test_words_about_a_reply_that_went_meanwhile_are_given_back(
    bob_client: Client, alices: Reply, flag_url: str
) -> None:
    alices.lock()
    alices.withdraw()

    response = bob_client.post(flag_url, {"reason": "other", "text": "It was mine."})

    assert response.status_code == 409
    assert "It was mine." in response.content.decode()
    assert not ReplyFlag.objects.exists()
