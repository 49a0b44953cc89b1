"""What means harm stays words on every page that shows it, and the page stays ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.core import mail
from django.urls import reverse

from accounts import actions as moderation
from articles import cleaning
from forum import actions, composing
from forum.models import Draft, Reply, ReplyFlag, ReplyRevision
from forum.models.revision import MAX_REASON
from tests import safe_html, safe_page
from tests.factories import forum
from tests.hostile_texts import in_batches
from tests.integration.forum.conftest import url_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def said(article: Article, author: Any, texts: Sequence[str]) -> list[Reply]:
    """Replies of these words, as posting them makes them, straight into the table."""
    discussion = forum.grow(article=article, author=author, parents=[0] * len(texts))
    replies = list(discussion.replies.select_related("author").order_by("number"))
    for reply, text in zip(replies, texts, strict=True):
        take(reply, text)
    Reply.objects.bulk_update(replies, ["body", "body_html"])
    return replies


def take(reply: Reply, text: str) -> None:
    composed = composing.compose(
        article=reply.discussion.article, author=reply.author, body=text
    )
    reply.body, reply.body_html = text, composed.rendered.at(reply.number)


def look_at(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def assert_stays_ours(client: Client, addresses: Sequence[str], but: str = "") -> None:
    """Nothing foreign is on the pages; and they are what they are with harmless words."""
    pages = [look_at(client, address) for address in addresses]

    Reply.objects.update(body="So it is.", body_html="<p>So it is.</p>")
    Draft.objects.update(body="So it is.")
    ReplyRevision.objects.update(body="So it is.")
    ReplyRevision.objects.exclude(reason="").update(reason="So.")
    for address, page in zip(addresses, pages, strict=True):
        assert safe_page.foreign(page) == []
        harmless = look_at(client, address)
        assert safe_page.skeleton(page, but=but) == safe_page.skeleton(
            harmless, but=but
        )


@in_batches
def test_in_a_discussion(
    bob_client: Client, article: Article, alice: Any, texts: list[str]
) -> None:
    replies = said(article, alice, texts)
    flat = f"{article.get_absolute_url()}?order=flat"

    page = look_at(bob_client, flat)

    for reply in replies:
        drawn = f'<div class="reply__body" dir="auto">{reply.body_html}</div><div '
        assert drawn in page
        assert safe_html.foreign(reply.body_html) == []
        assert cleaning.clean(reply.body_html) == reply.body_html
    aside = [article.get_absolute_url(), url_of(replies[0]), flat]
    assert_stays_ours(bob_client, aside, but="reply__body")


@in_batches
def test_in_lists_of_replies(
    visitor: Client, article: Article, alice: Any, texts: list[str]
) -> None:
    said(article, alice, texts)

    assert_stays_ours(visitor, ["/", "/members/alice/replies/"])


@in_batches
def test_in_the_history_of_a_reply(
    visitor: Client, alices: Reply, texts: list[str]
) -> None:
    start = [ReplyRevision(number=1, body=alices.body)]
    for number, text in enumerate(texts, start=2):
        reason, own = " ".join(text.split())[:MAX_REASON], "https://x.example/"
        row = ReplyRevision(number=number, body=text, reason=reason, sources=own)
        start.append(row)
    for row in start:
        row.reply, row.editor = alices, alices.author
    ReplyRevision.objects.bulk_create(start)
    address = url_of(alices, "reply-history")
    pages = [f"{address}?page={page}" for page in range(1, len(start) // 10 + 2)]

    drawn = [text for page in pages for text in compared(look_at(visitor, page))]

    assert [new for _old, new in drawn] == [row.text for row in start[::-1]]
    assert [old for old, _new in drawn[:-1]] == [row.text for row in start[-2::-1]]
    assert_stays_ours(visitor, pages, but="diff")


def compared(page: str) -> list[tuple[str, str]]:
    """The two texts of each comparison on a page, put together from its pieces."""
    both = []
    for diff in safe_page.tree(page).iter("div"):
        if diff.get("class") != "diff":
            continue
        old = new = diff.text or ""
        for piece in diff:
            assert piece.tag in {"del", "ins"}
            [_before, after] = piece
            words = _before.tail or ""
            assert len(after) == len(_before) == 0
            old += words if piece.tag == "del" else ""
            new += words if piece.tag == "ins" else ""
            old, new = old + (piece.tail or ""), new + (piece.tail or "")
        both.append((old, new))
    return both


@in_batches
def test_among_ones_drafts(
    bob_client: Client, article: Article, bob: Any, texts: list[str]
) -> None:
    Draft.objects.bulk_create(
        Draft(
            member=bob,
            article=article,
            parent_number=number,
            body=text,
            sources="https://x.example/",
        )
        for number, text in enumerate(texts, start=1)
    )

    page = look_at(bob_client, "/drafts/")

    assert safe_page.texts(page, "verbatim")[::2] == texts[::-1]
    assert_stays_ours(bob_client, ["/drafts/"])


@in_batches
def test_in_a_feed(
    visitor: Client, article: Article, alice: Any, texts: list[str]
) -> None:
    replies = said(article, alice, texts)

    feed = visitor.get(f"{article.get_absolute_url()}feed.atom").content

    root = ET.fromstring(feed)  # noqa: S314 - our own
    assert {one.tag.removeprefix(ATOM) for one in root.iter()} <= {
        "feed", "title", "link", "id", "updated", "subtitle", "entry", "published",
        "author", "name", "summary",
    }  # fmt: skip
    summaries = [one.text for one in root.iter(f"{ATOM}summary")]
    assert summaries == [reply.body_html or None for reply in replies[::-1]]
    read = feedparser.parse(feed, sanitize_html=False, resolve_relative_uris=False)
    assert not read.bozo
    assert len(read.entries) == len(texts)
    for entry in read.entries:
        assert safe_html.foreign(entry.summary) == []


@pytest.mark.parametrize("deed", ["flag-reply", "withdraw-reply"])
@in_batches
def test_where_a_reply_is_quoted_to_be_decided_on(
    alice_client: Client, bob_client: Client, alices: Reply, texts: list[str], deed: str
) -> None:
    client = bob_client if deed == "flag-reply" else alice_client
    address = url_of(alices, deed)
    harmless = safe_page.skeleton(look_at(client, address), but="reply__body")

    for text in texts:
        take(alices, text)
        alices.save()
        page = look_at(client, address)
        assert safe_page.foreign(page) == []
        assert safe_page.skeleton(page, but="reply__body") == harmless


@in_batches
def test_at_the_moderators_desk(
    bob: Any, mina_client: Client, alices: Reply, texts: list[str]
) -> None:
    flag = actions.raise_flag(reply=alices, by=bob, reason="spam", text="So it is.")
    desks = [
        reverse("admin:forum_reply_change", args=[alices.pk]),
        reverse("admin:forum_replyflag_change", args=[flag.pk]),
    ]
    harmless = {desk: skeleton_of_desk(mina_client, desk) for desk in desks}

    for text in filter(None, texts):  # of a flag without words, none are shown
        Reply.objects.update(body=text)
        ReplyFlag.objects.update(text=text)
        for desk in desks:
            assert skeleton_of_desk(mina_client, desk) == harmless[desk]


def skeleton_of_desk(client: Client, desk: str) -> list[str]:
    page = look_at(client, desk)
    for words in safe_page.tree(page).iter("blockquote"):
        assert {one.tag for one in words.iter()} <= {"blockquote", "p", "br"}
        assert not any(one.attrib for one in words.iter())
    return safe_page.skeleton(page, but="blockquote")


@in_batches
def test_no_word_of_it_is_in_a_letter(
    mina: Any, alices: Reply, texts: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for text in ["So it is.", *texts]:
            Reply.objects.update(body=text)
            moderation.hide(subject=alices, by=mina, reason="spam", note=text)
            moderation.restore(subject=alices, by=mina, note=text)

    letters = [letter.message() for letter in mail.outbox]
    assert {letter.get_content_type() for letter in letters} == {"text/plain"}
    assert len(letters) == 2 * (1 + len(texts))
    for harmless, letter in zip(letters[:2] * len(texts), letters[2:], strict=True):
        assert letter["Subject"] == harmless["Subject"]
        assert but_its_entry(letter) == but_its_entry(harmless)


def but_its_entry(letter: Any) -> str:
    return re.sub("/moderation/[^ ]+", "", letter.get_payload(decode=True).decode())
