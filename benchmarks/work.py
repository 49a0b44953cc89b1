"""Count the work that a database does for a page, which no busy neighbour changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Callable

NAMED = {
    "postgresql": "work: rows read from tables and indexes",
    "sqlite": "work: steps of SQLite's virtual machine, some ten for each row it reads",
}
# What has been told to all, and what this connection has yet to tell: in a transaction too.
_READ = """SELECT sum(pg_stat_get_tuples_returned(oid)
                    + pg_stat_get_xact_tuples_returned(oid))
           FROM pg_class WHERE relkind IN ('r', 'i')
            AND relnamespace = 'public'::regnamespace"""


def of(deed: Callable[[], object]) -> int:
    """The work of one deed. What is asked to find that out is not counted."""
    return {"postgresql": _rows, "sqlite": _steps}[connection.vendor](deed)


def _rows(deed: Callable[[], object]) -> int:
    """The server keeps count for itself."""
    before = _read_so_far()
    deed()
    return _read_so_far() - before


def _read_so_far() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        [[rows]] = cursor.fetchall()
    return int(rows)


def _steps(deed: Callable[[], object]) -> int:
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1

    connection.ensure_connection()
    connection.connection.set_progress_handler(step, 1)
    try:
        deed()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return steps


def written(deed: Callable[[], object]) -> int:
    """How many bytes a deed adds to the log that a database writes ahead."""
    if connection.vendor == "postgresql":
        before = _written_so_far()
        deed()
        return _written_so_far() - before
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.fetchall()
    deed()
    return Path(f"{connection.settings_dict['NAME']}-wal").stat().st_size


def _written_so_far() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn() - '0/0'")
        [[size]] = cursor.fetchall()
    return int(size)
