"""The admin: who may enter, who may give powers, and how a flag is decided there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group

from accounts.models import Member, ModerationEntry
from forum.actions import raise_flag
from tests.conftest import signed_in
from tests.factories.accounts import make_member, make_superuser
from tests.factories.forum import make_reply

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article
    from forum.models import ReplyFlag

pytestmark = pytest.mark.django_db

DESK = "/admin/forum/replyflag/"


@pytest.fixture
def root_client(db: None) -> Client:
    return signed_in(make_superuser("ruth"))


@pytest.fixture
def flag(article: Article, alice: Member, bob: Member) -> ReplyFlag:
    reply = make_reply(article=article, author=alice, body="Buy my horse.")
    return raise_flag(reply=reply, by=bob, reason="spam", text="It is a nag.")


def page_of(flag: ReplyFlag) -> str:
    return f"{DESK}{flag.pk}/change/"


def page_about(member: Member) -> str:
    return f"/admin/accounts/member/{member.pk}/change/"


# ------------------------------------------------------------------- Who enters
def test_a_visitor_signs_in_by_the_one_door(visitor: Client) -> None:
    answer = visitor.get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0].startswith("/accounts/login/?next=")


def test_a_member_does_not_enter(alice_client: Client) -> None:
    assert alice_client.get("/admin/login/").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        DESK,
        "/admin/accounts/member/",
        "/admin/accounts/moderationentry/",
    ],
)
def test_an_editor_sees_nothing_of_moderation(erin_client: Client, path: str) -> None:
    assert erin_client.get(path).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        DESK,
        f"{DESK}?status=all",
        f"{DESK}?status=decided",
        "/admin/accounts/member/",
        "/admin/accounts/moderationentry/",
    ],
)
def test_a_moderator_sees_it_without_anything_inline(
    mina_client: Client, flag: ReplyFlag, path: str
) -> None:
    page = mina_client.get(path)

    assert page.status_code == 200
    for inline in ("<style", " style=", " onclick=", "<script>"):
        assert inline not in page.content.decode()


def test_staff_without_a_second_factor_are_sent_to_set_one_up(
    mina_client: Client, settings: Any
) -> None:
    settings.REQUIRE_STAFF_MFA = True

    assert mina_client.get(DESK)["Location"] == "/accounts/2fa/totp/activate/"
    assert mina_client.post(DESK)["Location"] == "/accounts/2fa/totp/activate/"


def test_staff_with_one_enter(mina: Member, mina_client: Client, settings: Any) -> None:
    settings.REQUIRE_STAFF_MFA = True
    TOTP.activate(mina, generate_totp_secret())

    assert mina_client.get(DESK).status_code == 200


# --------------------------------------------------------------------- Powers
@pytest.mark.parametrize("power", ["is_staff", "is_superuser"])
def test_a_moderator_cannot_make_staff_or_superusers(
    mina_client: Client, alice: Member, power: str
) -> None:
    answer = mina_client.post(page_about(alice), {power: "on", "is_active": "on"})

    alice.refresh_from_db()
    assert answer.status_code == 403
    assert not getattr(alice, power)


def test_a_moderator_cannot_give_groups_or_permissions_not_even_to_themselves(
    mina_client: Client, mina: Member
) -> None:
    editors = Group.objects.get(name="Editors")

    answer = mina_client.post(page_about(mina), {"groups": [editors.pk]})

    assert answer.status_code == 403
    assert list(mina.groups.values_list("name", flat=True)) == ["Moderators"]


@pytest.mark.parametrize(
    "path",
    [
        "/admin/auth/group/add/",
        "/admin/accounts/member/add/",
        "/admin/accounts/moderationentry/add/",
        f"{DESK}add/",
    ],
)
def test_a_moderator_adds_nothing(mina_client: Client, path: str) -> None:
    assert mina_client.post(path, {"name": "x"}).status_code in {403, 404}


def test_nobody_deletes_a_member_a_flag_or_an_entry(
    root_client: Client, alice: Member, flag: ReplyFlag, mina: Member
) -> None:
    entry = ModerationEntry.objects.create(
        verb="hide", subject_label="x", subject_url="/"
    )
    pages = (
        f"/admin/accounts/member/{alice.pk}/delete/",
        f"/admin/accounts/moderationentry/{entry.pk}/delete/",
        f"{DESK}{flag.pk}/delete/",
    )

    assert [root_client.post(p, {"post": "yes"}).status_code for p in pages] == [
        403
    ] * 3


def test_not_even_a_superuser_changes_an_entry(root_client: Client) -> None:
    entry = ModerationEntry.objects.create(
        verb="hide", subject_label="x", subject_url="/"
    )

    answer = root_client.post(
        f"/admin/accounts/moderationentry/{entry.pk}/change/", {"verb": "restore"}
    )

    assert answer.status_code == 403


def test_a_superuser_gives_powers_and_cannot_rename(
    root_client: Client, alice: Member
) -> None:
    moderators = Group.objects.get(name="Moderators")
    typed = {"is_active": "on", "is_staff": "on", "groups": [moderators.pk]}

    root_client.post(page_about(alice), {**typed, "username": "somebody"})

    alice.refresh_from_db()
    assert (alice.username, alice.is_staff) == ("alice", True)
    assert list(alice.groups.all()) == [moderators]


def test_addresses_are_for_superusers(
    root_client: Client, mina_client: Client, alice: Member
) -> None:
    page = page_about(alice)

    assert alice.email in root_client.get(page).content.decode()
    assert alice.email not in mina_client.get(page).content.decode()


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
