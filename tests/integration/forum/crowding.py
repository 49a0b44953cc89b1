"""Many people at once, each in a thread with a connection of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from unittest import mock

from django.db import connection, connections

from forum.models import Discussion
from forum.recounting import recount
from tests.factories import forum

if TYPE_CHECKING:
    from collections.abc import Callable

THREADS = 8


def together(deed: Callable[[int], None], *, threads: int = THREADS) -> list[Exception]:
    """Do it in so many threads, each with its own connection; what went wrong.

    SQLite lets its writers wait without a queue; on a busy machine, for long.
    """
    went_wrong: list[Exception] = []
    options = connection.settings_dict["OPTIONS"]
    patience = {"timeout": 300} if connection.vendor == "sqlite" else {}

    def in_thread(number: int) -> None:
        try:
            deed(number)
        except Exception as error:  # noqa: BLE001 - the test tells of it
            went_wrong.append(error)
        finally:
            connections.close_all()

    crew = [threading.Thread(target=in_thread, args=[n]) for n in range(threads)]
    with mock.patch.dict(options, patience):
        for thread in crew:
            thread.start()
        for thread in crew:
            thread.join()
    return went_wrong


def assert_all_is_counted_right() -> None:
    for discussion in Discussion.objects.select_related("article"):
        assert forum.stored_counters(discussion) == forum.true_counters(discussion)
        assert recount(discussion) == []
