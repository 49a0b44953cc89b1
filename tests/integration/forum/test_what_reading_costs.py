"""A page costs so many statements and so many rows, whatever its discussion's size."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forum.models import Visit
from forum.threads import BELOW, BEYOND
from tests.integration.forum.pages import statements

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article

VISITOR, MEMBER = 6, 9  # statements at most
WHO = pytest.mark.parametrize(
    ("who", "ceiling"), [("visitor", VISITOR), ("member", MEMBER)]
)


@WHO
@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("", (1, 60, 200)),
        ("?order=new", (1, 60, 200)),
        ("?order=old", (1, 60, 200)),
        ("?order=sourced", (1, 60, 200)),
        ("?order=flat", (1, 60, 200, 600, 20_000)),
        ("", (600, 20_000)),
        ("?order=old", (600, 20_000)),
        ("?order=sourced", (600, 20_000)),
    ],
)
def test_a_page_costs_the_same_whatever_the_size(
    clients: dict[str, Client],
    sizes: dict[int, Article],
    *,
    who: str,
    ceiling: int,
    question: str,
    group: tuple[int, ...],
) -> None:
    costs = {
        size: len(statements(clients[who], sizes[size].get_absolute_url() + question))
        for size in group
    }

    assert len(set(costs.values())) == 1, costs
    assert max(costs.values()) <= ceiling


PLACES = [
    "?order=new",
    "?order=old&after=1.1.0",
    "?order=new&after=500.9.0",
    "?order=sourced&after=77.1.1",
    "?after=77.1.1",
    "?after=77.1.0",  # begun before replies moved
    "?order=sourced&after=77.1.0",
    f"?after=b{BEYOND}.600.1",  # the last page
    f"?after=b{BEYOND}.600.0",
    f"?order=new&after=b{BELOW}.600.1",
    "?order=flat&page=9",
    "replies/1/",
    "replies/2/",
    "replies/500/",
    "replies/1/?order=old&after=300.50.0",
    "replies/1/?after=300.50.0",
    f"replies/1/?after=b{BEYOND}.50.0",
    "replies/2/?order=new&after=590.4.0",
]


@WHO
@pytest.mark.parametrize("place", PLACES)
def test_no_other_page_costs_more(
    clients: dict[str, Client],
    sizes: dict[int, Article],
    who: str,
    ceiling: int,
    place: str,
) -> None:
    for size in (600, 20_000):
        address = f"{sizes[size].get_absolute_url()}{place}"
        assert len(statements(clients[who], address)) <= ceiling


@pytest.mark.parametrize("place", ["", *PLACES])
def test_nor_does_one_on_which_a_visit_is_written_down(
    clients: dict[str, Client], sizes: dict[int, Article], place: str
) -> None:
    address = f"{sizes[600].get_absolute_url()}{place}"
    clients["member"].get(sizes[600].get_absolute_url())
    long_ago = timezone.now() - timedelta(hours=1)
    Visit.objects.update(visited_at=long_ago, seen_number=9, since_number=1)

    with CaptureQueriesContext(connection) as queries:
        clients["member"].get(address)

    assert len(queries) <= MEMBER
    is_written = not Visit.objects.filter(visited_at=long_ago).exists()
    assert is_written is not place.startswith("replies/")


@pytest.mark.parametrize("name", ["next-unread", "mark-read"])
def test_the_way_to_what_is_new_costs_no_more(
    clients: dict[str, Client], sizes: dict[int, Article], name: str
) -> None:
    slug = sizes[20_000].slug
    clients["member"].get(sizes[20_000].get_absolute_url())
    Visit.objects.update(since_number=9_000)

    with CaptureQueriesContext(connection) as queries:
        if name == "mark-read":
            clients["member"].post(reverse("forum:mark-read", args=[slug]))
        else:
            clients["member"].get(reverse("forum:next-unread", args=[slug, 9_500]))

    assert len(queries) <= MEMBER
