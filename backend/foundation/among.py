"""A column's value is one of a list given when the statement runs: `IN` on SQLite, `= ANY(array)` on PostgreSQL.

`IN` writes a place for each value into the statement's text. SQLAlchemy and psycopg put that text together anew at
every call, which for the fifty ids of a page costs more than the database needs to answer; an array is one place.
"""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement


class among(FunctionElement[bool]):  # noqa: N801 - reads as a verb of SQL, as SQLAlchemy's own do
    """The condition that `column` holds one of the values given as parameter `name`; none of an empty list."""

    type = Boolean()
    inherit_cache = True

    def __init__(self, column: Any, name: str) -> None:
        given: ColumnElement[Any] = bindparam(name, type_=ARRAY(column.type))
        super().__init__(column, given)


@compiles(among, "postgresql")
def _any_of(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, given = element.clauses
    return f"{compiler.process(column, **options)} = ANY({compiler.process(given, **options)})"


@compiles(among)
def _in(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, given = element.clauses
    each: ColumnElement[Any] = bindparam(given.key, expanding=True)
    return compiler.process(column.in_(each), **options)
