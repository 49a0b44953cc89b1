"""Whoever holds several rows holds them in the order that docs/architecture.md gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions import uphold
from articles.actions import merge_sources, take_in_file
from articles.models import BatchFile, Source
from forum import actions
from tests.factories.articles import make_article
from tests.factories.forum import make_reply
from tests.factories.pictures import make_picture
from tests.integration.articles.bringing_in import NEWS, hand_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import Member
    from articles.models import Article

pytestmark = pytest.mark.postgresql  # SQLite has one lock for all

ORDER = (
    "articles_batchfile",
    "forum_discussion",
    "forum_reply",
    "forum_replyflag",
    "accounts_tally",
    "articles_picture",
    "articles_article",
    "articles_source",
    "forum_draft",
)
_COUNTS = re.compile("INSERT INTO (accounts_tally)")
_HOLDS = re.compile(
    'SELECT .*? FROM "([a-z_]+)".* FOR (?:NO KEY )?UPDATE(?: OF "([a-z_]+)")?',
    re.DOTALL,
)


def held(deed: Callable[[], object]) -> list[str]:
    """The tables of which a deed holds rows, in the order in which it comes to them."""
    with CaptureQueriesContext(connection) as asked:
        deed()
    found = (
        _COUNTS.match(query["sql"]) or _HOLDS.match(query["sql"]) for query in asked
    )
    return list(dict.fromkeys(match[match.lastindex or 1] for match in found if match))


def in_order(*tables: str) -> list[str]:
    return sorted(tables, key=ORDER.index)


def test_a_reply_and_its_edit(bob: Member, article: Article) -> None:
    above = make_reply(article=article, author=bob)
    shown = f"![It]({make_picture(owner=bob).get_absolute_url()})"

    posted = held(
        lambda: make_reply(article=article, author=bob, body=shown, parent=above)
    )
    edited = held(
        lambda: actions.edit_reply(reply=above, by=bob, body=shown, version=1)
    )

    rows = ("forum_discussion", "accounts_tally", "articles_picture", "forum_draft")
    assert posted == in_order(*rows)
    assert edited == in_order(*rows, "forum_reply")


def test_a_flag_and_what_is_decided_on_it(
    bob: Member, alice: Member, mina: Member, article: Article
) -> None:
    reply = make_reply(article=article, author=bob)

    raised = held(lambda: actions.raise_flag(reply=reply, by=alice, reason="spam"))
    flag = reply.flagged.get()
    upheld = held(lambda: uphold(flag=flag, by=mina, reason="spam"))

    assert raised == in_order("forum_discussion", "forum_reply", "accounts_tally")
    assert upheld == in_order("forum_discussion", "forum_reply", "forum_replyflag")


def test_a_file_that_was_handed_in(erin: Member, erin_client: Client) -> None:
    make_article(author=erin, slug="news", sources=["A"], published=False)
    shown = f"![It]({make_picture(owner=erin).get_absolute_url()})"
    words = NEWS.replace("One says", f"{shown}\n\nOne says")
    hand_in(erin_client, {"news.txt": words}, over="on")
    file = BatchFile.objects.get()

    rows = held(lambda: take_in_file.call(file.pk))

    file.refresh_from_db()
    assert file.state == BatchFile.State.TAKEN
    assert rows == in_order(
        "articles_batchfile", "articles_picture", "articles_article", "articles_source"
    )


def test_sources_that_are_merged(erin: Member, bob: Member) -> None:
    article = make_article(author=erin, sources=["A", "B"])
    make_reply(article=article, author=bob, body="Both say so [1] [2].")
    kept, gone = Source.objects.order_by("pk")

    rows = held(lambda: merge_sources(into=kept, others=[gone], editor=erin))

    assert rows == in_order("forum_discussion", "articles_article", "articles_source")
