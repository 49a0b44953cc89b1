"""A page costs so many statements and so many rows, whatever its discussion's size."""

from __future__ import annotations

import json
import random
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forum.models import Reply, Vote
from forum.reading import FIRST_LEVEL, ROWS
from tests.factories import accounts, articles, forum
from tests.integration.forum.conftest import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articles.models import Article

VISITOR, MEMBER = 6, 9  # statements at most
HTML = (
    '<p>So it is <a class="cite" href="#r1-fn1">[1]</a>.</p>'
    '<ol class="reply__notes"><li>The memo</li></ol>'
)


def heavy_tailed(size: int) -> list[int]:
    """Many roots, a few of them with most of the answers, as discussions are."""
    dice = random.Random(5)  # noqa: S311 - the same tree each time
    parents, depth, urn = [0], {0: -1, 1: 0}, [0, 1]
    for number in range(2, size + 1):
        parent = dice.choice(urn)
        parent = parent if depth[parent] < 20 else 0
        parents.append(parent)
        depth[number] = depth[parent] + 1
        urn += [number, parent]
    return parents


@pytest.fixture(scope="module")
def sizes(
    django_db_setup: None, django_db_blocker: Any
) -> Iterator[dict[int, Article]]:
    """Discussions of some sizes, each reply citing a source; gone with the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        alice, bob = accounts.make_member("alice"), accounts.make_member("bob")
        grown = {}
        for size in (1, 60, 200, 600, 20_000):
            article = articles.make_article(slug=f"of-{size}", sources=SOURCES)
            forum.grow(
                article=article,
                author=alice,
                parents=heavy_tailed(size),
                html=HTML,
                cites=size < 20_000,
            )
            grown[size] = article
        some = Reply.objects.filter(number__lte=50)
        Vote.objects.bulk_create(Vote(reply=reply, member=bob) for reply in some)
        connection.check_constraints()  # once, and not again after each test
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        yield grown
        transaction.set_rollback(True)


@pytest.fixture
def clients(db: None, sizes: dict[int, Article]) -> dict[str, Client]:
    from accounts.models import Member  # noqa: PLC0415 - a unit needs none

    member = Client()
    member.force_login(Member.objects.get(username="bob"))
    return {"visitor": Client(), "member": member}


def statements(client: Client, address: str) -> list[str]:
    client.get(address)  # whatever is kept for good is kept now
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]


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
        ("", (600, 20_000)),
        ("?order=old", (600, 20_000)),
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


@WHO
@pytest.mark.parametrize(
    "place",
    ["?order=new", "?order=old&after=1.1", "?order=new&after=500.9", "?after=77.1"]
    + [f"replies/{number}/" for number in (1, 2, 3, 500)]
    + ["replies/1/?after=300.50", "replies/2/?order=new&after=590.4"],
)
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


# ------------------------------------------------------------------- The plans
def plan(statement: str) -> str:
    word = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{word} {statement}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


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
        ("?after=5000.9", "reply_best"),
        ("?order=old&after=5000.9", "reply_old"),
        ("?order=new&after=5000.9", "reply_old"),
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
        assert not re.search(r"Seq Scan on forum_reply|SCAN [rxm]\b", whole)


def test_one_reply_and_what_stands_above_it_are_found_by_number(
    clients: dict[str, Client], sizes: dict[int, Article]
) -> None:
    address = f"{sizes[20_000].get_absolute_url()}replies/19990/"

    above, *_below = map(plan, reading_replies(clients["member"], address))

    by = {
        "postgresql": "using a_discussion_numbers_its_replies",
        "sqlite": "(discussion_id=? AND number=?)",
    }
    assert by[connection.vendor] in above
    assert not re.search(r"Seq Scan on forum_reply|SCAN r\b", above)


@pytest.mark.postgresql
@pytest.mark.parametrize("question", ["", "?order=new", "?order=old", "?after=5000.9"])
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
