"""The writer: submissions that arrive together share one transaction and one fsync; each is answered after it.

One thread takes all that waits, stores it, commits, and only then releases the waiters. A submission that cannot be
kept fails alone: the batch is redone row by row. The queue is bounded; when it is full the answer is 503 before
anything is accepted, never after.
"""

import logging
import os
import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, TimeoutError as NotInTime
from contextlib import contextmanager, suppress
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Engine, insert

from backend.events.models import Event
from backend.events.record import event_row
from backend.feedback.record import EntryKey, NewFeedback, StoredEntry, insert_feedback, stored_entries
from backend.foundation.database import db, write_lock
from backend.foundation.errors import Conflict, IdempotencyMismatch, Unavailable
from backend.foundation.statements import DriverCursor, DriverStatement

log = logging.getLogger(__name__)

MOST_WAITING, MOST_TOGETHER, WAIT_SECONDS = 1000, 200, 8
Publication = str
Outcome = Publication | BaseException
Job = tuple[NewFeedback, "Future[Publication]"]


class Erased(Conflict):
    code, title = "erased", "This entry was erased"


class Writer:
    """Group commit. Threads start at first use, so in the process that serves, not in the one that forks it."""

    def __init__(self, app: Flask, together: bool, threads: int) -> None:
        self._app, self._together, self._threads = app, together, threads
        self._queue: queue.Queue[Job] = queue.Queue(MOST_WAITING)
        self._starting, self._owner = threading.Lock(), -1

    def store(self, new: NewFeedback) -> Publication:
        """Store one submission; its publication once it is on disk. A repetition gives what was stored first."""
        if not self._together:
            result = self._store_batch([new])[0]
            if isinstance(result, BaseException):
                raise result
            return result
        self._start()
        waiting: Future[Publication] = Future()
        try:
            self._queue.put_nowait((new, waiting))
        except queue.Full:
            raise Unavailable("Too much is coming in at once. Nothing was stored; try again shortly.") from None
        try:
            return waiting.result(WAIT_SECONDS)
        except NotInTime:
            raise Unavailable("The database is too busy. Send the same entry again; it is stored once.") from None

    def _start(self) -> None:
        if self._owner == os.getpid():
            return
        with self._starting:
            if self._owner != os.getpid():
                for number in range(self._threads):
                    threading.Thread(target=self._work, name=f"writer-{number}", daemon=True).start()
                self._owner = os.getpid()

    def _work(self) -> None:
        while True:
            jobs = [self._queue.get()]
            try:
                with self._app.app_context():
                    self._store_waiting(jobs)
            except Exception as fault:  # noqa: BLE001 - the waiters must hear of it, and the thread must live on
                for _, waiting in jobs:
                    if not waiting.done():
                        waiting.set_exception(fault)

    def _store_waiting(self, jobs: list[Job]) -> None:
        with write_lock():  # who comes while we wait for the lock joins the batch
            while len(jobs) < MOST_TOGETHER:
                try:
                    jobs.append(self._queue.get_nowait())
                except queue.Empty:
                    break
            results = self._store_locked([new for new, _ in jobs])
        for (_, waiting), result in zip(jobs, results, strict=True):
            if isinstance(result, BaseException):
                waiting.set_exception(result)
            else:
                waiting.set_result(result)

    def _store_batch(self, many: Sequence[NewFeedback]) -> list[Outcome]:
        with write_lock():
            return self._store_locked(many)

    def _store_locked(self, many: Sequence[NewFeedback]) -> list[Outcome]:
        engine = db.engines[None]
        refused: type[Exception] = engine.dialect.loaded_dbapi.IntegrityError
        try:
            with _transaction(engine) as cursor:
                return store_together(cursor, many)
        except refused:
            with _transaction(engine) as cursor:
                return [_store_alone(cursor, new, refused) for new in many]


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
    except BaseException:
        # SQLite keeps a closed connection, with its lock, until the last cursor is gone: roll back while it is open.
        with suppress(Exception):
            connection.rollback()
        connection.invalidate()
        raise
    finally:
        connection.close()


def store_together(cursor: DriverCursor, many: Sequence[NewFeedback]) -> list[Outcome]:
    """Store what is new among these; for each its publication, or why it cannot be."""
    known = stored_entries(cursor, [(new.site_id, new.entry_id) for new in many])
    fresh: dict[EntryKey, NewFeedback] = {}
    for new in many:
        if (new.site_id, new.entry_id) not in known:
            fresh.setdefault((new.site_id, new.entry_id), new)
    insert_feedback(cursor, list(fresh.values()))
    _INSERT_EVENT.run(cursor, [_received(new) for new in fresh.values()])
    return [_outcome(new, known, fresh) for new in many]


def _store_alone(cursor: DriverCursor, new: NewFeedback, refused: type[Exception]) -> Outcome:
    cursor.driver.execute("SAVEPOINT alone")
    try:
        outcome = store_together(cursor, [new])[0]
    except refused:
        cursor.driver.execute("ROLLBACK TO SAVEPOINT alone")
        log.info("entry_refused_by_database", extra={"site": new.site_id})
        return Conflict("The touchpoint was removed while this was sent. Load the page again.")
    cursor.driver.execute("RELEASE SAVEPOINT alone")
    return outcome


def _outcome(new: NewFeedback, known: Mapping[EntryKey, StoredEntry], fresh: Mapping[EntryKey, NewFeedback]) -> Outcome:
    key = (new.site_id, new.entry_id)
    first = known.get(key) or fresh[key]
    if first.fingerprint is None:
        return Erased("This entry was erased by its author and is not stored again.")
    if first.fingerprint != new.fingerprint:
        return IdempotencyMismatch(
            "An entry with this id came before with other content. Use a new id, or PATCH the first."
        )
    return str(first.publication)


def _received(new: NewFeedback) -> Any:
    data: dict[str, Any] = {"publication": new.publication, **({"reasons": list(new.reasons)} if new.reasons else {})}
    return event_row("feedback.received", new.site_id, new.id, **data)


def writer() -> Writer:
    found: Writer = current_app.extensions["writer"]
    return found


_INSERT_EVENT = DriverStatement(insert(Event.__table__))
