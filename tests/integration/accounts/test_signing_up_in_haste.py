"""Signing up often, or in the same moment as somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client

from accounts import network, throttle
from accounts.models import Member
from tests.factories.accounts import make_member
from tests.integration.accounts.test_signing_up import (
    CONFIRM,
    SIGN_UP,
    sentences,
    typed,
)

if TYPE_CHECKING:
    from django.http import HttpRequest

pytestmark = pytest.mark.django_db


def test_the_limit_does_not_tell_whether_an_address_has_an_account() -> None:
    make_member("carol")
    for number in range(5):
        changed = {"username": f"dora{number}x", "email": f"{number}@example.org"}
        Client().post(SIGN_UP, typed(**changed))

    taken = Client().post(SIGN_UP, typed(username="emil"))
    free = Client().post(SIGN_UP, typed(username="emil", email="emil@example.org"))

    assert (taken.status_code, free.status_code) == (429, 429)


def test_nobody_is_stored_who_cannot_be_sent_a_code(visitor: Client) -> None:
    for _ in range(5):
        throttle.count("code", by="carol@example.org")

    answer = visitor.post(SIGN_UP, typed())

    assert answer.status_code == 429
    assert not Member.objects.exists()


def meanwhile(monkeypatch: pytest.MonkeyPatch, name: str, email: str) -> None:
    """Somebody else signs up after the form was checked and before it is stored."""
    before = network.origin

    def quicker(request: HttpRequest) -> str:
        if not Member.objects.exists():
            make_member(name, email=email)
        return before(request)

    monkeypatch.setattr(network, "origin", quicker)


def test_of_two_at_once_with_one_name_the_slower_is_told(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, "carol", "other@example.org")

    answer = visitor.post(SIGN_UP, typed())

    assert answer.status_code == 422
    assert sentences(answer, "username") == [
        "That name is taken, or too like one that is."
    ]
    assert 'value="carol@example.org"' in answer.content.decode()


def test_of_two_at_once_with_one_address_the_slower_gets_a_letter(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, "dora", "carol@example.org")

    answer = visitor.post(SIGN_UP, typed())

    assert answer["Location"] == CONFIRM
    assert [letter.subject for letter in mail.outbox] == [
        "You have an account already · Footnote"
    ]
    assert Member.objects.count() == 1
