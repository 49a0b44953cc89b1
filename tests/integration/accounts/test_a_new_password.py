"""A member who forgot the password chooses another, by a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.test import Client

from tests.factories.accounts import PASSWORD
from tests.integration.accounts.test_signing_up import code_in

if TYPE_CHECKING:
    from accounts.models import Member

pytestmark = pytest.mark.django_db

RESET = "/accounts/password/reset/"
CONFIRM = "/accounts/password/reset/confirm/"
COMPLETE = "/accounts/password/reset/complete/"
NEW = "another horse, another battery"


def test_a_code_opens_the_form_and_the_new_password_holds(
    visitor: Client, alice: Member
) -> None:
    visitor.post(RESET, {"email": alice.email})
    visitor.post(CONFIRM, {"code": code_in(str(mail.outbox[0].body))})

    visitor.post(COMPLETE, {"password1": NEW, "password2": NEW})

    alice.refresh_from_db()
    assert alice.check_password(NEW)
    assert mail.outbox[1].subject == "Your password was changed · Footnote"


def test_a_new_password_ends_the_other_sessions(
    visitor: Client, alice: Member, alice_client: Client
) -> None:
    visitor.post(RESET, {"email": alice.email})
    visitor.post(CONFIRM, {"code": code_in(str(mail.outbox[0].body))})

    visitor.post(COMPLETE, {"password1": NEW, "password2": NEW})

    assert alice_client.get("/settings/").status_code == 302


def test_without_the_code_there_is_no_form(visitor: Client, alice: Member) -> None:
    visitor.post(RESET, {"email": alice.email})

    visitor.post(COMPLETE, {"password1": NEW, "password2": NEW})

    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


@pytest.mark.parametrize("again", ["", "something else entirely"])
def test_two_passwords_that_differ_are_told(
    visitor: Client, alice: Member, again: str
) -> None:
    visitor.post(RESET, {"email": alice.email})
    visitor.post(CONFIRM, {"code": code_in(str(mail.outbox[0].body))})

    answer = visitor.post(COMPLETE, {"password1": NEW, "password2": again})

    assert answer.status_code == 422
    assert answer.context["form"].errors["password2"]


def test_whether_the_address_has_an_account_is_not_told(alice: Member) -> None:
    known = Client().post(RESET, {"email": "alice@example.org"})
    unknown = Client().post(RESET, {"email": "nobody@example.org"})

    assert known.status_code == unknown.status_code == 302
    assert known["Location"] == unknown["Location"]


@pytest.mark.parametrize("email", ["alice@example.org", "nobody@example.org"])
def test_two_letters_an_hour_to_an_address_are_enough(
    alice: Member, email: str, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for _ in range(2):
        Client().post(RESET, {"email": email})

    answer = Client().post(RESET, {"email": email})

    assert answer.status_code == 429
    assert len(mail.outbox) == 2


def test_a_signed_in_member_changes_it_knowing_the_old_one(
    alice: Member, alice_client: Client
) -> None:
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    alice_client.post("/accounts/password/change/", typed)

    alice.refresh_from_db()
    assert alice.check_password(NEW)


def test_without_the_old_one_it_stays(alice: Member, alice_client: Client) -> None:
    typed = {"oldpassword": "a wrong password", "password1": NEW, "password2": NEW}

    answer = alice_client.post("/accounts/password/change/", typed)

    alice.refresh_from_db()
    assert answer.status_code == 422
    assert alice.check_password(PASSWORD)
