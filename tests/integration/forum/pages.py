"""What a page shows, as the tests of the discussion ask for it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import html5lib

from accounts.models import Tally
from articles.models import Article
from forum.models import Discussion, Reply, ReplyCitation


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
    assert not Tally.objects.exists()
    assert not Article.objects.exclude(reply_count=0, last_reply_at=None).exists()
