"""Customer events as a table that people take from their own systems: read whole, every faulty line told. Pure."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import ValidationError

from backend.customers.event_schemas import NewCustomerEvent
from backend.foundation.errors import BadRequest, Invalid

MOST_LINES, MOST_TOLD = 20_000, 100
NEEDED, FURTHER = ("key", "customer", "kind", "occurred_at"), ("amount", "currency")
_EVENT = NewCustomerEvent()


def read_table(body: bytes, timezone: str) -> list[tuple[str, Mapping[str, Any]]]:
    """The events of a CSV text, each with its place (`line 2`). A time without a zone is one of the site's.

    The first line names the columns, in any order; between them stand commas, semicolons or tabs. Raises Invalid with
    what is wrong in each faulty line, a hundred of them at most; then nothing of it should be stored.
    """
    text, zone = _text(body), ZoneInfo(timezone)
    events: list[tuple[str, Mapping[str, Any]]] = []
    faults: list[dict[str, str]] = []
    for place, line in _lines(text):
        try:
            events.append((place, _event(line, zone)))
        except (ValidationError, ValueError) as fault:
            faults += [{"name": place, "code": "invalid", "reason": words} for words in _words(fault)]
    if faults:
        raise Invalid(f"{len(faults)} faults in the table; nothing was stored.", faults[:MOST_TOLD])
    return events


def _text(body: bytes) -> str:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadRequest(f"The table is not UTF-8: byte {fault.start} cannot be read. Save it as UTF-8.") from None
    if "\0" in text:
        raise BadRequest("The table holds the character NUL, which cannot be stored.")
    return text


def _lines(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every line that holds something, by the names of the first one."""
    separator = max(",;\t", key=text.partition("\n")[0].count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        columns = _columns(next(table, []))
        for line in table:
            if table.line_num > MOST_LINES + 1:
                raise Invalid(f"The table has more than {MOST_LINES:,} lines; send it in parts.")
            if any(cell.strip() for cell in line):
                cells = [*line, *[""] * (len(columns) - len(line))]
                yield f"line {table.line_num}", dict(zip(columns, cells, strict=False))
    except csv.Error as fault:
        raise Invalid(f"Line {table.line_num} cannot be read: {fault}. Look at its quotation marks.") from None


def _columns(names: list[str]) -> list[str]:
    columns = [name.strip().lower() for name in names]
    missing = [name for name in NEEDED if name not in columns]
    strange = [name for name in columns if name not in NEEDED + FURTHER]
    if missing or strange or len(set(columns)) != len(columns):
        wanted = f"{', '.join(NEEDED)}, and if you like {' and '.join(FURTHER)}, each once"
        found = ", ".join(columns)[:200] or "nothing"
        raise Invalid(f"The first line must name the columns: {wanted}. It says: {found}.")
    return columns


def _event(line: Mapping[str, str], zone: ZoneInfo) -> Mapping[str, Any]:
    told: dict[str, Any] = {name: cell.strip() for name, cell in line.items() if cell.strip()}
    if "occurred_at" in told:
        told["occurred_at"] = _moment(told["occurred_at"], zone)
    if "amount" in told:
        told["amount"] = _number(told["amount"])
    loaded: Mapping[str, Any] = _EVENT.load(told)
    return loaded


def _moment(text: str, zone: ZoneInfo) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"occurred_at: expected a time such as 2026-11-21T18:05 or a day, not {text[:40]!r}") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat()


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ".").replace("\u00a0", "").replace(" ", ""))
    except ValueError:
        raise ValueError(f"amount: expected a number such as 49.90, not {text[:40]!r}") from None


def _words(fault: Exception) -> list[str]:
    if not isinstance(fault, ValidationError):
        return [str(fault)]
    told = fault.messages if isinstance(fault.messages, dict) else {"": fault.messages}
    return [f"{name}: {' '.join(map(str, reasons))}" for name, reasons in told.items()]
