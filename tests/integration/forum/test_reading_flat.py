"""All replies by time, on numbered pages whose numbers never change."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

import pytest

from accounts import actions as moderation
from forum.models import Reply
from forum.reading import FLAT
from tests.factories import forum
from tests.integration.forum.pages import words
from tests.integration.forum.walking import Leaf, grown_at_random, leaves, numbers

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


def flat(client: Client, article: Article, page: object = 1) -> str:
    asked = {"order": "flat", "page": str(page)}
    return client.get(article.get_absolute_url(), asked).content.decode()


def test_replies_follow_each_other_by_time_whatever_they_answer(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0, 1, 0, 2, 1], votes={5: 9})

    page = flat(visitor, article)

    assert numbers(page) == [1, 2, 3, 4, 5]
    assert "<details" not in page
    assert 'class="more"' not in page


def test_each_says_what_it_answers(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0, 1])

    page = flat(visitor, article)

    assert page.count("reply__answers") == 1
    assert 'answers <a href="/articles/models/replies/1/">#1</a>' in page


def test_a_walk_through_all_pages_meets_every_reply_once(
    visitor: Client, article: Article, alice: Any
) -> None:

    dice = random.Random(4)  # noqa: S311 - the same tree each time
    parents = grown_at_random(dice, 3 * FLAT + 7, roots=0.2)
    forum.grow(article=article, author=alice, parents=parents)

    there = leaves(visitor, f"{article.get_absolute_url()}?order=flat", "next")
    back = leaves(visitor, there[0].ways["last"], "prev")

    going = [number for leaf in there for number in leaf.siblings]
    assert going == list(range(1, len(parents) + 1))
    assert [len(leaf.siblings) for leaf in there] == [FLAT, FLAT, FLAT, 7]
    assert [one.siblings for one in reversed(back)] == [one.siblings for one in there]


@pytest.mark.parametrize("count", [1, FLAT - 1, FLAT])
def test_one_page_leads_nowhere(
    visitor: Client, article: Article, alice: Any, count: int
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * count)

    page = Leaf(visitor, f"{article.get_absolute_url()}?order=flat")

    assert (len(page.siblings), page.ways) == (count, {})


def test_the_next_page_begins_with_the_one_reply_too_many(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * (FLAT + 1))

    assert numbers(flat(visitor, article, 2)) == [FLAT + 1]


def test_a_page_never_changes_its_number_though_replies_go_and_come(
    visitor: Client, article: Article, alice: Any, mina: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * (2 * FLAT))
    before = numbers(flat(visitor, article, 2))

    for number in range(1, 2 * FLAT, 7):
        reply = Reply.objects.get(number=number)
        moderation.hide(subject=reply, by=mina, reason="spam", note="")
    Reply.objects.get(number=2).withdraw()
    forum.make_reply(article=article, author=alice)

    page = flat(visitor, article, 2)
    assert numbers(page) == before == list(range(FLAT + 1, 2 * FLAT + 1))
    assert numbers(flat(visitor, article, 3)) == [2 * FLAT + 1]


def test_what_is_gone_keeps_a_place_and_no_words(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(
        article=article,
        author=alice,
        parents=[0, 0, 0],
        withdrawn={2},
        html="<p>Secret.</p>",
    )

    page = flat(visitor, article)

    assert numbers(page) == [1, 2, 3]
    assert page.count("Withdrawn by its author.") == 1
    assert page.count("Secret.") == 2


def test_several_in_a_row_that_are_gone_share_one_line(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(
        article=article, author=alice, parents=[0] * 9, withdrawn={1, 3, 4, 5, 8, 9}
    )

    page = flat(visitor, article)

    assert numbers(page) == [1, 2, 3, 6, 7, 8]
    assert "Replies 3 to 5 were withdrawn or removed." in page
    assert "Replies 8 to 9 were withdrawn or removed." in page


def test_each_of_them_is_still_found_by_its_number(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * 5, withdrawn={2, 3, 4})

    page = flat(visitor, article)

    for number in range(1, 6):
        assert page.count(f'id="r{number}"') == 1


def test_a_run_ends_with_its_page(
    visitor: Client, article: Article, alice: Any
) -> None:
    gone = set(range(FLAT - 1, FLAT + 3))
    forum.grow(article=article, author=alice, parents=[0] * (FLAT + 5), withdrawn=gone)

    first, second = flat(visitor, article), flat(visitor, article, 2)

    assert f"Replies {FLAT - 1} to {FLAT} were" in first
    assert f"Replies {FLAT + 1} to {FLAT + 2} were" in second


def test_where_all_are_gone_the_pages_stay(
    visitor: Client, article: Article, alice: Any
) -> None:
    everyone = set(range(1, FLAT + 2))
    forum.grow(
        article=article, author=alice, parents=[0] * (FLAT + 1), withdrawn=everyone
    )

    assert f"Replies 1 to {FLAT} were withdrawn" in flat(visitor, article)
    assert numbers(flat(visitor, article, 2)) == [FLAT + 1]


@pytest.mark.parametrize(
    "typed",
    ["", "0", "-1", "1.0", "x", "1e1", "\u0663", "\uff12", " 2", "2\n", "\x00", "'--"],
)
def test_a_page_that_is_none_is_the_first(
    visitor: Client, article: Article, alice: Any, typed: str
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * (2 * FLAT))

    assert numbers(flat(visitor, article, typed)) == list(range(1, FLAT + 1))


@pytest.mark.parametrize("typed", ["3", "99", "999999"])
def test_a_page_past_the_last_is_the_last(
    visitor: Client, article: Article, alice: Any, typed: str
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * (2 * FLAT))

    assert numbers(flat(visitor, article, typed))[-1] == 2 * FLAT


@pytest.mark.parametrize("typed", ["9" * 7, "9" * 5000])
def test_a_number_that_no_page_could_have_is_no_error(
    visitor: Client, article: Article, alice: Any, typed: str
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * 3)

    assert numbers(flat(visitor, article, typed)) == [1, 2, 3]


def test_where_nobody_spoke_the_page_says_so(visitor: Client, article: Article) -> None:
    assert "No replies yet" in flat(visitor, article)


def test_only_the_first_page_comes_with_the_article(
    visitor: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0] * (FLAT + 1))

    assert '<div class="prose">' in flat(visitor, article)
    assert '<div class="prose">' not in flat(visitor, article, 2)


def test_under_one_reply_the_answers_are_never_flat(
    alice_client: Client, article: Article, alice: Any
) -> None:
    forum.grow(article=article, author=alice, parents=[0, 1, 2])
    flat(alice_client, article)

    page = alice_client.get(f"{article.get_absolute_url()}replies/1/")

    assert numbers(page.content.decode()) == [1, 2, 3]
    assert "<details" in page.content.decode()
    assert not re.search(r"\bFlat\b", words(page))
