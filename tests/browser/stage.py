"""The thread on which the browser is driven, apart from the one that asks the database.

Playwright keeps an event loop running wherever it was started, and Django refuses to
ask the database inside one. So Playwright lives on a thread of its own, with the body of
each test that drives it; fixtures, and what a test asks by `database`, stay outside.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_stage = ThreadPoolExecutor(max_workers=1, thread_name_prefix="stage")
_archive = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")


def on_stage(deed: Callable[..., T], *arguments: Any, **named: Any) -> T:
    """Do it where the browser is, and wait for it."""
    return _stage.submit(deed, *arguments, **named).result()


def database(question: Callable[[], T]) -> T:
    """Ask the database from within a test: `database(lambda: Reply.objects.count())`."""

    def ask() -> T:
        try:
            return question()
        finally:
            connections.close_all()

    return _archive.submit(ask).result()
