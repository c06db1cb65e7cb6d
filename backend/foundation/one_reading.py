"""One reading for all who ask the same before it begins.

Two hundred consoles that hear the same news ask for the same page within a moment. Each for itself, they would keep
every thread busy for seconds. Here who comes while a reading goes on waits for the next one, and all who wait share it:
what anybody is given was read after she asked, so nobody sees less than she would have seen alone.
"""

import threading
from collections.abc import Callable, Hashable

from flask import Response, current_app

from backend.foundation.database import db
from backend.foundation.requests import json_bytes


class _Reading:
    """`found` stays None when it failed."""

    def __init__(self, before: "_Reading | None") -> None:
        self.before, self.ended = before, threading.Event()
        self.found: bytes | None = None


class Readings:
    """Of each question at most one reading goes on and one waits to begin. For any number of threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._going_on: dict[Hashable, _Reading] = {}
        self._to_begin: dict[Hashable, _Reading] = {}

    def share(self, question: Hashable, read: Callable[[], bytes]) -> bytes:
        """What `read` gives, called here or by somebody who asked the same; never one that began before this call.

        Who shares a reading that failed reads for herself.
        """
        reading, is_mine = self._join(question)
        if is_mine:
            return self._read(question, reading, read)
        reading.ended.wait()
        return read() if reading.found is None else reading.found

    def _join(self, question: Hashable) -> tuple[_Reading, bool]:
        """The reading that is to begin next, and whether it is the caller who has to do it."""
        with self._lock:
            waiting = self._to_begin.get(question)
            if waiting is not None:
                return waiting, False
            made = self._to_begin[question] = _Reading(self._going_on.get(question))
            return made, True

    def _read(self, question: Hashable, reading: _Reading, read: Callable[[], bytes]) -> bytes:
        if reading.before is not None:
            reading.before.ended.wait()
            reading.before = None
        with self._lock:
            self._going_on[question] = self._to_begin.pop(question)
        try:
            reading.found = read()
            return reading.found
        finally:
            with self._lock:
                if self._going_on.get(question) is reading:
                    del self._going_on[question]
            reading.ended.set()


def one_reading(question: Hashable, read: Callable[[], object]) -> Response:
    """The JSON of what `read` gives, as one reading for all of this process who ask `question` at once.

    `question` must hold all that the answer depends on, whose it may be first of all.
    """
    # The transaction in which the caller's rights were read ends: who waits needs no connection, and who reads for
    # others has to see what was stored until they asked.
    db.session.commit()
    readings: Readings = current_app.extensions["readings"]
    body = readings.share(question, lambda: json_bytes(read()))
    return Response(body, content_type="application/json")
