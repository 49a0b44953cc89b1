"""What a page shows, as the tests of the discussion ask for it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import html5lib
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Tally
from articles.models import Article
from forum.models import Discussion, Reply, ReplyCitation

if TYPE_CHECKING:
    from django.test import Client


def kept_text(response: Any) -> str:
    tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    [area] = tree.iter("textarea")
    return "".join(area.itertext())


def hidden(response: Any, name: str) -> str:
    tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    [value] = {i.get("value") for i in tree.iter("input") if i.get("name") == name}
    return str(value)


def words(response: Any) -> str:
    return unescape(re.sub(r"<[^>]+>|\s+", " ", response.content.decode()))


def assert_nothing_is_stored() -> None:
    assert not Reply.objects.exists()
    assert not ReplyCitation.objects.exists()
    assert not Discussion.objects.exists()
    assert not Tally.objects.exclude(key__startswith="keep:").exists()
    assert not Article.objects.exclude(reply_count=0, last_reply_at=None).exists()


def statements(client: Client, address: str) -> list[str]:
    """What a page asks the database."""
    client.get(address)  # whatever is kept for good is kept now
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]
