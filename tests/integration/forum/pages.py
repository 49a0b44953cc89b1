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


def kept_text(response: Any, name: str | None = "body") -> str:
    """What stands in the form's field of this name; None has what is to be copied."""
    tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    [area] = [one for one in tree.iter("textarea") if one.get("name") == name]
    return "".join(area.itertext())


def hidden(response: Any, name: str) -> str:
    tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    [value] = {i.get("value") for i in tree.iter("input") if i.get("name") == name}
    return str(value)


def words(response: Any) -> str:
    return unescape(re.sub(r"<[^>]+>|\s+", " ", response.content.decode()))


def changes(response: Any) -> list[str]:
    """Each comparison of two texts on a page, without what only is heard."""
    html = re.sub(
        '<span class="diff__word [^>]*>[^<]*</span>', "", response.content.decode()
    )
    return re.findall(r'<div class="diff"[^>]*>(.*?)</div>', html, re.DOTALL)


def previewed(response: Any) -> str:
    """The reply's HTML in the part that a preview is."""
    _head, _mark, rest = response.content.decode().partition(
        '<div class="reply__body" dir="auto">'
    )
    html, _mark, _tail = rest.rpartition("</div>\n</section>")
    return str(html)


def drawn(response: Any, number: int) -> str:
    """The HTML of a reply as it is drawn on a page, or in the part that posting answers."""
    _before, _mark, reply = response.content.decode().partition(f'id="r{number}">')
    _head, _mark, rest = reply.partition('<div class="reply__body" dir="auto">')
    html, _mark, _tail = rest.partition(
        f'</div><div class="reply__acts" id="acts-{number}"'
    )
    return str(html)


def assert_nothing_is_stored() -> None:
    """But for the words themselves, which nobody else sees."""
    assert not Reply.objects.exists()
    assert not ReplyCitation.objects.exists()
    assert not Discussion.objects.exists()
    assert not Tally.objects.exclude(key__regex="^(keep|draft):").exists()
    assert not Article.objects.exclude(reply_count=0, last_reply_at=None).exists()


def statements(client: Client, address: str) -> list[str]:
    """What a page asks the database."""
    client.get(address)  # whatever is kept for good is kept now
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]
