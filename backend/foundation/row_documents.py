"""Rows in one JSON document, for PostgreSQL: however many rows a statement stores, it has one parameter.

psycopg makes a parameter of each value, 31 of a feedback, and sends a message for each row; which of them are NULL made
another prepared statement. PostgreSQL reads a document of rows in one step, and the text of the statement is always the
same, so that it is prepared once a connection.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

ALL_ROWS = "rows"


def as_json(row: Mapping[str, Any]) -> str:
    """One row as a JSON object, whose members PostgreSQL reads as it reads their columns' texts."""
    return _encoder.encode(row)


def insert_from_document(compiled: Any) -> str:
    """The text of a compiled INSERT of one row, made to insert every row of a document."""
    dialect, quote = compiled.dialect, compiled.preparer.quote
    types = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
    known = ", ".join(f"{quote(name)} {dialect.type_compiler_instance.process(kind)}" for name, kind in types.items())
    head, _, tail = str(compiled).partition(" VALUES ")
    columns = head[head.index("(") + 1 : head.rindex(")")]
    conflict = tail[tail.index(" ON CONFLICT ") :] if " ON CONFLICT " in tail else ""
    return f"{head} SELECT {columns} FROM json_to_recordset(%s::json) AS new ({known}){conflict}"  # noqa: S608 - no values


def _written(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, date):  # or a moment
        return value.isoformat()
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    return value.obj  # the driver's wrapping of a JSON value


_encoder = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_written)
