"""The writer: submissions that arrive together share one transaction and one fsync; each is answered after it.

One thread takes all that waits, stores it, commits, and only then releases the waiters. A submission that cannot be
kept fails alone: the batch is redone row by row. The queue is bounded; when it is full the answer is 503 before
anything is accepted, never after.
"""

import logging
import os
import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future, TimeoutError as NotInTime
from typing import Any
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import Connection, insert
from sqlalchemy.exc import IntegrityError

from backend.events.models import Event
from backend.events.record import event_row
from backend.feedback.record import NewFeedback, insert_feedback, stored_entries
from backend.foundation.database import db, insert_many, write_lock
from backend.foundation.errors import Conflict, IdempotencyMismatch, Unavailable

log = logging.getLogger(__name__)

MOST_WAITING, MOST_TOGETHER, WAIT_SECONDS = 1000, 200, 8
Publication = str
Job = tuple[NewFeedback, "Future[Publication]"]
EntryKey = tuple[UUID, UUID]


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

    def _store_batch(self, many: Sequence[NewFeedback]) -> list[Publication | BaseException]:
        with write_lock():
            return self._store_locked(many)

    def _store_locked(self, many: Sequence[NewFeedback]) -> list[Publication | BaseException]:
        engine = db.engines[None]
        try:
            with engine.begin() as connection:
                return store_together(connection, many)
        except IntegrityError:
            with engine.begin() as connection:
                return [_store_alone(connection, new) for new in many]


def store_together(connection: Connection, many: Sequence[NewFeedback]) -> list[Publication | BaseException]:
    """Store what is new among these; for each its publication, or why it cannot be."""
    known = stored_entries(connection, [(new.site_id, new.entry_id) for new in many])
    fresh: dict[EntryKey, NewFeedback] = {}
    for new in many:
        if (new.site_id, new.entry_id) not in known:
            fresh.setdefault((new.site_id, new.entry_id), new)
    insert_feedback(connection, list(fresh.values()))
    insert_many(connection, _INSERT_EVENT, [_received(new) for new in fresh.values()])
    return [_outcome(new, known, fresh) for new in many]


def _store_alone(connection: Connection, new: NewFeedback) -> Publication | BaseException:
    try:
        with connection.begin_nested():
            return store_together(connection, [new])[0]
    except IntegrityError:
        log.info("entry_refused_by_database", extra={"site": new.site_id})
        return Conflict("The touchpoint was removed while this was sent. Load the page again.")


def _outcome(
    new: NewFeedback, known: dict[EntryKey, Any], fresh: dict[EntryKey, NewFeedback]
) -> Publication | BaseException:
    key = (new.site_id, new.entry_id)
    if key in known and known[key] is None:
        return Erased("This entry was erased by its author and is not stored again.")
    first = known[key] if key in known else fresh[key]
    if first.fingerprint != new.fingerprint:
        return IdempotencyMismatch(
            "An entry with this id came before with other content. Use a new id, or PATCH the first."
        )
    publication: str = first.publication
    return publication


def _received(new: NewFeedback) -> Any:
    data: dict[str, Any] = {"publication": new.publication, **({"reasons": list(new.reasons)} if new.reasons else {})}
    return event_row("feedback.received", new.site_id, new.id, **data)


def writer() -> Writer:
    found: Writer = current_app.extensions["writer"]
    return found


_INSERT_EVENT = insert(Event.__table__)
