"""A moderator decides on flags at the desk, one at a time or many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from accounts.models import Member, ModerationEntry
from forum.actions import raise_flag
from tests.factories.accounts import make_member
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article
    from forum.models import ReplyFlag

pytestmark = pytest.mark.django_db

DESK = "/admin/forum/replyflag/"


@pytest.fixture
def flag(article: Article, alice: Member, bob: Member) -> ReplyFlag:
    reply = make_reply(article=article, author=alice, body="Buy my horse.")
    return raise_flag(reply=reply, by=bob, reason="spam", text="It is a nag.")


def page_of(flag: ReplyFlag) -> str:
    return f"{DESK}{flag.pk}/change/"


# ------------------------------------------------------------------- The desk
def test_open_flags_come_oldest_first_and_decided_ones_are_put_away(
    mina_client: Client, article: Article, alice: Member, flag: ReplyFlag
) -> None:
    later = raise_flag(
        reply=make_reply(article=article, author=alice, body="More."),
        by=make_member("carol"),
        reason="unkind",
    )
    done = raise_flag(
        reply=make_reply(article=article, author=alice, body="Yet more."),
        by=make_member("dave"),
        reason="unkind",
    )
    mina_client.post(page_of(done), {"verdict": "dismiss", "reason": "spam"})

    def listed(query: str = "") -> list[Any]:
        return list(mina_client.get(DESK + query).context["cl"].result_list)

    assert listed() == [flag, later]
    assert listed("?status=decided") == [done]
    assert listed("?status=all") == [flag, later, done]


def test_a_flag_is_shown_with_what_was_said_and_what_was_decided_before(
    mina_client: Client, flag: ReplyFlag, alice: Member
) -> None:
    ModerationEntry.objects.create(
        verb="hide",
        subject_label="Reply 9",
        subject_url="/",
        subject_member=alice,
        note="an old story",
    )

    page = mina_client.get(page_of(flag))

    text = page.content.decode()
    for words in ("Buy my horse.", "It is a nag.", "bob", "an old story"):
        assert words in text
    assert " style=" not in text


def test_upheld_at_the_desk(mina_client: Client, flag: ReplyFlag, mina: Member) -> None:
    typed = {"verdict": "uphold", "reason": "off_topic", "note": "a horse"}

    answer = mina_client.post(page_of(flag), typed)

    flag.refresh_from_db()
    entry = ModerationEntry.objects.get()
    assert answer["Location"] == DESK
    assert (flag.status, flag.reply.is_hidden) == ("upheld", True)
    assert (entry.moderator, entry.reason, entry.note) == (mina, "off_topic", "a horse")


def test_after_one_decision_comes_the_next_flag(
    mina_client: Client, flag: ReplyFlag, article: Article, alice: Member, bob: Member
) -> None:
    reply = make_reply(article=article, author=alice, body="More.")
    following = raise_flag(reply=reply, by=bob, reason="unkind")

    answer = mina_client.post(page_of(flag), {"verdict": "dismiss", "reason": "spam"})

    assert answer["Location"] == page_of(following)


@pytest.mark.parametrize(
    "typed",
    [
        {"verdict": ""},
        {"verdict": "burn", "reason": "spam"},
        {"verdict": "uphold", "reason": "dull"},
        {"verdict": "uphold", "reason": ""},
        {"verdict": "uphold", "reason": "spam", "note": "x" * 2_001},
    ],
)
def test_a_decision_that_is_none_comes_back_with_the_note(
    mina_client: Client, flag: ReplyFlag, typed: dict[str, str]
) -> None:
    typed = {"note": "a horse", **typed}

    answer = mina_client.post(page_of(flag), typed)

    flag.refresh_from_db()
    assert answer.status_code == 422
    assert typed["note"] in answer.content.decode()
    assert flag.is_open


def test_the_slower_of_two_moderators_is_told(
    mina_client: Client, flag: ReplyFlag
) -> None:
    typed = {"verdict": "dismiss", "reason": "spam"}
    mina_client.post(page_of(flag), typed)

    answer = mina_client.post(page_of(flag), typed, follow=True)

    assert "This flag was decided by mina" in answer.content.decode()
    assert ModerationEntry.objects.count() == 1


def test_a_flag_on_ones_own_words_has_no_buttons_and_cannot_be_decided(
    mina: Member, mina_client: Client, article: Article, bob: Member
) -> None:
    own = raise_flag(
        reply=make_reply(article=article, author=mina), by=bob, reason="spam"
    )
    typed = {"verdict": "dismiss", "reason": "spam"}

    assert 'name="verdict"' not in mina_client.get(page_of(own)).content.decode()
    assert mina_client.post(page_of(own), typed).status_code == 403


def test_an_editor_decides_nothing(erin_client: Client, flag: ReplyFlag) -> None:
    typed = {"verdict": "uphold", "reason": "spam"}

    assert erin_client.post(page_of(flag), typed).status_code == 403
    assert not ModerationEntry.objects.exists()


def test_a_flag_that_is_not_there_is_not_found(
    mina_client: Client, mina: Member
) -> None:
    assert mina_client.get(f"{DESK}4711/change/").status_code == 404


@pytest.fixture
def waiting(
    flag: ReplyFlag, article: Article, alice: Member, bob: Member, mina: Member
) -> list[ReplyFlag]:
    """Three flags on the desk, the last of them on the moderator's own words."""
    more = make_reply(article=article, author=alice, body="More.")
    own = make_reply(article=article, author=mina, body="Mine.")
    return [
        flag,
        raise_flag(reply=more, by=bob, reason="unkind"),
        raise_flag(reply=own, by=bob, reason="spam"),
    ]


@pytest.mark.parametrize(
    ("deed", "status", "verb"),
    [
        ("uphold_chosen", "upheld", "uphold"),
        ("dismiss_chosen", "dismissed", "dismiss"),
    ],
)
def test_many_at_once_each_on_its_own(
    mina_client: Client, waiting: list[ReplyFlag], deed: str, status: str, verb: str
) -> None:
    chosen = {"action": deed, "_selected_action": [flag.pk for flag in waiting]}

    page = mina_client.post(DESK, chosen, follow=True).content.decode()

    for flag in waiting:
        flag.refresh_from_db()
    assert [flag.status for flag in waiting] == [status, status, "open"]
    assert "2 flags decided." in page
    assert "Nobody decides on their own words." in page
    entries = ModerationEntry.objects.order_by("pk").values_list("verb", "reason")
    assert list(entries) == [(verb, "spam"), (verb, "unkind")]


def test_after_a_decision_nobody_is_led_to_a_flag_on_their_own_words(
    mina_client: Client, waiting: list[ReplyFlag]
) -> None:
    first, second, _own = waiting
    typed = {"verdict": "dismiss", "reason": "spam"}
    mina_client.post(page_of(first), typed)

    answer = mina_client.post(page_of(second), typed)

    assert answer["Location"] == DESK


def test_a_flags_page_leads_back_to_the_desk_by_its_address(
    mina_client: Client, flag: ReplyFlag
) -> None:
    assert f'<a href="{DESK}">' in mina_client.get(page_of(flag)).content.decode()
