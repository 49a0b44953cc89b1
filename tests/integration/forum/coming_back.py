"""Members who come back: time that passes, and what the page then says is new."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

from django.db.models import F

from forum.models import Reply, Visit
from forum.visits import GRACE
from tests.factories import forum

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

ONWARDS = re.compile(r'href="([^"]+)" data-key="u"')
MARKED = re.compile(r'<li class="reply[^"]* reply--new[^"]*" id="r(\d+)">')


def later(by: timedelta = GRACE + timedelta(seconds=5)) -> None:
    """So much time passes: all that was seen was seen earlier."""
    Visit.objects.update(visited_at=F("visited_at") - by)


def say(article: Article, author: Any, *, to: int = 0) -> Reply:
    parent = Reply.objects.get(number=to) if to else None
    return forum.make_reply(article=article, author=author, parent=parent)


def opened(client: Client, article: Article, where: str = "", **headers: str) -> str:
    address = f"{article.get_absolute_url()}{where}"
    return client.get(address, headers=headers).content.decode()


def marked(page: str) -> list[int]:
    return sorted(int(number) for number in MARKED.findall(page))


def onwards(page: str) -> str:
    """Where "next unread" leads from a page."""
    [address] = ONWARDS.findall(page)
    return unescape(address)


def led_to(response: Any) -> int | None:
    """The reply that "next unread" has led to; None where nothing more was new."""
    found = re.search(r"/replies/(\d+)/$", response.request["PATH_INFO"])
    return int(found[1]) if found else None


def told(page: str) -> int:
    """How many the page says are new."""
    found = re.search(r"(\d+) new since your last visit", page)
    return int(found[1]) if found else 0


def news_on(page: str) -> list[int]:
    """How many replies each entry of a list says are new, where it says so."""
    counts = re.findall(r'class="\w+__new"[^>]*>\s*([\d,]+) (?:or more )?new\b', page)
    return [int(count.replace(",", "")) for count in counts]


def new_on(page: str) -> int:
    """The same where every entry is about one discussion."""
    return next(iter(news_on(page)), 0)
