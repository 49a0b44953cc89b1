"""One moment for all the statements of a page."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection
from psycopg import IsolationLevel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.policies import Viewer


@contextmanager
def one_snapshot(viewer: Viewer) -> Iterator[None]:
    """Let the statements of a page see one moment, so that its counts add up.

    Not `atomic()`: on SQLite that takes the write lock. Inside a transaction, as in
    tests, it does nothing. Who looks is found out before, for it can take a write: a
    session that no longer holds is deleted.
    """
    _ = viewer.is_authenticated
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw = connection.connection
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        raw.isolation_level, raw.read_only = IsolationLevel.REPEATABLE_READ, True
        raw.autocommit = False
        try:
            yield
        finally:
            raw.commit()  # a rollback would forget the prepared statements
            raw.autocommit = True
            raw.isolation_level = raw.read_only = None
    else:
        raw.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            raw.execute("COMMIT")
