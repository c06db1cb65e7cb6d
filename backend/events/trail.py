"""The audit trail as its readers ask for it: page by page, or all of it in one stream."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, literal_column, select

from backend.events.models import COMMONEST, Event
from backend.foundation.database import db
from backend.foundation.errors import invalid_param
from backend.foundation.fields import utc_text
from backend.foundation.ids import earliest_id
from backend.foundation.pages import Page, decode_cursor, page_of

AT_ONCE = 1000
COLUMNS = ("id", "occurred_at", "kind", "subject_id", "actor_id", "actor_name", "data")
# A spreadsheet takes a cell that begins so for a formula, whoever wrote it there.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def trail_page(site_id: UUID, asked: Mapping[str, Any]) -> Page:
    """A page of a site's events, the newest first, as plain values. `asked` is a loaded TrailQuery."""
    cursor = decode_cursor(asked["cursor"])
    before = None if cursor is None else _id_of(cursor)
    page = page_of(_rows(site_id, asked, before, asked["limit"] + 1), asked["limit"])
    return Page([_plain(row) for row in page.items], page.next_cursor)


def stream_lines(site_id: UUID, asked: Mapping[str, Any]) -> Iterator[bytes]:
    """The same events, all of them, as lines of JSON."""
    for rows in _chunks(site_id, asked):
        yield "".join(json.dumps(_plain(row), ensure_ascii=False) + "\n" for row in rows).encode()


def stream_csv(site_id: UUID, asked: Mapping[str, Any]) -> Iterator[bytes]:
    """The same as a table for spreadsheets (RFC 4180, UTF-8 with its mark, by which they know the letters)."""
    yield b"\xef\xbb\xbf" + _table([COLUMNS])
    for rows in _chunks(site_id, asked):
        yield _table([_cells(_plain(row)) for row in rows])


def _chunks(site_id: UUID, asked: Mapping[str, Any]) -> Iterator[Sequence[Row[Any]]]:
    """Each in a short read of its own: a slow reader holds neither a lock nor a snapshot, and few rows in memory."""
    before: UUID | None = None
    while rows := _rows(site_id, asked, before, AT_ONCE):
        db.session.rollback()
        yield rows
        before = rows[-1].id


def _rows(site_id: UUID, asked: Mapping[str, Any], before: UUID | None, most: int) -> Sequence[Row[Any]]:
    wanted = select(*[getattr(Event, name) for name in COLUMNS]).where(Event.site_id == site_id, *_conditions(asked))
    if before is not None:
        wanted = wanted.where(Event.id < before)
    return db.session.execute(wanted.order_by(Event.id.desc()).limit(most)).all()


def _conditions(asked: Mapping[str, Any]) -> Iterator[ColumnElement[bool]]:
    if asked.get("kind"):
        yield Event.kind.in_(asked["kind"])
        if COMMONEST not in asked["kind"]:
            # Written out, or neither database takes the index of the rarer kinds for a value that comes later.
            yield Event.kind != literal_column(f"'{COMMONEST}'")
    if asked.get("actor"):
        yield Event.actor_id == asked["actor"]
    if asked.get("subject"):
        yield Event.subject_id == asked["subject"]
    if asked.get("since"):
        yield Event.id >= earliest_id(asked["since"])
    if asked.get("until"):
        yield Event.id < earliest_id(asked["until"])


def _plain(row: Row[Any]) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "occurred_at": utc_text(row.occurred_at),
        "kind": row.kind,
        "subject_id": str(row.subject_id),
        "actor": row.actor_id and {"id": str(row.actor_id), "name": row.actor_name},
        "data": row.data,
    }


def _cells(event: Mapping[str, Any]) -> list[str]:
    actor = event["actor"] or {"id": "", "name": ""}
    told = (event["id"], event["occurred_at"], event["kind"], event["subject_id"], actor["id"], actor["name"] or "")
    data = json.dumps(event["data"], ensure_ascii=False) if event["data"] else ""
    return [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in (*told, data)]


def _table(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _id_of(cursor: str) -> UUID:
    try:
        return UUID(hex=cursor)
    except ValueError:
        raise invalid_param("cursor", "invalid", "use next_cursor of the page before, unchanged") from None
