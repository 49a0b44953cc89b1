"""Moderators and editors made at the command line, and the link that lets them in."""

from __future__ import annotations

from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client

from accounts import policies, roles
from accounts.models import Member
from articles.policies import can_edit
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db


def said(command: str, *args: str) -> str:
    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue().strip()


def test_a_new_moderator_has_a_confirmed_address_and_the_power() -> None:
    said("make_moderator", "nora", "--email", "Nora@example.org")

    nora = Member.objects.get(username="nora")
    assert nora.email == "nora@example.org"
    assert policies.can_moderate(nora)
    assert not can_edit(nora)
    assert EmailAddress.objects.get(user=nora).verified


def test_a_new_editor_edits_and_does_not_moderate() -> None:
    said("make_editor", "edda")

    edda = Member.objects.get(username="edda")
    assert can_edit(edda)
    assert not policies.can_moderate(edda)
    assert roles.held_by(edda)


def test_a_member_is_promoted_and_keeps_password_and_address(alice: Member) -> None:
    said("make_moderator", "Alice")

    promoted = Member.objects.get(pk=alice.pk)
    assert policies.can_moderate(promoted)
    assert promoted.email == "alice@example.org"
    assert promoted.check_password(PASSWORD)


def test_a_drawn_password_is_printed_once_and_signs_in(visitor: Client) -> None:
    password = said("make_moderator", "nora", "--password")

    visitor.post("/accounts/login/", {"login": "nora", "password": password})

    assert visitor.get("/admin/").status_code == 200


def test_another_password_replaces_the_first() -> None:
    first = said("make_moderator", "nora", "--password")
    second = said("make_moderator", "nora", "--password")

    nora = Member.objects.get(username="nora")
    assert first != second
    assert nora.check_password(second)
    assert not nora.check_password(first)


@pytest.mark.parametrize("name", ["x", "no such name", "ÄÖÜ", "a1ice"])
def test_a_name_that_will_not_do_is_told_in_one_sentence(
    alice: Member, name: str
) -> None:
    with pytest.raises(CommandError, match="name"):
        said("make_moderator", name)

    assert Member.objects.count() == 1


def test_the_link_asks_then_signs_in_and_lets_one_choose_a_password(
    visitor: Client,
) -> None:
    link = urlsplit(said("make_moderator", "nora"))

    page = visitor.get(link.path)
    answer = visitor.post(link.path)
    chosen = visitor.post(
        answer["Location"], {"password1": PASSWORD, "password2": PASSWORD}
    )

    assert f"{link.scheme}://{link.netloc}" == "https://footnote.example"
    assert "no-store" in page["Cache-Control"]
    assert answer["Location"] == "/accounts/password/set/"
    assert chosen.status_code == 302
    assert Member.objects.get(username="nora").check_password(PASSWORD)


def test_looking_at_the_link_does_not_use_it_up(visitor: Client) -> None:
    link = urlsplit(said("make_moderator", "nora")).path
    for _ in range(3):
        Client().get(link)

    assert visitor.post(link).status_code == 302


def test_a_used_link_is_void(visitor: Client) -> None:
    link = urlsplit(said("make_moderator", "nora")).path
    Client().post(link)

    assert visitor.get(link).status_code == 404
    assert visitor.post(link).status_code == 404
    assert visitor.get("/settings/").status_code == 302


def test_a_link_runs_out(visitor: Client, settings: Any) -> None:
    link = urlsplit(said("make_moderator", "nora")).path
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert visitor.post(link).status_code == 404


@pytest.mark.parametrize("name", ["nora", "alice", "nobody"])
def test_a_made_up_link_opens_nothing(
    visitor: Client, alice: Member, name: str
) -> None:
    said("make_moderator", "nora")

    assert visitor.post(f"/accounts/arrive/{name}/abc-def/").status_code == 404
