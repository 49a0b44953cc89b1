"""The admin: who may enter, and who may give powers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group

from accounts.models import Member, ModerationEntry
from forum.actions import raise_flag
from tests.conftest import signed_in
from tests.factories.accounts import make_superuser
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


@pytest.mark.parametrize("field", ["email", "password"])
def test_a_moderator_guesses_no_address_and_no_hash_by_narrowing_the_list(
    mina_client: Client, field: str
) -> None:
    members = "/admin/accounts/member/"

    assert mina_client.get(f"{members}?{field}__startswith=a").status_code == 400


def test_a_superuser_finds_an_address_and_no_hash(root_client: Client) -> None:
    members = "/admin/accounts/member/"

    assert root_client.get(f"{members}?email__startswith=a").status_code == 200
    assert root_client.get(f"{members}?password__startswith=a").status_code == 400
