"""Every statement of a page seeks in an index, and reads hardly more than it shows."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.urls import reverse

from forum.models import Visit
from forum.reading import FIRST_LEVEL, ROWS
from forum.threads import BELOW, BEYOND
from tests.integration.forum.pages import statements
from tests.integration.forum.plans import about_replies, plan, reads_all

if TYPE_CHECKING:
    from django.test import Client

    from articles.models import Article


def reading_replies(client: Client, address: str) -> list[str]:
    """The statements by which a page reads its rows: siblings, then what is below."""
    mark = "FROM forum_reply r", "forum_reply r ON"
    return [
        sql
        for sql in statements(client, address)
        if any(words in sql for words in mark)
    ]


@pytest.mark.parametrize(
    ("question", "index"),
    [
        ("", "reply_best"),
        ("?order=old", "reply_old"),
        ("?order=new", "reply_old"),
        ("?order=sourced", "reply_sourced"),
        ("?after=5000.9.1", "reply_best"),
        ("?after=5000.9.0", "reply_best"),  # begun before replies moved
        ("?order=sourced&after=5000.9.1", "reply_sourced"),
        ("?order=sourced&after=5000.9.0", "reply_sourced"),
        (f"?after=b{BEYOND}.9.1", "reply_best"),
        (f"?after=b{BEYOND}.9.0", "reply_best"),
        (f"?order=sourced&after=b{BEYOND}.9.0", "reply_sourced"),
        (f"?order=old&after=b{BEYOND}.9.0", "reply_old"),
        (f"?order=new&after=b{BELOW}.9.0", "reply_old"),
        ("?order=old&after=5000.9.0", "reply_old"),
        ("?order=new&after=5000.9.0", "reply_old"),
    ],
)
def test_every_statement_of_a_page_seeks_in_its_index(
    clients: dict[str, Client], sizes: dict[int, Article], question: str, index: str
) -> None:
    address = sizes[20_000].get_absolute_url() + question

    siblings, *below = map(plan, reading_replies(clients["member"], address))

    assert index in siblings
    assert below
    for levels in below:
        assert "reply_path" in levels
        assert index in levels
    for whole in (siblings, *below):
        assert not reads_all(whole)


BY_NUMBER = {
    "postgresql": "using a_discussion_numbers_its_replies",
    "sqlite": "(discussion_id=? AND number",
}


def test_one_reply_and_what_stands_above_it_are_found_by_number(
    clients: dict[str, Client], sizes: dict[int, Article]
) -> None:
    address = f"{sizes[20_000].get_absolute_url()}replies/19990/"

    above, *_below = map(plan, reading_replies(clients["member"], address))

    assert BY_NUMBER[connection.vendor] in above
    assert not reads_all(above)


@pytest.mark.parametrize(
    ("place", "index"),
    [
        ("replies/1/", "reply_best"),
        ("replies/1/?order=old", "reply_old"),
        ("replies/1/?order=new&after=9000.9.1", "reply_old"),
        ("replies/1/?order=sourced", "reply_sourced"),
        (f"replies/1/?after=b{BEYOND}.9.0", "reply_best"),
    ],
)
def test_answers_to_one_reply_are_found_in_the_index_of_their_order(
    clients: dict[str, Client], sizes: dict[int, Article], place: str, index: str
) -> None:
    address = f"{sizes[20_000].get_absolute_url()}{place}"

    _above, siblings, *below = map(plan, reading_replies(clients["member"], address))

    assert index in siblings
    assert not any(map(reads_all, [siblings, *below]))


# --------------------------------------------------------- What is new, and newest
LIVE = {
    "postgresql": r"using (reply_live|a_discussion_numbers_its_replies) on forum_reply",
    "sqlite": r"COVERING INDEX reply_live \(discussion_id=\? AND number>\?\)",
}  # where hardly anything is gone, either index of PostgreSQL's is as good


def is_sought(statement: str) -> bool:
    """From where the member was, and no further than it is counted: none is sorted."""
    said = plan(statement)
    by = re.search(LIVE[connection.vendor], said)
    return bool(by) and not re.search(r"Sort Key: forum_reply|TEMP B-TREE", said)


@pytest.fixture
def returning(clients: dict[str, Client], sizes: dict[int, Article]) -> Client:
    """Bob, who has seen the first nine replies of the largest and is reading on."""
    clients["member"].get(sizes[20_000].get_absolute_url())
    Visit.objects.update(since_number=9, seen_number=9)
    return clients["member"]


@pytest.mark.parametrize(
    "place", ["?order=old&after=77.1.1", "?order=flat&page=9", "replies/500/"]
)
def test_how_much_is_new_is_counted_among_the_live(
    returning: Client, sizes: dict[int, Article], place: str
) -> None:
    address = f"{sizes[20_000].get_absolute_url()}{place}"

    counting, *_ = [
        sql for sql in about_replies(returning, address) if "visit_unread" in sql
    ]

    assert is_sought(counting)
    assert not reads_all(plan(counting))


def test_how_much_is_new_of_each_in_a_list_is_counted_among_the_live(
    returning: Client, sizes: dict[int, Article]
) -> None:
    [counting] = [sql for sql in about_replies(returning, "/") if "COUNT(" in sql]

    assert is_sought(counting)
    assert not reads_all(plan(counting))


def test_the_next_that_is_new_is_found_among_the_live(
    returning: Client, sizes: dict[int, Article]
) -> None:
    address = reverse("forum:next-unread", args=[sizes[20_000].slug, 9_000])

    *_, following = about_replies(returning, address)

    assert is_sought(following)
    assert not reads_all(plan(following))


def test_the_newest_of_all_are_read_from_the_end_of_their_index(
    clients: dict[str, Client], sizes: dict[int, Article]
) -> None:
    [newest] = about_replies(clients["visitor"], "/")

    assert "reply_newest" in plan(newest)
    assert "TEMP B-TREE" not in plan(newest)
    assert "Sort" not in plan(newest)
    assert not reads_all(plan(newest))


def test_the_newest_of_one_discussion_are_found_by_number(
    clients: dict[str, Client], sizes: dict[int, Article]
) -> None:
    address = f"{sizes[20_000].get_absolute_url()}feed.atom"

    [newest] = about_replies(clients["visitor"], address)

    by = {
        "postgresql": (
            "Index Scan Backward using (reply_live|a_discussion_numbers_its_replies)"
        ),
        "sqlite": "SEARCH forum_reply USING INDEX reply_live",
    }
    assert re.search(by[connection.vendor], plan(newest))
    assert "TEMP B-TREE" not in plan(newest)
    assert "Sort" not in plan(newest)


def test_a_flat_page_is_found_by_number(
    clients: dict[str, Client], sizes: dict[int, Article]
) -> None:
    address = f"{sizes[20_000].get_absolute_url()}?order=flat&page=300"

    [page] = map(plan, reading_replies(clients["member"], address))

    assert BY_NUMBER[connection.vendor] in page
    assert not reads_all(page)


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "question",
    [
        "",
        "?order=new",
        "?order=old",
        "?order=sourced",
        "?order=flat&page=300",
        "?after=5000.9.1",
        "?after=5000.9.0",
        f"?after=b{BEYOND}.9.0",
    ],
)
def test_a_page_of_twenty_thousand_reads_few_rows_more_than_it_shows(
    clients: dict[str, Client], sizes: dict[int, Article], question: str
) -> None:
    address = sizes[20_000].get_absolute_url() + question

    read: list[tuple[str, int]] = []
    for statement in reading_replies(clients["visitor"], address):
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}")
            [[found]] = cursor.fetchall()
        found = json.loads(found) if isinstance(found, str) else found
        read += rows_of_replies(found[0]["Plan"])

    assert FIRST_LEVEL < sum(rows for _, rows in read) <= 2 * ROWS, read


def rows_of_replies(node: dict[str, Any]) -> list[tuple[str, int]]:
    """By which index, and how many, the filtered ones too."""
    found = [row for child in node.get("Plans", []) for row in rows_of_replies(child)]
    if node.get("Relation Name") == "forum_reply":
        rows = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
        by = node.get("Index Name", node["Node Type"])
        found.append((by, int(rows * node["Actual Loops"])))
    return found
