"""Reading writes one row at most, of a member, once in thirty seconds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from forum import opening, visits
from forum.models import Discussion, Visit
from tests.integration.forum.coming_back import (
    later,
    marked,
    new_on,
    opened,
    say,
    told,
)
from tests.integration.forum.pages import statements

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

pytestmark = pytest.mark.django_db


def writes(client: Client, article: Article, where: str = "") -> list[str]:
    address = f"{article.get_absolute_url()}{where}"
    return [sql for sql in statements(client, address) if not _reads(sql)]


def _reads(sql: str) -> bool:
    return sql.lstrip("( ").upper().startswith(("SELECT", "EXPLAIN"))


@pytest.mark.parametrize("where", ["", "?order=flat", "?order=new", "replies/1/"])
def test_a_visitor_writes_nothing(
    visitor: Client, visited: Article, where: str
) -> None:
    known = list(Visit.objects.values())

    assert writes(visitor, visited, where) == []
    assert list(Visit.objects.values()) == known


@pytest.mark.parametrize("purpose", ["prefetch", "prefetch;prerender"])
def test_a_browser_that_fetches_ahead_has_seen_nothing(
    bob_client: Client, visited: Article, alice: Any, purpose: str
) -> None:
    say(visited, alice)
    known = list(Visit.objects.values())

    page = opened(bob_client, visited, **{"Sec-Purpose": purpose})

    assert marked(page) == [4]
    assert list(Visit.objects.values()) == known
    assert marked(opened(bob_client, visited)) == [4]


def test_a_visit_is_written_once_in_thirty_seconds(
    bob_client: Client, visited: Article, alice: Any
) -> None:
    opened(bob_client, visited)
    known = list(Visit.objects.values())
    later(timedelta(seconds=20))
    say(visited, alice)

    opened(bob_client, visited)
    opened(bob_client, visited, "?order=new")

    [visit] = Visit.objects.values()
    assert visit["seen_number"] == known[0]["seen_number"] == 3
    assert writes(bob_client, visited) == []


def test_where_nobody_spoke_the_visit_is_all_that_is_written(
    bob_client: Client, article: Article
) -> None:
    opened(bob_client, article)

    [visit] = Visit.objects.values()
    assert (visit["since_number"], visit["seen_number"]) == (0, 0)
    assert not Discussion.objects.exists()


def test_what_is_said_after_one_found_nothing_said_is_new(
    bob_client: Client, article: Article, alice: Any
) -> None:
    opened(bob_client, article)
    for _ in range(3):
        say(article, alice)

    front = bob_client.get("/").content.decode()
    at_once = opened(bob_client, article)
    later()
    page = opened(bob_client, article)

    assert new_on(front) == told(at_once) == told(page) == 3
    assert marked(at_once) == marked(page) == [1, 2, 3]


def test_a_page_on_its_way_does_not_undo_mark_all_read(
    bob: Any, visited: Article, alice: Any
) -> None:

    say(visited, alice)
    discussion = visited.discussion
    discussion.refresh_from_db()
    asked = visits.asked(bob, pause=visits.GRACE)
    read = opening.HEAD.article(visited.slug, bob, **asked)
    assert read is not None

    visits.mark_read(discussion, member=bob, up_to=discussion.last_number)
    visits.record(discussion, member=bob, since=visits.of(read, bob))

    assert Visit.objects.get(member=bob).since_number == discussion.last_number
