"""Readers are told of an edit, but for a slip mended at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles import diffs
from forum.models import Reply, ReplyRevision
from tests.integration.forum.amending import ago, edit, is_said_to_be_edited, now
from tests.integration.forum.conftest import url_of
from tests.integration.forum.pages import words

if TYPE_CHECKING:
    from django.test import Client


pytestmark = pytest.mark.django_db

AT_LENGTH = "Alice said this, and a good deal more than that. " * 3


def test_a_slip_mended_at_once_is_not_told(
    alice_client: Client, visitor: Client, alices: Reply
) -> None:
    edit(alice_client, alices, "Alice said that.")
    edit(alice_client, alices, "Alice said so.", version=2)

    assert (now().version, now().edited_at) == (3, None)
    assert not is_said_to_be_edited(visitor, alices)


def test_an_edit_told_of_leads_to_the_history(
    alice_client: Client, visitor: Client, alices: Reply
) -> None:
    ago(minutes=6)

    edit(alice_client, alices, "Alice said that.")

    page = visitor.get(url_of(alices)).content.decode()
    assert f'class="reply__edited" href="{url_of(alices, "reply-history")}"' in page


def test_much_that_is_changed_at_once_is_told(
    alice_client: Client, visitor: Client, alices: Reply
) -> None:
    edit(alice_client, alices, AT_LENGTH)

    assert is_said_to_be_edited(visitor, alices)


def test_small_edits_add_up_against_what_was_posted(
    alice_client: Client, visitor: Client, alices: Reply
) -> None:
    text = alices.body
    for version in range(1, 4):
        text += " And forty characters more come with this."
        edit(alice_client, alices, text, version=version)

    assert is_said_to_be_edited(visitor, alices)
    silent = ReplyRevision.objects.filter(is_silent=True)
    assert list(silent.values_list("number", flat=True)) == [2, 3]


def test_other_sources_are_always_told(
    alice_client: Client, visitor: Client, alices: Reply
) -> None:
    edit(alice_client, alices, alices.body, sources="https://a.example/")

    assert is_said_to_be_edited(visitor, alices)


def test_what_was_told_of_is_not_taken_back_in_silence(
    alice_client: Client, visitor: Client, alices: Reply
) -> None:
    edit(alice_client, alices, AT_LENGTH)

    edit(alice_client, alices, "Alice said this.", version=2)

    assert is_said_to_be_edited(visitor, alices)
    history = words(visitor.get(url_of(alices, "reply-history")))
    assert "a good deal more than that" in history


def test_an_edit_that_is_told_in_any_case_is_compared_with_nothing(
    alice_client: Client, visitor: Client, alices: Reply, monkeypatch: Any
) -> None:
    ago(minutes=5)
    monkeypatch.delattr(diffs, "changed")  # who asks for it, fails

    response = edit(alice_client, alices, "Second.")

    assert response.status_code == 302
    assert is_said_to_be_edited(visitor, alices)
