"""A visitor becomes a member: an address, a name, a password, a code."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Member
from tests.factories.accounts import PASSWORD, make_member

pytestmark = pytest.mark.django_db

SIGN_UP = "/accounts/signup/"
CONFIRM = "/accounts/confirm-email/"


def typed(**changes: str) -> dict[str, str]:
    return {
        "email": "carol@example.org",
        "username": "carol",
        "password1": PASSWORD,
        **changes,
    }


def code_in(letter: str) -> str:
    """The code stands alone on its line."""
    found = re.search(r"^ {4}(\S+)$", letter, re.MULTILINE)
    assert found, letter
    return found[1]


def sentences(response: Any, field: str) -> list[str]:
    return list(response.context["form"].errors.get(field, []))


def test_a_visitor_signs_up_and_the_code_lets_them_in(visitor: Client) -> None:
    answer = visitor.post(SIGN_UP, typed())
    code = code_in(str(mail.outbox[0].body))

    welcome = visitor.post(CONFIRM, {"code": code}, follow=True)

    assert answer["Location"] == CONFIRM
    assert welcome.context["user"].username == "carol"
    assert welcome.redirect_chain == [("/", 302)]


def test_before_the_code_nobody_is_signed_in_or_seen(visitor: Client) -> None:
    visitor.post(SIGN_UP, typed())

    assert visitor.get("/settings/").status_code == 302
    assert visitor.get("/members/carol/").status_code == 404


def test_a_wrong_code_is_told_beside_the_field(visitor: Client) -> None:
    visitor.post(SIGN_UP, typed())

    answer = visitor.post(CONFIRM, {"code": "WRONG"})

    assert answer.status_code == 422
    assert sentences(answer, "code") == ["That is not the code, or it has run out."]


def test_after_sign_up_one_is_back_where_one_came_from(visitor: Client) -> None:
    visitor.post(SIGN_UP, typed(next="/moderation/"))

    welcome = visitor.post(CONFIRM, {"code": code_in(str(mail.outbox[0].body))})

    assert welcome["Location"] == "/moderation/"


def test_the_letter_names_the_site_and_never_the_host_asked(visitor: Client) -> None:
    make_member("carol")

    visitor.post(SIGN_UP, typed(username="caroline"))

    letter = mail.outbox[0]
    assert letter.subject == "You have an account already · Footnote"
    assert "https://footnote.example/accounts/password/reset/" in letter.body
    assert "testserver" not in letter.body


def test_whether_an_address_has_an_account_is_not_told(visitor: Client) -> None:
    make_member("carol")

    taken = visitor.post(SIGN_UP, typed(username="dora"))
    free = visitor.post(SIGN_UP, typed(username="emil", email="emil@example.org"))

    assert (taken.status_code, taken["Location"]) == (302, CONFIRM)
    assert (free.status_code, free["Location"]) == (302, CONFIRM)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "This field is required."),
        ("ab", "Ensure this value has at least 3 characters (it has 2)."),
        ("a" * 21, "Ensure this value has at most 20 characters (it has 21)."),
        ("dörte", "A name has the letters a to z, digits, - and _"),
        ("_dora", "it begins and ends with a letter or a digit."),
        ("Admin", "That name is kept for the site itself."),
        ("m0derator", "That name is kept for the site itself."),
        ("paypal", "That name is taken, or too like one that is."),
        ("PAYPAL", "That name is taken, or too like one that is."),
        ("pay-pa1", "That name is taken, or too like one that is."),
    ],
)
def test_a_name_that_will_not_do_is_told_in_one_sentence(
    visitor: Client, name: str, sentence: str
) -> None:
    make_member("paypa1")

    answer = visitor.post(SIGN_UP, typed(username=name))

    assert answer.status_code == 422
    [said] = sentences(answer, "username")
    assert sentence in said
    assert Member.objects.count() == 1


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "This field is required."),
        ("a short one", "It must contain at least 12 characters."),
        ("x" * 129, "A password has at most 128 characters."),
        ("password1234", "This password is too common."),
        ("carol@example.org", "The password is too similar to the e-mail address."),
    ],
)
def test_a_password_that_will_not_do_is_told(
    visitor: Client, password: str, sentence: str
) -> None:
    answer = visitor.post(SIGN_UP, typed(password1=password))

    assert answer.status_code == 422
    assert sentence in " ".join(sentences(answer, "password1"))
    assert not Member.objects.exists()


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "x" * 250 + "@example.org"])
def test_an_address_that_is_none_is_told_and_the_rest_is_kept(
    visitor: Client, email: str
) -> None:
    answer = visitor.post(SIGN_UP, typed(email=email))

    assert answer.status_code == 422
    assert sentences(answer, "email")
    assert 'value="carol"' in answer.content.decode()


def test_a_password_is_taken_as_typed_spaces_included(visitor: Client) -> None:
    visitor.post(SIGN_UP, typed(password1="  twelve and more  "))

    assert Member.objects.get().check_password("  twelve and more  ")


def test_a_name_is_kept_in_lower_case(visitor: Client) -> None:
    visitor.post(SIGN_UP, typed(username="CaRol"))

    assert Member.objects.get().username == "carol"


def test_from_one_address_on_the_network_five_sign_up_in_an_hour() -> None:
    for number in range(5):
        Client().post(
            SIGN_UP, typed(username=f"carol{number}x", email=f"{number}@example.org")
        )

    answer = Client().post(SIGN_UP, typed())

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) <= 3600
    assert Member.objects.count() == 5
