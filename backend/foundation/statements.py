"""Statements for the write path: compiled once, run on the driver's own cursor.

SQLAlchemy's execution costs more than SQLite's insert itself (its Core made 1,520 entries a second, the driver 2,270),
so what every submission runs goes past it. Types still convert their values: what is stored is the same.

SQLite's driver lets other threads run at every step of a statement and gets its turn back when they are done with
theirs, so many rows go into one statement: a batch of eight took 9 ms row by row under load, of which it worked 3.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Insert
from sqlalchemy.sql import ClauseElement

from backend.foundation.row_documents import ALL_ROWS, as_json, insert_from_document

Convert = Callable[[Any], Any] | None
Values = Any  # a list where the driver counts places, a mapping where it reads names, a text where it takes documents


@dataclass(frozen=True, slots=True)
class DriverCursor:
    """The driver's cursor inside a running transaction, and the dialect it speaks."""

    dialect: Dialect
    driver: Any

    @property
    def placeholder(self) -> str:
        return "?" if self.dialect.name == "sqlite" else "%s"

    def rows(self, sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        self.driver.execute(sql, values)
        found: list[tuple[Any, ...]] = self.driver.fetchall()
        return found


def driver_cursor(connection: Connection) -> DriverCursor:
    """The cursor below a SQLAlchemy connection, in the same transaction."""
    return DriverCursor(connection.dialect, connection.connection.cursor())


MOST_ROWS = 30  # in one statement: the widest table then stays under the 999 values that every SQLite takes
# The values of one row in an INSERT's text, as both the compiler and people write them.
_ROW = re.compile(r"\bVALUES (\([?, ]+\))")


@lru_cache(maxsize=256)
def _for_rows(sql: str, count: int) -> str:
    return _ROW.sub(lambda found: f"VALUES {', '.join([found[1]] * count)}", sql, count=1)


def _parts(rows: Sequence[Values]) -> Iterator[Sequence[Values]]:
    """The rows in full parts, then by powers of two: few texts, so that the driver keeps them all prepared."""
    place = 0
    while place < len(rows):
        size = min(MOST_ROWS, 1 << (len(rows) - place).bit_length() - 1)
        yield rows[place : place + size]
        place += size


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement for one dialect: its text, its parameters with their conversions, and how it takes rows."""

    sql: str
    columns: Sequence[tuple[str, Convert]]
    positional: bool
    takes_document: bool


class DriverStatement:
    """One statement, given once or once a dialect, to be run with many rows of named values.

    On PostgreSQL an INSERT takes all rows in one JSON document, and so does a statement whose one parameter is `rows`.
    """

    def __init__(self, statement: ClauseElement | Mapping[str, ClauseElement]) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def run(self, cursor: DriverCursor, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it for each row; nothing to do when there are none. Raises what the driver raises."""
        self.write(cursor, [self.values(cursor.dialect, row) for row in rows])

    def values(self, dialect: Dialect, row: Mapping[str, Any]) -> Values:
        """One row's values as the driver takes them: work that can be done before a lock is taken."""
        made = self._compiled.get(dialect.name) or self._compile(dialect)
        if made.positional:
            return [row[name] if convert is None else convert(row[name]) for name, convert in made.columns]
        named = {name: row[name] if convert is None else convert(row[name]) for name, convert in made.columns}
        return as_json(named or row) if made.takes_document else named

    def write(self, cursor: DriverCursor, rows: Sequence[Values]) -> None:
        """Run it for rows that `values` made."""
        if not rows:
            return
        made = self._compiled.get(cursor.dialect.name) or self._compile(cursor.dialect)
        if made.takes_document:
            cursor.driver.execute(made.sql, [f"[{','.join(rows)}]"], prepare=True)
        elif not made.positional:
            cursor.driver.executemany(made.sql, rows)
        else:
            for part in _parts(rows) if _ROW.search(made.sql) else ([row] for row in rows):
                cursor.driver.execute(_for_rows(made.sql, len(part)), [value for row in part for value in row])

    def _compile(self, dialect: Dialect) -> _Compiled:
        statement = self._statement[dialect.name] if isinstance(self._statement, Mapping) else self._statement
        compiled: Any = statement.compile(dialect=dialect)
        positional = bool(compiled.positional)
        names = compiled.positiontup if positional else list(compiled.binds)
        columns = [(name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names]
        sql = str(compiled)
        if dialect.name == "postgresql" and isinstance(statement, Insert):
            made = _Compiled(insert_from_document(compiled), columns, False, True)
        elif names == [ALL_ROWS]:
            made = _Compiled(sql.replace(f"%({ALL_ROWS})s", "%s"), [], False, True)
        else:
            made = _Compiled(sql, columns, positional, False)
        self._compiled[dialect.name] = made
        return made
