"""A discussion page by page: nothing is missed, nothing comes twice, sums add up."""

from __future__ import annotations

import itertools
import random
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from forum import actions
from forum.reading import FIRST_LEVEL, LEVELS_SHOWN, ROWS
from forum.threads import BELOW, BEYOND
from tests.factories import forum
from tests.integration.forum.walking import (
    WAY_ON,
    Leaf,
    let_cite,
    live_rows,
    numbers,
    shape,
    walk,
)

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article
    from forum.models import Reply

pytestmark = pytest.mark.django_db

ORDERS = ["best", "new", "old"]


@pytest.mark.parametrize("order", [*ORDERS, "sourced"])
@pytest.mark.parametrize(
    ("name", "removed"),
    [
        ("nothing but roots", 0.3),
        ("a star", 0),
        ("a star", 0.9),
        ("chains of 32", 0.3),
        ("at random", 0),
        ("at random", 0.9),
        ("one tree at random", 0.3),
        ("heavy-tailed", 0.3),
    ],
)
def test_a_reader_who_follows_every_link_reads_every_reply_once(
    visitor: Client,
    article: Article,
    alice: Any,
    *,
    name: str,
    removed: float,
    order: str,
) -> None:
    dice = random.Random(f"{name}{removed}")  # noqa: S311 - the same tree each time
    parents = shape(name, dice)
    every = range(1, len(parents) + 1)
    withdrawn = {n for n in every if dice.random() < removed}
    votes = {n: dice.randint(0, 9) for n in every if dice.random() < 0.5}
    discussion = forum.grow(
        article=article,
        author=alice,
        parents=parents,
        withdrawn=withdrawn,
        votes=votes,
    )
    let_cite(discussion, {n for n in every if dice.random() < 0.2})

    begin = f"{article.get_absolute_url()}?order={order}"
    live = len(parents) - len(withdrawn)
    pages = itertools.count()
    read = list(walk(visitor, begin, live, between=lambda: next(pages)))

    assert sorted(read) == sorted(set(every) - withdrawn)
    assert next(pages) > 1 or live < ROWS  # what a page holds needs no link


def test_a_small_discussion_is_shown_whole(
    visitor: Client, article: Article, alice: Any
) -> None:
    parents = [0, 1, 2, 0, 4, 1]
    forum.grow(article=article, author=alice, parents=parents)

    page = visitor.get(article.get_absolute_url()).content.decode()

    assert numbers(page) == [1, 2, 3, 6, 4, 5]
    assert WAY_ON.findall(page) == []
    assert "6 replies" in page


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("best", [3, 1, 4, 2]),
        ("new", [3, 2, 1, 4]),
        ("old", [1, 4, 2, 3]),
        ("nonsense", [3, 1, 4, 2]),
        ("", [3, 1, 4, 2]),
    ],
)
def test_siblings_follow_the_order_that_is_asked_for(
    visitor: Client, article: Article, alice: Any, order: str, expected: list[int]
) -> None:
    forum.grow(article=article, author=alice, parents=[0, 0, 0, 1], votes={3: 5})

    page = visitor.get(f"{article.get_absolute_url()}?order={order}").content.decode()

    assert numbers(page) == expected


def test_answers_follow_the_same_order(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0, 1, 1, 1], votes={4: 5})

    by_order = {
        order: numbers(
            visitor.get(f"{article.get_absolute_url()}?order={order}").content.decode()
        )
        for order in ORDERS
    }

    assert by_order == {"best": [1, 4, 2, 3], "new": [1, 4, 3, 2], "old": [1, 2, 3, 4]}


def test_a_page_has_so_many_of_the_first_level_and_says_how_many_follow(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * 60)

    page = visitor.get(f"{article.get_absolute_url()}?order=old").content.decode()

    assert numbers(page) == list(range(1, FIRST_LEVEL + 1))
    [(href, count)] = WAY_ON.findall(page)
    assert count == "35"
    follows = visitor.get(unescape(href)).content.decode()
    assert numbers(follows) == list(range(FIRST_LEVEL + 1, 2 * FIRST_LEVEL + 1))
    assert 'rel="prev"' in follows


IN_HEAD = re.compile(r'<link rel="(prev|next)" href="([^"]+)">')


@pytest.mark.parametrize("question", ["?order=old", "?order=flat", "replies/1/"])
def test_the_head_names_the_pages_before_and_after_too(
    visitor: Client, article: Article, alice: Any, question: str
) -> None:
    forum.grow(article=article, author=alice, parents=[0] + [1] * 240 + [0] * 90)
    first = Leaf(visitor, f"{article.get_absolute_url()}{question}")
    second = Leaf(visitor, first.ways["next"])

    for leaf, rels in ((first, {"next"}), (second, {"prev", "next"})):
        head, _mark, _body = leaf.text.partition("</head>")
        named = {rel: unescape(href) for rel, href in IN_HEAD.findall(head)}
        assert named == {rel: leaf.ways[rel] for rel in rels}


