"""Many people at once, each in a thread with a connection of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from django.db import connections

from forum.models import Discussion
from forum.recounting import recount
from tests.factories import forum

if TYPE_CHECKING:
    from collections.abc import Callable

THREADS = 8


def together(deed: Callable[[int], None], *, threads: int = THREADS) -> list[Exception]:
    """Do it in so many threads, each with its own connection; what went wrong.

    They wait for each other no longer than they would on a site of ours.
    """
    went_wrong: list[Exception] = []

    def in_thread(number: int) -> None:
        try:
            deed(number)
        except Exception as error:  # noqa: BLE001 - the test tells of it
            went_wrong.append(error)
        finally:
            connections.close_all()

    crew = [threading.Thread(target=in_thread, args=[n]) for n in range(threads)]
    for thread in crew:
        thread.start()
    for thread in crew:
        thread.join()
    return went_wrong


def assert_all_is_counted_right() -> None:
    for discussion in Discussion.objects.select_related("article"):
        assert forum.stored_counters(discussion) == forum.true_counters(discussion)
        assert recount(discussion) == []
