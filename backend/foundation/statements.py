"""Statements for the write path: compiled once, run on the driver's own cursor.

SQLAlchemy's execution costs more than SQLite's insert itself (its Core made 1,520 entries a second, the driver 2,270),
so what every submission runs goes past it. Types still convert their values: what is stored is the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql import ClauseElement

Convert = Callable[[Any], Any] | None


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


class DriverStatement:
    """One statement, given once or once a dialect, to be run with many rows of named values."""

    def __init__(self, statement: ClauseElement | Mapping[str, ClauseElement]) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, list[tuple[str, Convert]], bool]] = {}

    def run(self, cursor: DriverCursor, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it for each row; nothing to do when there are none. Raises what the driver raises."""
        if not rows:
            return
        sql, columns, positional = self._compiled.get(cursor.dialect.name) or self._compile(cursor.dialect)
        if positional:
            values: list[Any] = [
                [row[name] if convert is None else convert(row[name]) for name, convert in columns] for row in rows
            ]
        else:
            values = [
                {name: row[name] if convert is None else convert(row[name]) for name, convert in columns}
                for row in rows
            ]
        cursor.driver.executemany(sql, values)

    def _compile(self, dialect: Dialect) -> tuple[str, list[tuple[str, Convert]], bool]:
        statement = self._statement[dialect.name] if isinstance(self._statement, Mapping) else self._statement
        compiled: Any = statement.compile(dialect=dialect)
        positional = bool(compiled.positional)
        names = compiled.positiontup if positional else list(compiled.binds)
        columns = [(name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names]
        result = self._compiled[dialect.name] = (str(compiled), columns, positional)
        return result