def test_siblings_in_a_row_that_are_gone_share_a_line_and_keep_their_answers(
    visitor: Client, article: Article, alice: Any
) -> None:
    parents = [0, 0, 0, 0, 1, 2, 3, 0, 8]
    gone = {1, 2, 3, 8}
    forum.grow(article=article, author=alice, parents=parents, withdrawn=gone)

    page = visitor.get(f"{article.get_absolute_url()}?order=old").content.decode()

    assert page.count("3 replies were withdrawn or removed.") == 1
    assert page.count("Withdrawn by its author.") == 1
    assert numbers(page) == [1, 5, 2, 6, 3, 7, 4, 8, 9]
    assert live_rows(page) == [5, 6, 7, 4, 9]


def test_what_one_may_still_put_back_shares_no_line(
    bob_client: Client, article: Article, alice: Any, bob: Any
) -> None:
    theirs = [forum.make_reply(article=article, author=who) for who in (alice, bob)]
    for reply in theirs:
        forum.make_reply(article=article, author=alice, parent=reply)
        actions.withdraw_reply(reply=reply, by=reply.author)

    for order in ("old", "flat"):
        response = bob_client.get(f"{article.get_absolute_url()}?order={order}")
        page = response.content.decode()
        assert page.count("Withdrawn by its author.") == 2
        assert "/replies/2/put-back/" in page


def test_a_deep_branch_is_continued_on_a_page_of_its_own(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=list(range(20)))

    page = visitor.get(article.get_absolute_url()).content.decode()

    assert numbers(page) == list(range(1, LEVELS_SHOWN + 1))
    [(href, count)] = WAY_ON.findall(page)
    assert (href, count) == ("/articles/models/replies/6/", "14")


def test_a_thousand_removed_replies_do_not_push_the_live_ones_off_the_page(
    visitor: Client, article: Article, alice: Any
) -> None:
    spam = set(range(1, 1001))
    forum.grow(article=article, author=alice, parents=[0] * 1003, withdrawn=spam)

    for order, expected in (("old", [1001, 1002, 1003]), ("new", [1003, 1002, 1001])):
        page = visitor.get(f"{article.get_absolute_url()}?order={order}")
        assert numbers(page.content.decode()) == expected


@pytest.mark.parametrize(
    "cursor", ["x", "1", "1.x", "%00", "-1", "9" * 300 + ".1", "1'--.2", "٣.٤"]
)
def test_a_cursor_that_is_none_means_the_first_page(
    visitor: Client, article: Article, alice: Any, cursor: str
) -> None:
    forum.grow(article=article, author=alice, parents=[0, 0])

    page = visitor.get(f"{article.get_absolute_url()}?after={cursor}")

    assert numbers(page.content.decode()) == [1, 2]


@pytest.mark.parametrize("order", ORDERS)
def test_a_page_past_the_end_is_empty_and_does_not_claim_that_nobody_spoke(
    visitor: Client, article: Article, alice: Any, order: str
) -> None:
    forum.grow(article=article, author=alice, parents=[0, 0])
    past = "-999999999999999999" if order == "new" else "999999999999999999"

    response = visitor.get(
        article.get_absolute_url(), {"order": order, "after": f"{past}.999999999.0"}
    )

    page = response.content.decode()
    assert numbers(page) == []
    assert "No replies yet" not in page
    assert "What stood on this page is not here any more." in page
    assert 'rel="prev"' in page


@pytest.mark.parametrize("order", [*ORDERS, "sourced"])
@pytest.mark.parametrize("under", ["", "replies/1/"])
def test_a_page_before_the_first_leads_there_and_not_round_again(
    visitor: Client, article: Article, alice: Any, order: str, under: str
) -> None:
    forum.grow(article=article, author=alice, parents=[0, 1, 1, 0])
    begin = f"{article.get_absolute_url()}{under}?order={order}"
    before = BEYOND if order == "new" else BELOW

    page = Leaf(visitor, f"{begin}&after=b{before}.9.0")

    assert page.siblings == []
    assert "What stood on this page is not here any more." in page.text
    assert set(page.ways) == {"first"}
    first = Leaf(visitor, page.ways["first"])
    assert first.siblings == Leaf(visitor, begin).siblings != []


@pytest.mark.parametrize("back", ["", "b"])
def test_where_nobody_spoke_no_page_leads_anywhere(
    visitor: Client, article: Article, back: str
) -> None:
    page = Leaf(visitor, f"{article.get_absolute_url()}?after={back}{BEYOND}.9.0")

    assert page.ways == {}
    assert "No replies yet" in page.text
    assert "What stood on this page" not in page.text


def test_where_nobody_spoke_the_page_says_so(visitor: Client, article: Article) -> None:
    page = visitor.get(article.get_absolute_url()).content.decode()

    assert "No replies yet" in page
    assert "Sign in to reply" in page


def test_a_member_sees_what_they_voted_for_and_what_is_their_own(
    alice_client: Client, bob_client: Client, article: Article, alices: Reply
) -> None:
    bob_client.post(f"{article.get_absolute_url()}replies/1/vote/", {"vote": "on"})

    bobs_page = bob_client.get(article.get_absolute_url()).content.decode()
    alices_page = alice_client.get(article.get_absolute_url()).content.decode()

    assert 'aria-pressed="true"' in bobs_page
    assert "reply--own" not in bobs_page
    assert "reply--own" in alices_page
    assert '<button class="reply__act reply__vote' not in alices_page
