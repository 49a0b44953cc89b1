"""From one new reply to the next, through all that no page has shown on the way."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from forum.models import Visit
from tests.factories import forum
from tests.integration.forum.coming_back import (
    later,
    led_to,
    marked,
    onwards,
    opened,
    say,
    told,
)
from tests.integration.forum.pages import words
from tests.integration.forum.walking import Leaf, Town

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


def next_unread(client: Client, article: Article, after: int = 0) -> Any:
    address = reverse("forum:next-unread", args=[article.slug, after])
    return client.get(address, follow=True)


def walked(client: Client, page: str) -> Iterator[tuple[int, list[int]]]:
    """Go on by "next unread" to the end: where it leads, and what is marked there."""
    response = client.get(onwards(page), follow=True)
    while (number := led_to(response)) is not None:
        page = response.content.decode()
        yield number, marked(page)
        response = client.get(onwards(page), follow=True)
    assert "There is nothing more that is new to you here." in words(response)


def read_to(number: int, client: Client, article: Article) -> None:
    """The member was here when there were so many replies, and is here again."""
    opened(client, article)
    Visit.objects.update(seen_number=number)
    later()
    opened(client, article)


BEGINNINGS = ["", "?order=new", "?order=old", "?order=flat", "replies/31/"]


@pytest.mark.parametrize("beginning", [*BEGINNINGS, "replies/70/", "replies/2/"])
def test_next_unread_leads_by_number_through_all_that_no_page_has_shown(
    bob_client: Client, bob: Any, article: Article, alice: Any, beginning: str
) -> None:
    gone, chain = {33, 40}, list(range(31, 45))
    parents = [0] * 30 + [1, *chain[:7]] + [0] * 30 + [5] * 4
    forum.grow(article=article, author=alice, parents=parents, withdrawn=gone)
    say(article, bob)
    read_to(30, bob_client, article)

    page = opened(bob_client, article, beginning)
    shown, met = set(marked(page)), []
    for number, here in walked(bob_client, page):
        assert number not in shown
        met.append(number)
        shown |= set(here)

    assert met == sorted(met)
    assert shown == {n for n in range(31, len(parents) + 1) if n not in gone}


@pytest.mark.parametrize("name", ["at random", "heavy-tailed", "chains of 32"])
@pytest.mark.parametrize("order", ["best", "new"])
def test_the_same_in_trees_of_every_shape(
    bob_client: Client, article: Article, alice: Any, name: str, order: str
) -> None:
    town = Town(article, alice, name)
    read_to(max(town.live) - 50, bob_client, article)

    page = bob_client.get(town.begin(order)).content.decode()
    fresh, shown = told(page), set(marked(page))
    for number, here in walked(bob_client, page):
        assert number not in shown
        shown |= set(here)

    assert len(shown) == fresh
    assert shown <= town.live


def test_pages_turned_on_the_way_are_remembered(
    bob_client: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * 70)
    read_to(10, bob_client, article)
    first = Leaf(bob_client, f"{article.get_absolute_url()}?order=new")
    second = Leaf(bob_client, first.ways["next"])

    page = second.text

    assert marked(page) == list(range(21, 46))
    assert [number for number, _here in walked(bob_client, page)] == [*range(11, 21)]


def test_another_order_chosen_on_the_way_is_the_same_way(
    bob_client: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * 70)
    read_to(10, bob_client, article)
    page = opened(bob_client, article, "?order=new")

    [old] = re.findall(r'href="([^"]+order=old[^"]*)"', page)
    page = bob_client.get(unescape(old)).content.decode()

    assert marked(page) == list(range(11, 26))
    assert [number for number, _here in walked(bob_client, page)] == [*range(26, 46)]


def test_a_page_that_shows_all_that_is_new_is_gone_through_reply_by_reply(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    for to in (0, 4, 0, 2):
        say(visited, alice, to=to)

    page = opened(bob_client, visited)

    assert marked(page) == [4, 5, 6, 7]
    assert [number for number, _here in walked(bob_client, page)] == [4, 6, 7]


def test_next_unread_lands_on_the_reply_below_all_that_it_answers(
    bob_client: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=list(range(30)))
    read_to(20, bob_client, article)

    response = next_unread(bob_client, article, 20)

    [(address, _status)] = response.redirect_chain
    assert address.startswith(f"{article.get_absolute_url()}replies/21/?")
    assert address.endswith("#r21")
    assert 'id="r21"' in response.content.decode()


def test_what_is_said_on_the_way_is_met_at_its_end(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    say(visited, alice)
    say(visited, alice)
    page = opened(bob_client, visited)
    met = []

    for number, _here in walked(bob_client, page):
        met.append(number)
        if number == 5:
            say(visited, alice)

    assert met == [4, 5, 6]


@pytest.mark.parametrize(
    "typed", ["x", "0.1-99999999.2-99999999", "4" * 5_000, "0.9-1", "", "²", "%00"]
)
def test_a_way_that_somebody_typed_is_no_error(
    bob_client: Client, visited: Article, alice: Any, typed: str
) -> None:
    say(visited, alice)
    address = reverse("forum:next-unread", args=[visited.slug, 0])

    for place in (address, visited.get_absolute_url()):
        response = bob_client.get(f"{place}?shown={typed}", follow=True)

        assert response.status_code == 200


def test_behind_the_last_it_is_said_where_the_reader_is(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    say(visited, alice)
    response = next_unread(bob_client, visited)

    response = bob_client.get(onwards(response.content.decode()), follow=True)
    page = response.content.decode()

    said = "There is nothing more that is new to you here."
    assert page.index('id="discussion"') < page.index(said) < page.index('id="thread"')
    assert "“Next unread” begins again with the first." in page
    assert said not in bob_client.get(visited.get_absolute_url()).content.decode()


@pytest.mark.parametrize("after", [0, 3, 99_999_999])
def test_where_nothing_is_new_next_unread_says_so(
    bob_client: Client, visited: Article, after: int
) -> None:
    response = next_unread(bob_client, visited, after)

    assert "There is nothing more that is new to you here." in words(response)


def test_next_unread_of_what_one_never_opened_says_the_same(
    bob_client: Client, article: Article, alice: Any
) -> None:
    say(article, alice)

    response = next_unread(bob_client, article)

    assert "There is nothing more that is new to you here." in words(response)
    assert response.status_code == 200


def test_a_number_beyond_all_numbers_is_no_error(
    bob_client: Client, visited: Article
) -> None:
    assert next_unread(bob_client, visited, 10**9 - 1).status_code == 200
