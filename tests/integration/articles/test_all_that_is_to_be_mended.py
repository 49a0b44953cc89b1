"""An editor is told of all that is to be mended at once, and of each thing once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.factories.articles import make_article
from tests.factories.desk import ADD, typed
from tests.integration.articles.test_mending_at_the_desk import A, Page, look

if TYPE_CHECKING:
    from django.test import Client

UNREADABLE = "This is not an address on the web"


@pytest.mark.parametrize("button", ["_save", "_publish"])
def test_what_cannot_be_read_hides_nothing_else(
    erin_client: Client, button: str
) -> None:
    sources = [{**A, "url": "no address"}, {"number": "2", "title": "B"}]
    sent = typed(body="One [2]. Other [9].", sources=sources, button=button)

    page = Page(erin_client.post(ADD, sent))

    assert page.status == 422
    assert "[9] has no source" in page.beside("id_body")
    assert "Press Preview" not in page.said


def test_a_taken_address_hides_nothing_else(erin: Any, erin_client: Client) -> None:
    make_article(author=erin, slug="taken")
    sent = typed(slug="taken", body="Other [9].", button="_publish")

    page = Page(erin_client.post(ADD, sent))

    assert page.status == 422
    assert "[9] has no source" in page.beside("id_body")


@pytest.mark.parametrize("button", ["_preview", "_publish"])
def test_what_cannot_be_read_is_said_once_and_mended_beside(
    erin_client: Client, button: str
) -> None:
    sent = typed(body="One [1].", sources=[{**A, "url": "a.example/memo"}])

    page = Page(erin_client.post(ADD, {**sent, button: "1"}))

    assert page.said.count(UNREADABLE) == 1
    assert page.fixes("id_notes-0-url") == ["https:0"]


def test_a_row_that_was_added_is_not_offered_again(erin_client: Client) -> None:
    sent = typed(body="Other [3].", sources=[A])
    assert "add:3" in look(erin_client, sent).fixes("id_body")

    added = Page(erin_client.post(ADD, {**sent, "_fix": "add:3"}))

    assert added.told == "Source 3 has a row: say what it is."
    assert added.fixes("id_body") == ["cite:3:1", "unmark:3"]
