"""The writer: what arrives together is stored in one transaction, on the driver's own cursor.

A submission that cannot be kept fails alone: the batch is redone row by row.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import Engine, insert

from backend.events.models import Event
from backend.events.record import event_row
from backend.feedback.record import (
    EntryKey,
    FeedbackRows,
    NewFeedback,
    StoredEntry,
    insert_feedback,
    rows_of,
    stored_entries,
)
from backend.foundation.database import db, write_lock
from backend.foundation.errors import Conflict, IdempotencyMismatch
from backend.foundation.statements import DriverCursor, DriverStatement, Values
from backend.intake.group_commit import GroupCommit

log = logging.getLogger(__name__)

Publication = str
Outcome = Publication | BaseException


class Erased(Conflict):
    code, title = "erased", "This entry was erased"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission with the rows it becomes. All that can be made ahead is: while one writes, all others wait."""

    new: NewFeedback
    rows: FeedbackRows
    event: Values


class Writer:
    """Stores submissions, those that arrive together in one commit; each is answered after it."""

    def __init__(self, together: bool, most_leaders: int) -> None:
        self._group = GroupCommit(_store_batch, write_lock, most_leaders) if together else None

    def store(self, new: NewFeedback) -> Publication:
        """Store one submission; its publication once it is on disk. A repetition gives what was stored first."""
        let_go_of_connection()
        waiting = waiting_of(new)
        if self._group is not None:
            publication: Publication = self._group.store(waiting)
            return publication
        outcome = store_batch([waiting])[0]
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


def waiting_of(new: NewFeedback) -> Waiting:
    return Waiting(new, rows_of(db.engine.dialect, new), _event_of(new))


def let_go_of_connection() -> None:
    """Who waits must hold no connection: the batch needs one, and all others might be in waiting hands."""
    if db.session.registry.has():
        db.session.rollback()


def store_batch(many: Sequence[Waiting]) -> list[Outcome]:
    """Store these in one transaction, when it is this caller's turn to write; for each its outcome.

    Raises what breaks them all: the database held, gone or without room.
    """
    with write_lock():
        return _store_batch(many)


def _store_batch(many: Sequence[Waiting]) -> list[Outcome]:
    engine = db.engines[None]
    refused: type[Exception] = engine.dialect.loaded_dbapi.IntegrityError
    try:
        with _transaction(engine) as cursor:
            return _store_together(cursor, many)
    except refused:
        return [_store_alone(engine, one, refused) for one in many]


@contextmanager
def _transaction(engine: Engine) -> Iterator[DriverCursor]:
    """A write transaction on the driver's own connection; a connection that failed is thrown away."""
    connection = engine.raw_connection()
    try:
        cursor = DriverCursor(engine.dialect, connection.cursor())
        if engine.dialect.name == "sqlite":
            cursor.driver.execute("BEGIN IMMEDIATE")
            yield cursor
            connection.commit()
        else:
            # Sent without waiting for each answer; the end of the pipeline waits for all, the commit's the last.
            with connection.driver_connection.pipeline():  # type: ignore[union-attr]
                yield cursor
                cursor.driver.execute("COMMIT")
    except BaseException:
        # SQLite keeps a closed connection, with its lock, until the last cursor is gone: roll back while it is open.
        with suppress(Exception):
            connection.rollback()
        connection.invalidate()
        raise
    finally:
        connection.close()


def _store_together(cursor: DriverCursor, many: Sequence[Waiting]) -> list[Outcome]:
    """Store what is new among these; for each its publication, or why it cannot be."""
    known = stored_entries(cursor, [(one.new.site_id, one.new.entry_id) for one in many])
    fresh: dict[EntryKey, Waiting] = {}
    for one in many:
        if (one.new.site_id, one.new.entry_id) not in known:
            fresh.setdefault((one.new.site_id, one.new.entry_id), one)
    insert_feedback(cursor, [one.rows for one in fresh.values()])
    _INSERT_EVENT.write(cursor, [one.event for one in fresh.values()])
    return [_outcome(one.new, known, fresh) for one in many]


def _store_alone(engine: Engine, one: Waiting, refused: type[Exception]) -> Outcome:
    """One of a batch that failed, in a transaction of its own.

    Tried twice: on PostgreSQL another process may have stored the same entry in between, which the second try finds.
    """
    for _ in range(2):
        try:
            with _transaction(engine) as cursor:
                return _store_together(cursor, [one])[0]
        except refused as fault:
            log.info("entry_refused_by_database", extra={"site": one.new.site_id, "fault": type(fault).__name__})
    return Conflict("The touchpoint was removed while this was sent. Load the page again.")


def _outcome(new: NewFeedback, known: Mapping[EntryKey, StoredEntry], fresh: Mapping[EntryKey, Waiting]) -> Outcome:
    key = (new.site_id, new.entry_id)
    first = known.get(key) or fresh[key].new
    if first.fingerprint is None:
        return Erased("This entry was erased by its author and is not stored again.")
    if first.fingerprint != new.fingerprint:
        return IdempotencyMismatch(
            "An entry with this id came before with other content. Use a new id, or PATCH the first."
        )
    return str(first.publication)


def _event_of(new: NewFeedback) -> Values:
    # The names alone: what was found are the visitor's words, and events outlive an erasure.
    reasons = [reason["name"] for reason in new.reasons]
    data: dict[str, Any] = {"publication": new.publication, **({"reasons": reasons} if reasons else {})}
    return _INSERT_EVENT.values(db.engine.dialect, event_row("feedback.received", new.site_id, new.id, **data))


def writer() -> Writer:
    found: Writer = current_app.extensions["writer"]
    return found


_INSERT_EVENT = DriverStatement(insert(Event.__table__))
