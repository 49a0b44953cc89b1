"""What a page leads to, and what is done on it, belongs to the visit it is read in."""

from __future__ import annotations

import re
from datetime import timedelta
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
    new_on,
    onwards,
    opened,
    say,
    told,
)

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db

HOURS = timedelta(hours=9)
WAYS = {
    "another order": r'href="([^"]+order=new[^"]*)"',
    "flat": r'href="([^"]+order=flat[^"]*)"',
    "the next page": r'href="([^"]+)" rel="next"',
    "the last page": r'href="([^"]+)">Last<',
    "one reply": r'class="reply__time" href="([^"]+)"',
    "the rest of a branch": r'class="more" href="([^"]+)"',
    "next unread": r'href="([^"]+)" data-key="u"',
}


def way(page: str, pattern: str) -> str:
    return unescape(re.findall(pattern, page)[0])


def followed(client: Client, page: str, pattern: str) -> str:
    return client.get(way(page, pattern), follow=True).content.decode()


@pytest.fixture
def returned(article: Article, alice: Any, bob_client: Client) -> str:
    """Bob comes back to find fifty of sixty replies new, some of them far down."""
    parents = [0] * 50 + [1, *range(51, 60)]
    forum.grow(article=article, author=alice, parents=parents)
    opened(bob_client, article)
    Visit.objects.update(seen_number=10, since_number=10)
    later()
    page = opened(bob_client, article)
    assert told(page) == 50
    return page


# --------------------------------------------------------- However long one reads
@pytest.mark.parametrize("name", WAYS)
def test_what_a_page_leads_to_belongs_to_its_visit_however_long_it_is_read(
    bob_client: Client, returned: str, name: str
) -> None:
    later(HOURS)

    page = followed(bob_client, returned, WAYS[name])

    assert told(page) == 50


@pytest.mark.parametrize("name", ["the next page", "one reply"])
def test_so_does_what_leads_back_to_the_article(
    bob_client: Client, returned: str, name: str
) -> None:
    page = followed(bob_client, returned, WAYS[name])
    later(HOURS)

    back = followed(bob_client, page, '<a class="kicker" href="([^"]+)"')

    assert told(back) == 50
    assert '<div class="prose">' in back


def test_so_does_what_stands_beside_one_reply(
    bob_client: Client, returned: str
) -> None:
    page = followed(bob_client, returned, WAYS["one reply"])
    later(HOURS)

    back = followed(bob_client, page, 'class="more more--beside" href="([^"]+)"')

    assert told(back) == 50


def test_another_day_an_address_that_was_kept_begins_a_visit(
    bob_client: Client, article: Article, alice: Any, returned: str
) -> None:
    later(timedelta(days=2))
    say(article, alice)

    page = followed(bob_client, returned, WAYS["another order"])

    assert (told(page), marked(page)) == (1, [61])


def test_an_address_of_an_earlier_visit_leads_into_the_one_that_goes_on(
    bob_client: Client, article: Article, alice: Any, returned: str
) -> None:
    say(article, alice)
    later()
    assert told(opened(bob_client, article)) == 1

    page = followed(bob_client, returned, WAYS["another order"])

    assert (told(page), marked(page)) == (1, [61])


@pytest.mark.parametrize("typed", ["x", "", "9" * 9, "-1", "²", "10'--", "%00"])
def test_a_claim_that_somebody_typed_is_no_error(
    bob_client: Client, article: Article, returned: str, typed: str
) -> None:
    assert told(opened(bob_client, article, f"?since={typed}")) == 50


# ----------------------------------------------------------------- Deeds
def test_a_vote_without_javascript_leaves_the_marks(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    say(visited, alice)
    here = visited.get_absolute_url()
    opened(bob_client, visited)
    later(HOURS)

    response = bob_client.post(
        f"{here}replies/4/vote/",
        {"vote": "on"},
        headers={"Referer": f"http://testserver{here}"},
        follow=True,
    )

    assert response.redirect_chain == [(f"{here}?since=3#r4", 302)]
    assert marked(response.content.decode()) == [4]


@pytest.mark.parametrize("parent", ["", "4"])
def test_a_reply_sent_without_javascript_leaves_the_marks(
    bob_client: Client, visited: Article, alice: Any, parent: str
) -> None:
    say(visited, alice)
    opened(bob_client, visited)
    later(HOURS)

    response = bob_client.post(
        reverse("forum:post-reply", args=[visited.slug]),
        {"body": "So it is.", "parent": parent},
        follow=True,
    )

    page = response.content.decode()
    assert (marked(page), told(page)) == ([4], 1)
    assert 'id="r5"' in page


@pytest.mark.parametrize("deeds", [["edit"], ["withdraw"], ["withdraw", "put-back"]])
def test_so_does_whatever_one_does_with_a_reply_of_one_s_own(
    bob_client: Client, visited: Article, alice: Any, bob: Any, deeds: list[str]
) -> None:
    own = say(visited, bob)
    say(visited, alice, to=4)
    opened(bob_client, visited)
    later(HOURS)

    for deed in deeds:
        response = bob_client.post(
            f"{own.get_absolute_url()}{deed}/",
            {"body": "So it was.", "version": 1},
            follow=True,
        )

    page = response.content.decode()
    assert (marked(page), told(page)) == ([5], 1)


# ------------------------------------------------------- Not by a link on the page
@pytest.mark.parametrize("where", ["replies/4/", "?order=flat&page=1", "?after=x"])
def test_what_is_opened_days_later_tells_what_the_lists_tell(
    bob_client: Client, visited: Article, alice: Any, where: str
) -> None:
    for _ in range(3):
        say(visited, alice)
    opened(bob_client, visited)
    later(timedelta(days=3))
    say(visited, alice, to=4)
    say(visited, alice)

    front = bob_client.get("/").content.decode()
    page = opened(bob_client, visited, where)

    assert told(page) == new_on(front) == 2
    assert 7 in marked(page)
    assert not {4, 5, 6} & set(marked(page))


def test_from_there_next_unread_leads_to_what_is_new_by_now(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    for _ in range(3):
        say(visited, alice)
    opened(bob_client, visited)
    later(timedelta(days=3))
    say(visited, alice)
    page = opened(bob_client, visited, "replies/4/")

    by_link = bob_client.get(onwards(page), follow=True)
    typed = reverse("forum:next-unread", args=[visited.slug, 0])
    by_hand = bob_client.get(typed, follow=True)

    assert led_to(by_link) == led_to(by_hand) == 7
    assert marked(by_link.content.decode()) == marked(by_hand.content.decode()) == [7]


def test_one_reply_in_context_is_no_visit_of_the_discussion(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    say(visited, alice)
    later(timedelta(days=3))

    opened(bob_client, visited, "replies/1/")

    later(timedelta(days=3))
    assert marked(opened(bob_client, visited)) == [4]
