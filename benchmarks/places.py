"""A second database beside the one that is measured, for what a small site costs."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper


def empty_beside(name: str) -> BaseDatabaseWrapper:
    """A new database on the same server, or in a file beside, with tables and no rows."""
    other = connection.copy()
    if connection.vendor == "sqlite":
        here = Path(connection.settings_dict["NAME"])
        there = here.with_name(f"{here.stem}-{name}{here.suffix}")
        for file in there.parent.glob(f"{there.name}*"):
            file.unlink()
        other.settings_dict["NAME"] = f"{there}"
    else:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}"')
        other.settings_dict["NAME"] = name
    with at(other):
        call_command("migrate", verbosity=0)
    return other


@contextmanager
def at(place: BaseDatabaseWrapper) -> Iterator[None]:
    """All that is asked of the database is asked of this one."""
    here = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = place
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = here
