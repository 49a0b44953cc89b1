"""In which order to read: a member chooses once, a visitor carries nothing home."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from tests.factories import forum
from tests.integration.forum.walking import WAY_ON, live_rows, numbers, stroll

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
