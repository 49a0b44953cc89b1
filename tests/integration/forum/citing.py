"""Replies that bring sources, and what is stored of those."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forum.models import Reply
from tests.integration.forum.pages import words

if TYPE_CHECKING:
    from django.test import Client

A, B, C = "https://a.example/", "https://b.example/", "https://c.example/"
MEMO = "https://memo.example/leak"  # the article's first


def post(client: Client, url: str, body: str, *addresses: str) -> Reply:
    response = client.post(url, {"body": body, "sources": "\n".join(addresses)})
    assert response.status_code == 302, words(response)
    return Reply.objects.latest("number")


def cited(reply: Reply) -> list[tuple[int, str, int, str | None]]:
    """Number, letter, uses and address of each."""
    rows = reply.citations.values_list("number", "letter", "uses", "source__url")
    return sorted(rows, key=lambda row: (row[1], row[0]))
