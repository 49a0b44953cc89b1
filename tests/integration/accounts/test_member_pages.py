"""A member's page, their settings, and every page allauth draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.accounts import PASSWORD, make_member
from tests.factories.forum import grow

if TYPE_CHECKING:
    from accounts.models import Member
    from articles.models import Article

pytestmark = pytest.mark.django_db


def test_everybody_may_see_a_member(visitor: Client, mina: Member) -> None:
    page = visitor.get("/members/mina/")

    assert page.context["roles"] == ["Moderator"]
    assert mina.email not in page.content.decode()


def test_there_is_one_address_however_the_name_is_typed(
    visitor: Client, alice: Member
) -> None:
    answer = visitor.get("/members/Alice/")

    assert (answer.status_code, answer["Location"]) == (301, "/members/alice/")


def test_of_a_closed_account_nothing_else_is_told(visitor: Client) -> None:
    make_member("dora", is_active=False)

    answer = visitor.get("/members/dora/")

    assert answer.status_code == 410
    page = answer.content.decode()
    assert "This account is closed." in page
    assert "Member since" not in page
    assert 'name="robots" content="noindex"' in page
    assert visitor.get("/members/dora/replies/").status_code == 404


def test_an_account_that_was_closed_unconfirmed_was_never_seen(visitor: Client) -> None:
    dora = make_member("dora", is_active=False)
    EmailAddress.objects.filter(user=dora).update(verified=False)

    assert visitor.get("/members/dora/").status_code == 404


@pytest.mark.parametrize("name", ["nobody", "a" * 300, "%00"])
def test_who_is_not_there_is_not_found(visitor: Client, name: str) -> None:
    assert visitor.get(f"/members/{name}/").status_code == 404


def test_it_costs_the_same_for_the_quiet_and_for_the_talkative(
    visitor: Client, article: Article, alice: Member
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            visitor.get("/members/alice/")
        return len(asked)

    quiet = queries()
    grow(article=article, author=alice, parents=[0] * 60)

    assert queries() == quiet == 1


def test_a_member_chooses_a_theme_and_pages_wear_it(
    alice: Member, alice_client: Client
) -> None:
    alice_client.post("/settings/", {"theme": "dark"})

    alice.refresh_from_db()
    assert alice.theme == "dark"
    assert 'data-theme="dark"' in alice_client.get("/settings/").content.decode()


@pytest.mark.parametrize("typed", [{}, {"theme": ""}, {"theme": "pink"}])
def test_a_theme_that_is_none_is_told(
    alice: Member, alice_client: Client, typed: dict[str, str]
) -> None:
    answer = alice_client.post("/settings/", typed)

    alice.refresh_from_db()
    assert answer.status_code == 422
    assert answer.context["form"].errors["theme"]
    assert alice.theme == "system"


def test_settings_give_nobody_powers(alice: Member, alice_client: Client) -> None:
    alice_client.post("/settings/", {"theme": "dark", "is_staff": "on"})

    alice.refresh_from_db()
    assert not alice.is_staff


def test_a_new_address_counts_once_it_is_confirmed(
    alice: Member, alice_client: Client
) -> None:
    alice_client.post("/accounts/login/", {})
    alice_client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    alice_client.post(
        "/accounts/email/", {"email": "alice@new.example", "action_add": ""}
    )

    alice.refresh_from_db()
    assert alice.email == "alice@example.org"


def test_choosing_a_look_writes_the_look_alone(
    alice_client: Client,
) -> None:
    with CaptureQueriesContext(connection) as queries:
        alice_client.post("/settings/", {"theme": "dark"})

    [update] = [
        query["sql"]
        for query in queries
        if query["sql"].startswith('UPDATE "accounts_member"')
    ]
    assert '"theme" = ' in update
    assert '"email" = ' not in update


FOR_VISITORS = ["login/", "login/code/", "signup/", "password/reset/", "inactive/"]
FOR_MEMBERS = [
    "logout/",
    "email/",
    "password/change/",
    "reauthenticate/",
    "2fa/",
    "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/",
    "2fa/totp/deactivate/",
    "2fa/reauthenticate/",
]


@pytest.mark.parametrize("path", FOR_VISITORS)
def test_the_doors_for_visitors_have_our_look_and_nothing_inline(
    visitor: Client, path: str
) -> None:
    page = visitor.get(f"/accounts/{path}")

    assert_ours(page.content.decode())


@pytest.mark.parametrize("path", FOR_MEMBERS)
def test_the_rooms_for_members_have_our_look_and_nothing_inline(
    alice: Member, path: str
) -> None:
    client = _asked_once_more(alice)
    TOTP.activate(alice, generate_totp_secret())
    RecoveryCodes.activate(alice)

    page = client.get(f"/accounts/{path}")

    assert_ours(page.content.decode())
    assert "no-store" in page["Cache-Control"]


def test_setting_up_the_second_factor_has_our_look_and_nothing_inline(
    alice: Member,
) -> None:
    page = _asked_once_more(alice).get("/accounts/2fa/totp/activate/")

    assert_ours(page.content.decode())
    assert 'src="data:image/svg+xml' in page.content.decode()


def assert_ours(page: str) -> None:
    assert 'class="page-title"' in page
    for inline in ("<style", " style=", " onclick=", "<script>", "javascript:"):
        assert inline not in page


def _asked_once_more(member: Member) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": member.username, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client
