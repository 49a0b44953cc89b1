"""The address of one reply: what it answers, itself, and its answers. It never moves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from accounts import actions as moderation
from tests.factories import articles, forum
from tests.integration.forum.conftest import url_of
from tests.integration.forum.walking import live_rows

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article
    from forum.models import Reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(article: Article, alice: Any, bob: Any, alices: Reply) -> list[Reply]:
    """Alice said something, bob answered, alice answered that, and somebody else came."""
    replies = [alices]
    for author in (bob, alice, bob):
        words = f"Level {len(replies)}."
        replies.append(
            forum.make_reply(
                article=article, author=author, body=words, parent=replies[-1]
            )
        )
    forum.make_reply(article=article, author=bob, body="Something else.")
    return replies


def shown(client: Client, reply: Reply, question: str = "") -> list[int]:
    page = client.get(url_of(reply) + question).content.decode()
    return [
        int(number) for number in re.findall(r'<li class="reply[^>]* id="r(\d+)"', page)
    ]


def test_it_shows_what_it_answers_itself_and_its_answers(
    visitor: Client, chain: list[Reply]
) -> None:
    page = visitor.get(url_of(chain[2])).content.decode()

    assert shown(visitor, chain[2]) == [1, 2, 3, 4]
    assert re.search(r'class="reply reply--focus" id="r3"', page)
    assert "Something else." not in page


BESIDE = re.compile(
    r'<a class="more more--beside" href="([^"]+)">\s*(\d+) more repl(?:y|ies) beside this one'
)


@pytest.mark.parametrize("number", [2, 5, 6, 7])
def test_it_tells_how_many_stand_beside_it_and_leads_to_them(
    visitor: Client, article: Article, alice: Any, number: int
) -> None:
    parents = [0, 1, 2, 2, 1, 1, 0, 7]
    forum.grow(article=article, author=alice, parents=parents, withdrawn={3, 5})
    here = f"{article.get_absolute_url()}replies/{number}/"

    [(href, count)] = BESIDE.findall(visitor.get(here).content.decode())

    there = visitor.get(href).content.decode()
    beside = set(live_rows(there)) - set(live_rows(visitor.get(here).content.decode()))
    assert len(beside - {number}) == int(count)


def test_where_nothing_stands_beside_it_nothing_is_told(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0, 1, 1, 0], withdrawn={3, 4})

    for number in (1, 2):
        page = visitor.get(f"{article.get_absolute_url()}replies/{number}/")
        assert "beside this one" not in page.content.decode()


def test_a_visitor_meets_those_beside_it_in_the_order_they_chose(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0, 1, 1, 0])

    for number, place in ((2, "replies/1/?order=old#r1"), (1, "?order=old#discussion")):
        here = f"{article.get_absolute_url()}replies/{number}/?order=old"
        [(href, _count)] = BESIDE.findall(visitor.get(here).content.decode())
        assert href == f"{article.get_absolute_url()}{place}"


def test_it_is_the_same_in_any_order(visitor: Client, chain: list[Reply]) -> None:
    for order in ("best", "new", "old", "nonsense", "", "\x00", "<script>"):
        assert shown(visitor, chain[0], f"?order={order}") == [1, 2, 3, 4]


def test_it_has_a_title_of_its_own_and_a_way_to_the_whole(
    visitor: Client, article: Article, chain: list[Reply]
) -> None:
    page = visitor.get(url_of(chain[1])).content.decode()

    assert "<title>Reply 2 to “Models for everyone”" in page
    assert f'href="{article.get_absolute_url()}#discussion"' in page


@pytest.mark.parametrize("number", ["0", "99", "4294967296", "9" * 30])
def test_an_unknown_number_is_404(visitor: Client, alices: Reply, number: str) -> None:
    address = url_of(alices).replace("/1/", f"/{number}/")

    assert visitor.get(address).status_code == 404


def test_where_nobody_has_said_anything_every_number_is_404(
    visitor: Client, article: Article
) -> None:
    for number in (0, 1):
        address = f"{article.get_absolute_url()}replies/{number}/"
        assert visitor.get(address).status_code == 404


def test_the_number_of_one_discussion_is_unknown_in_another(
    visitor: Client, article: Article, alices: Reply
) -> None:
    another = articles.make_article(slug="another")
    forum.make_reply(article=another, author=alices.author)
    forum.make_reply(article=another, author=alices.author)

    assert visitor.get("/articles/another/replies/2/").status_code == 200
    assert visitor.get("/articles/models/replies/2/").status_code == 404


def test_a_removed_reply_keeps_its_address_and_what_stands_around_it(
    visitor: Client, mina: Any, chain: list[Reply]
) -> None:
    moderation.hide(subject=chain[1], by=mina, reason="unkind")

    page = visitor.get(url_of(chain[1])).content.decode()

    assert shown(visitor, chain[1]) == [1, 2, 3, 4]
    assert "Removed by a moderator: unkind." in page
    assert "Level 1." not in page
    assert "Level 2." in page


def test_a_removed_reply_above_keeps_its_place(
    visitor: Client, mina: Any, chain: list[Reply]
) -> None:
    moderation.hide(subject=chain[0], by=mina, reason="unkind")

    page = visitor.get(url_of(chain[3])).content.decode()

    assert shown(visitor, chain[3]) == [1, 2, 3, 4]
    assert "Alice said this." not in page


def test_the_deepest_reply_shows_the_whole_way_down_to_it(
    visitor: Client, alice: Any, article: Article
) -> None:
    forum.grow(article=article, author=alice, parents=list(range(32)))

    page = visitor.get(f"{article.get_absolute_url()}replies/32/").content.decode()

    numbers = re.findall(r'<li class="reply[^>]* id="r(\d+)"', page)
    assert numbers == [str(number) for number in range(1, 33)]


def test_a_page_of_answers_past_the_last_one_is_calm(
    visitor: Client, chain: list[Reply]
) -> None:
    assert shown(visitor, chain[1], "?after=999999999999999999.999999999.0") == [1, 2]


def test_a_cursor_that_is_none_means_the_first_answers(
    visitor: Client, chain: list[Reply]
) -> None:
    for cursor in ("x", "1", "1.x", "%00", "1e5.2", "9" * 400 + ".1"):
        assert shown(visitor, chain[1], f"?after={cursor}") == [1, 2, 3, 4]
