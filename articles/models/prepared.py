"""A queryset put into SQL once, and asked or updated again and again with other values.

Django builds the words of a statement anew each time it is asked; for the statement that
opens an article that takes three times as long as the database takes to answer it.
"""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from django.db import connections
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.subqueries import UpdateQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)


class Blank(Expression):
    """A value of a statement that is known only when it is asked, by its name.

    It stands where a value of its field would: in a filter, or among the parameters of
    SQL by hand.
    """

    allowed_default = False

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002 - it is the same for all
        return "%s", (self,)

    def filled(
        self, values: Mapping[str, object], connection: BaseDatabaseWrapper
    ) -> Any:
        """As the database wants it; KeyError if it was not handed over."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


class Prepared(Generic[Row]):
    """A queryset with blanks. It is built when it is first asked, once a process.

    What depends on the moment, as `Article.objects.published` does, must be built with a
    blank for it: a moment that is written in would stay.
    """

    def __init__(self, build: Callable[[], QuerySet[Row]]) -> None:
        self._build = build

    @cached_property
    def _rows(self) -> QuerySet[Row]:
        return self._build()

    @cached_property
    def _compiled(self) -> tuple[SQLCompiler, str, tuple[Any, ...]]:
        compiler = self._rows.query.get_compiler(using=self._rows.db)
        sql, blanks = compiler.as_sql()
        return compiler, sql, tuple(blanks)

    def ask(self, **values: object) -> list[Row]:
        """The rows, with the blanks filled in; one statement."""
        compiler, sql, blanks = self._compiled
        connection = connections[self._rows.db]
        parameters = _filled(blanks, values, connection)
        asked = self._rows.all()
        query = cast("_Known", self._rows.query.chain(klass=_Known))
        query.known = _with(compiler, connection, sql, parameters)
        asked.query = query
        return list(asked)


class PreparedUpdate:
    """What is changed in the rows of a queryset; blanks may be in both."""

    def __init__(
        self, build: Callable[[], QuerySet[Any]], **columns: Expression
    ) -> None:
        self._build, self._columns = build, columns

    @cached_property
    def _compiled(self) -> tuple[str, str, tuple[Any, ...]]:
        rows = self._build()
        query = cast("UpdateQuery", rows.query.chain(klass=UpdateQuery))
        query.add_update_values(self._columns)
        sql, blanks = query.get_compiler(using=rows.db).as_sql()
        return rows.db, sql, tuple(blanks)

    def do(self, **values: object) -> int:
        """Change them, with the blanks filled in; how many there were."""
        alias, sql, blanks = self._compiled
        connection = connections[alias]
        with connection.cursor() as cursor:
            cursor.execute(sql, _filled(blanks, values, connection))
            changed: int = cursor.rowcount
        return changed


def _filled(
    blanks: Iterable[Any], values: Mapping[str, object], connection: BaseDatabaseWrapper
) -> tuple[Any, ...]:
    return tuple(
        each.filled(values, connection) if isinstance(each, Blank) else each
        for each in blanks
    )


class _Known(Query):
    """A query that does not need to be compiled."""

    known: SQLCompiler

    def get_compiler(self, *_: Any, **__: Any) -> SQLCompiler:
        return self.known


def _with(
    compiler: SQLCompiler,
    connection: BaseDatabaseWrapper,
    sql: str,
    parameters: tuple[Any, ...],
) -> SQLCompiler:
    """A compiler that has done its work, for a statement with these parameters."""
    known = copy(compiler)
    known.connection = connection
    known.as_sql = lambda *_, **__: (sql, parameters)  # type: ignore[method-assign]
    return known
