"""Several rows as one value, so that a statement brings them along with another row."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models import Aggregate, Func, JSONField, Subquery
from django.utils.dateparse import parse_datetime


class Told(Func):
    """Values of one row as a list.

    Django's `JSONArray` asks first whether the database knows lists, in a transaction of
    its own: within that of a page SQLite has none to give, and the answer would be no.
    """

    function = "JSON_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_BUILD_ARRAY")


class Together(Aggregate):
    """Values of several rows as one list."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, *args: Any, **options: Any) -> Any:
        return self.as_sql(*args, function="JSONB_AGG", **options)


class Listed(Subquery):
    """The column `told` of a statement, as a list in the order of the statement."""

    template = "(SELECT JSON_GROUP_ARRAY(JSON(told)) FROM (%(subquery)s) AS listed)"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        collected = "(SELECT JSONB_AGG(told) FROM (%(subquery)s) AS listed)"
        return self.as_sql(compiler, connection, template=collected)


def moment(told: str) -> datetime:
    """A moment as either database writes it into a list."""
    read = parse_datetime(told)
    if read is None:
        raise ValueError(told)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
