"""Several rows as one value, so that a statement brings them along with another row."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Aggregate, Func, JSONField, Model, QuerySet
from django.utils.dateparse import parse_datetime

_LIST = {"sqlite": "JSON_ARRAY", "postgresql": "JSONB_BUILD_ARRAY"}
_TOGETHER = {"sqlite": "JSON_GROUP_ARRAY", "postgresql": "JSONB_AGG"}


class Told(Func):
    """Values of one row as a list.

    Django's `JSONArray` asks first whether the database knows lists, in a transaction of
    its own: within that of a page SQLite has none to give, and the answer would be no.
    """

    function = _LIST["sqlite"]
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        return self.as_sql(compiler, connection, function=_LIST["postgresql"])


class Together(Aggregate):
    """Values of several rows as one list."""

    function = _TOGETHER["sqlite"]
    output_field = JSONField()

    def as_postgresql(self, *args: Any, **options: Any) -> Any:
        return self.as_sql(*args, function=_TOGETHER["postgresql"], **options)


def listed(*columns: str) -> str:
    """Values of one row as a list, for a statement by hand."""
    return f"{_LIST[connection.vendor]}({', '.join(columns)})"


def together(*columns: str) -> str:
    """The rows of a statement by hand as a list of lists, in their order."""
    return f"{_TOGETHER[connection.vendor]}({listed(*columns)})"


def brought(row: Model, name: str) -> Any:
    """What a statement brought along with a row; AttributeError if it was not asked to.

    So a forgotten join is not taken for nothing there.
    """
    return getattr(row, name)


def condition(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    """What a queryset asks of the rows of its table, for a statement by hand.

    So that a rule is said once, though the ORM does not put the whole together. A rule
    that joins another table cannot be handed over: ValueError.
    """
    query = rows.query
    tables = [alias for alias, uses in query.alias_refcount.items() if uses]
    if query.is_sliced or tables != [query.get_meta().db_table]:
        raise ValueError(f"It asks for more than a row of its table: {tables}")
    sql, arguments = query.get_compiler(connection=connection).compile(query.where)
    return sql, tuple(arguments)


def moment(told: str) -> datetime:
    """A moment as either database writes it into a list."""
    read = parse_datetime(told)
    if read is None:
        raise ValueError(told)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
