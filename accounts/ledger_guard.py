"""The triggers by which the database refuses to change or delete a ledger entry."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection as default_connection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "accounts_moderationentry"
REFUSAL = "The ledger is only ever added to."

_SQLITE = [
    f"CREATE TRIGGER IF NOT EXISTS ledger_refuses_{deed.lower()} "
    f"BEFORE {deed} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for deed in ("UPDATE", "DELETE")
]
_POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; "
    "END $$",
    f"CREATE OR REPLACE TRIGGER ledger_refuses_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION ledger_refuses()",
]
_LOWERED = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS ledger_refuses_update",
        "DROP TRIGGER IF EXISTS ledger_refuses_delete",
    ],
    "postgresql": [f"DROP TRIGGER IF EXISTS ledger_refuses_change ON {TABLE}"],
}
_RAISED = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def stand(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place."""
    _run(_RAISED, connection)


def step_aside(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away."""
    _run(_LOWERED, connection)


@contextmanager
def lowered(connection: BaseDatabaseWrapper = default_connection) -> Iterator[None]:
    """Let the whole table be emptied, as `flush` does between tests."""
    step_aside(connection)
    try:
        yield
    finally:
        stand(connection)


def forwards(_apps: Any, schema_editor: Any) -> None:
    """The migration's step."""
    stand(schema_editor.connection)


def backwards(_apps: Any, schema_editor: Any) -> None:
    """The migration's step, undone."""
    step_aside(schema_editor.connection)


def _run(statements: dict[str, list[str]], connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
