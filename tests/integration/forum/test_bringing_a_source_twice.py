"""A source typed twice: one line again, or another spelling, and no letter moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from articles.models import Source
from forum.models import ReplyCitation
from tests.integration.forum.citing import A, B, C, cited, post
from tests.integration.forum.conftest import url_of
from tests.integration.forum.pages import kept_text, words

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_source_is_one_in_whatever_spelling(
    bob_client: Client, post_url: str
) -> None:
    first = post(bob_client, post_url, "See [a].", "HTTPS://A.example:443/#top")
    second = post(bob_client, post_url, "See [b].", B, "https://A.EXAMPLE")

    assert cited(first) == [(0, "a", 1, A)]
    assert cited(second) == [(0, "a", 0, B), (0, "b", 1, A)]
    assert Source.objects.filter(url=A).count() == 1


def test_a_line_typed_twice_is_one_and_moves_no_letter(
    bob_client: Client, post_url: str
) -> None:
    reply = post(bob_client, post_url, "See [a] and [b].", A, "", A, B)

    assert cited(reply) == [(0, "a", 1, A), (0, "b", 1, B)]


@pytest.mark.parametrize("way", ["post", "preview", "edit"])
def test_two_spellings_of_one_source_are_refused_and_no_letter_moves(
    bob_client: Client, post_url: str, preview_url: str, way: str
) -> None:
    stands = post(bob_client, post_url, "Said before.")
    lines = [f"{A}?utm_source=feed", A, C]
    form = {"body": "As in [b], not in [c].", "sources": "\n".join(lines)}
    form["version"] = str(stands.version)
    url = {"post": post_url, "preview": preview_url}.get(way)

    response = bob_client.post(url or url_of(stands, "edit-reply"), form)

    assert response.status_code == 422
    sentence = "Line 2 is the same source as line 1. Take one of them out."
    assert sentence in words(response)
    assert "field__error" in response.content.decode()
    assert kept_text(response, "sources").split() == lines
    assert kept_text(response).strip() == form["body"]
    assert not ReplyCitation.objects.exists()
