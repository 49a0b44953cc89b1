"""A member signs in: by password, by a code, with a second factor."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.core import mail
from django.test import Client

from accounts.models import Tally
from tests.factories.accounts import PASSWORD, make_member
from tests.integration.accounts.test_signing_up import code_in

if TYPE_CHECKING:
    from accounts.models import Member

pytestmark = pytest.mark.django_db

SIGN_IN = "/accounts/login/"
BY_CODE = "/accounts/login/code/"
CONFIRM = "/accounts/login/code/confirm/"


def whoami(client: Client) -> str:
    return str(client.get("/moderation/").context["user"])


@pytest.mark.parametrize("login", ["alice", "Alice", "alice@example.org"])
def test_by_name_or_address_and_password(
    visitor: Client, alice: Member, login: str
) -> None:
    answer = visitor.post(SIGN_IN, {"login": login, "password": PASSWORD})

    assert answer["Location"] == "/"
    assert whoami(visitor) == "alice"


def test_one_is_back_where_one_came_from(visitor: Client, alice: Member) -> None:
    typed = {"login": "alice", "password": PASSWORD, "next": "/moderation/"}

    assert visitor.post(SIGN_IN, typed)["Location"] == "/moderation/"


def test_nobody_is_sent_to_another_site(visitor: Client, alice: Member) -> None:
    typed = {"login": "alice", "password": PASSWORD, "next": "https://evil.example/"}

    assert visitor.post(SIGN_IN, typed)["Location"] == "/"


@pytest.mark.parametrize(
    ("login", "sentence"),
    [
        ("alice", "That name and password do not go together."),
        ("nobody-here", "That name and password do not go together."),
        ("alice@example.org", "That address and password do not go together."),
        ("nobody@example.org", "That address and password do not go together."),
    ],
)
def test_a_wrong_password_and_a_wrong_account_are_told_alike(
    visitor: Client, alice: Member, login: str, sentence: str
) -> None:
    answer = visitor.post(SIGN_IN, {"login": login, "password": "no such password"})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{login}"' in answer.content.decode()


@pytest.mark.parametrize(
    "typed",
    [{}, {"login": "alice"}, {"login": "x" * 5_000, "password": "y" * 100_000}],
)
def test_bad_input_comes_back_to_be_mended(
    visitor: Client, alice: Member, typed: dict[str, str]
) -> None:
    assert visitor.post(SIGN_IN, typed).status_code == 422


def test_after_five_wrong_passwords_the_account_waits_from_wherever_one_tries(
    alice: Member,
) -> None:
    for _ in range(5):
        Client().post(SIGN_IN, {"login": "alice", "password": "no such password"})

    answer = Client(REMOTE_ADDR="203.0.113.9").post(
        SIGN_IN, {"login": "alice", "password": PASSWORD}
    )

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 1800
    assert "30 minutes" in answer.content.decode()


def test_a_name_and_its_address_are_one_account_to_guess_at(alice: Member) -> None:
    for login in ["alice", "alice@example.org", "Alice", "alice", "ALICE@example.org"]:
        Client().post(SIGN_IN, {"login": login, "password": "no such password"})

    answer = Client().post(SIGN_IN, {"login": alice.email, "password": PASSWORD})

    assert answer.status_code == 429


def test_a_try_counts_before_it_is_known_to_fail(
    alice: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []

    def look(member: Member, password: str) -> bool:
        counted.append(Tally.objects.get(key__contains="sign_in").count)
        return False

    monkeypatch.setattr(type(alice), "check_password", look)

    Client().post(SIGN_IN, {"login": "alice", "password": PASSWORD})

    assert counted == [1]


def test_who_signs_in_often_is_not_kept_waiting(alice: Member) -> None:
    answers = [
        Client().post(SIGN_IN, {"login": "alice", "password": PASSWORD})
        for _ in range(7)
    ]

    assert {answer.status_code for answer in answers} == {302}


def test_a_waiting_account_still_opens_by_code(visitor: Client, alice: Member) -> None:
    for _ in range(5):
        Client().post(SIGN_IN, {"login": "alice", "password": "no such password"})
    visitor.post(BY_CODE, {"email": alice.email})

    visitor.post(CONFIRM, {"code": code_in(str(mail.outbox[0].body))})

    assert whoami(visitor) == "alice"


def test_by_a_code_sent_to_the_address(visitor: Client, alice: Member) -> None:
    visitor.post(BY_CODE, {"email": "Alice@example.org"})
    assert [letter.to for letter in mail.outbox] == [[alice.email]]

    visitor.post(CONFIRM, {"code": code_in(str(mail.outbox[0].body))})

    assert whoami(visitor) == "alice"


def test_three_wrong_codes_end_the_attempt(visitor: Client, alice: Member) -> None:
    visitor.post(BY_CODE, {"email": alice.email})
    code = code_in(str(mail.outbox[0].body))
    for _ in range(3):
        visitor.post(CONFIRM, {"code": "WRONG"})

    visitor.post(CONFIRM, {"code": code})

    assert whoami(visitor) == "AnonymousUser"


def test_asking_for_a_code_tells_nothing_about_the_address(alice: Member) -> None:
    def ask_six_times(email: str) -> list[tuple[int, str]]:
        answers = []
        for minute in range(6):
            client = Client(REMOTE_ADDR=f"198.51.100.{minute}")
            answer = client.post(BY_CODE, {"email": email})
            answers.append((answer.status_code, answer.get("Location", "")))
        return answers

    assert ask_six_times("alice@example.org") == ask_six_times("nobody@example.org")


def test_five_codes_in_a_quarter_of_an_hour_are_enough(
    alice: Member, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for _ in range(5):
        Client().post(BY_CODE, {"email": alice.email})

    answer = Client().post(BY_CODE, {"email": alice.email})

    assert answer.status_code == 429
    assert len(mail.outbox) == 5


def test_a_closed_account_does_not_open(visitor: Client) -> None:
    make_member("dora", is_active=False)

    visitor.post(SIGN_IN, {"login": "dora", "password": PASSWORD})

    assert whoami(visitor) == "AnonymousUser"


def test_with_a_second_factor_the_password_is_not_enough(
    visitor: Client, alice: Member
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(alice, secret)

    halfway = visitor.post(SIGN_IN, {"login": "alice", "password": PASSWORD})
    assert whoami(visitor) == "AnonymousUser"
    visitor.post(halfway["Location"], {"code": current_code(secret)})

    assert halfway["Location"] == "/accounts/2fa/authenticate/"
    assert whoami(visitor) == "alice"


def test_a_second_factor_is_set_up_with_recovery_codes(alice: Member) -> None:
    client = Client()
    client.post(SIGN_IN, {"login": "alice", "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret

    client.post("/accounts/2fa/totp/activate/", {"code": current_code(secret)})

    kinds = Authenticator.objects.filter(user=alice).values_list("type", flat=True)
    assert set(kinds) == {"totp", "recovery_codes"}


def test_what_can_change_the_owner_asks_once_more(alice_client: Client) -> None:
    answer = alice_client.get("/accounts/2fa/totp/activate/")

    assert answer["Location"].startswith("/accounts/reauthenticate/")


def current_code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time() // 30))))
