"""In which order to read: a member chooses once, a visitor carries nothing home."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tests.factories import forum
from tests.integration.forum.walking import WAY_ON, Leaf, live_rows, numbers, stroll

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


def test_a_member_s_choice_of_order_is_remembered(
    alice_client: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0, 0, 0])

    alice_client.get(f"{article.get_absolute_url()}?order=new")

    page = alice_client.get(article.get_absolute_url()).content.decode()
    assert numbers(page) == [3, 2, 1]


def test_a_visitor_s_choice_leaves_nothing_on_their_device(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0, 0, 0])

    response = visitor.get(f"{article.get_absolute_url()}?order=new")

    assert numbers(response.content.decode()) == [3, 2, 1]
    assert not response.cookies


def test_a_nonsense_choice_is_not_remembered(
    alice_client: Client, article: Article
) -> None:
    response = alice_client.get(f"{article.get_absolute_url()}?order=nonsense")

    assert "order" not in response.cookies


def test_a_branch_goes_on_in_its_order_though_another_was_chosen_meanwhile(
    alice_client: Client, article: Article, alice: Any
) -> None:
    votes = {n: n % 9 for n in range(2, 301)}
    forum.grow(article=article, author=alice, parents=[0] + [1] * 300, votes=votes)
    page = alice_client.get(f"{article.get_absolute_url()}?order=best")
    alice_client.get(f"{article.get_absolute_url()}?order=new")

    [(onwards, _count)] = WAY_ON.findall(page.content.decode())
    read = list(stroll(alice_client, unescape(onwards), between=int))

    assert sorted([*live_rows(page.content.decode()), *read]) == list(range(1, 302))


# --------------------------------------------------------- A choice in the address
@pytest.mark.parametrize("order", ["new", "old", "sourced"])
@pytest.mark.parametrize("under", ["", "replies/1/"])
def test_pages_and_branches_go_on_in_the_order_that_a_visitor_chose(
    visitor: Client, article: Article, alice: Any, order: str, under: str
) -> None:
    parents = [0, *[1] * 300, *range(301, 310), *[0] * 70]
    forum.grow(article=article, author=alice, parents=parents)
    begin = f"{article.get_absolute_url()}{under}?order={order}"

    second = Leaf(visitor, Leaf(visitor, begin).ways["next"])

    ways = [unescape(href) for href, _count in WAY_ON.findall(second.text)]
    onwards = [*second.ways.values(), *ways]
    assert {"first", "prev", "next", "last"} == set(second.ways)
    assert [way for way in onwards if f"?order={order}" not in way] == []


def test_flat_pages_stay_flat_for_a_visitor(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * 120)

    second = Leaf(visitor, f"{article.get_absolute_url()}?order=flat&page=2")

    assert {"first", "prev", "next", "last"} == set(second.ways)
    assert all("?order=flat&page=" in way for way in second.ways.values())


# ------------------------------------------------ What is no choice of the reader's
def way_back(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    [way] = re.findall(r'href="([^"]+)"\s+data-key="n"', page)
    return unescape(way)


def remembered(client: Client) -> str:
    return client.cookies["order"].value


def test_a_reply_that_was_sent_is_shown_among_the_newest_and_that_is_no_choice(
    alice_client: Client, article: Article, post_url: str
) -> None:
    alice_client.get(f"{article.get_absolute_url()}?order=old")

    response = alice_client.post(post_url, {"body": "So it is."}, follow=True)

    assert numbers(response.content.decode()) == [1]
    assert remembered(alice_client) == "old"


def test_where_nothing_more_is_new_the_discussion_stands_in_the_chosen_order(
    bob_client: Client, visited: Article
) -> None:
    bob_client.get(f"{visited.get_absolute_url()}?order=old")

    end = reverse("forum:next-unread", args=[visited.slug, 0])
    response = bob_client.get(end, follow=True)

    assert numbers(response.content.decode()) == [1, 2, 3]
    assert remembered(bob_client) == "old"


@pytest.mark.parametrize("way", ["first", "prev", "next", "last"])
@pytest.mark.parametrize("under", ["", "replies/1/"])
def test_turning_pages_is_no_choice(
    alice_client: Client, article: Article, alice: Any, under: str, way: str
) -> None:
    forum.grow(article=article, author=alice, parents=[0] + [1] * 300 + [0] * 90)
    begin = f"{article.get_absolute_url()}{under}?order=old"
    second = Leaf(alice_client, Leaf(alice_client, begin).ways["next"])
    alice_client.get(f"{article.get_absolute_url()}?order=flat")

    Leaf(alice_client, second.ways[way])

    assert remembered(alice_client) == "flat"


def test_the_way_back_from_one_reply_is_no_choice(
    alice_client: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0, 1])
    page = article.get_absolute_url()
    alice_client.get(f"{page}?order=flat")

    alice_client.get(way_back(alice_client, f"{page}replies/1/?order=old&after=9.9.0"))

    assert remembered(alice_client) == "flat"


# ------------------------------------------------------------- The way back
@pytest.mark.parametrize(
    ("asked", "back"),
    [
        ("", "#discussion"),
        ("?order=best", "#discussion"),
        ("?order=nonsense", "#discussion"),
        ("?order=new", "?order=new#discussion"),
        ("?order=flat", "?order=flat#discussion"),
        ("?order=old&after=9.9.0", "?order=old#discussion"),
    ],
)
def test_from_one_reply_a_visitor_goes_back_in_the_order_they_came(
    visitor: Client, article: Article, alice: Any, asked: str, back: str
) -> None:
    forum.grow(article=article, author=alice, parents=[0, 1])
    page = article.get_absolute_url()

    assert way_back(visitor, f"{page}replies/1/{asked}") == f"{page}{back}"


def test_a_member_goes_back_in_the_order_they_last_chose(
    alice_client: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0, 1, 0])
    page = article.get_absolute_url()
    shown = []

    for order in ("old", "new"):
        alice_client.get(f"{page}?order={order}")
        back = way_back(alice_client, f"{page}replies/1/")
        shown.append(numbers(alice_client.get(back).content.decode()))

    assert shown == [[1, 2, 3], [3, 1, 2]]
