"""How the database is emptied between tests that commit."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection
from django.test import TransactionTestCase

from accounts import ledger_guard, roles

if TYPE_CHECKING:
    from collections.abc import Iterator

# What `migrate` writes for each model. To find out that all of it is there, as `flush`
# has it done, takes thirty times as long as to empty the rest.
KEPT = {model._meta.db_table for model in (ContentType, Permission)}


@contextmanager
def leaving_the_house_standing() -> Iterator[None]:
    """Let SQLite use DELETE, which the ledger refuses, and bring the roles back after."""

    def empty_and_restore(_case: TransactionTestCase) -> None:
        with ledger_guard.lowered(connection):
            _empty_tables()
        roles.establish_all()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_and_restore)
        yield


def _empty_tables() -> None:
    every = connection.introspection.django_table_names(
        only_existing=True, include_views=False
    )
    tables = [table for table in every if table not in KEPT]
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables))
