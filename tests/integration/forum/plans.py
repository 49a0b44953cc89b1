"""How the database goes about a statement, in its own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext

if TYPE_CHECKING:
    from django.test import Client

# The newest of all are read from the end of their index, as far as the limit.
_READS_ALL = re.compile(
    r"Seq Scan on forum_reply\b"
    r"|SCAN (?:[rmvx]|[UV]\d|forum_\w+|accounts_\w+)\b(?! USING INDEX reply_newest)"
)


def plan(statement: str) -> str:
    word = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{word} {statement}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def reads_all(said: str) -> bool:
    """Whether, by this plan, a table of replies is read from end to end."""
    return bool(_READS_ALL.search(said))


def about_replies(client: Client, address: str) -> list[str]:
    """What a page, or the way to one, asks of the replies."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code in {200, 302}
    asked = [query["sql"] for query in queries]
    return [
        sql
        for sql in asked
        if "forum_reply" in sql and sql.lstrip("( ").startswith("SELECT")
    ]
