"""How the database is emptied between tests that commit."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import TransactionTestCase

from accounts import ledger_guard, roles

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def leaving_the_house_standing() -> Iterator[None]:
    """Let SQLite use DELETE, which the ledger refuses, and bring the roles back after."""
    empty_tables = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def empty_and_restore(case: TransactionTestCase) -> None:
        with ledger_guard.lowered(connection):
            empty_tables(case)
        roles.establish_all()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_and_restore)
        yield
