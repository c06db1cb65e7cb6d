"""Counts of what pages showed, gathered in memory and written together.

A visitor waits for nothing: counting is one look into a dict, and a thread that ends when it has done so writes every
two seconds at most. What a process has not written when it is stopped is lost, which a sample can bear.
"""

import functools
import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import Flask, Response, current_app, request
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import Headers

from backend.feedback.counts import day_of
from backend.feedback.seen import SeenKey, add_seen
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.errors import Forbidden, NotFound, NotSignedIn, TooMany
from backend.foundation.limits import limits
from backend.foundation.requests import View
from backend.intake.permit import permit
from backend.intake.sender import Sender
from backend.intake.submit import find_door

log = logging.getLogger(__name__)

WRITE_AFTER_SECONDS = 2.0
Counts = dict[SeenKey, Counter[str]]


def count_seen(report: Mapping[str, Any], sender: Sender) -> None:
    """Count a loaded SeenReport; quietly nothing where its site, touchpoint or origin is not known."""
    try:
        site, touchpoint = find_door(report["site"], report["touchpoint"])
        permit(site, sender)
    except (NotFound, Forbidden, NotSignedIn):
        return
    counting: SeenTally = current_app.extensions["seen_tally"]
    counting.add(SeenKey(site.id, day_of(now(), site.timezone), touchpoint.id), report["steps"])


def objects_to_counting(headers: Headers) -> bool:
    """Whether the browser says that nothing be shared or followed. No person is counted, but who says so is let be."""
    return "1" in (headers.get("Sec-GPC"), headers.get("DNT"))


def overlooked_beyond(kind: str, subject: str) -> Callable[[View], View]:
    """Beyond this limit of the caller's address answer as always and do nothing: a count that is lost is no fault.

    The subject gives it room of its own, so that what is counted takes nothing from what is said.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def counted(*arguments: Any, **options: Any) -> Any:
            try:
                limits().count_address(request.environ, kind, subject)
            except TooMany:
                return Response(status=204)
            return view(*arguments, **options)

        return counted

    return decorate


class SeenTally:
    """What waits to be written: at most a row for each touchpoint and day, however many pages tell of it."""

    def __init__(self, app: Flask, write_after: float = WRITE_AFTER_SECONDS) -> None:
        self._app, self._write_after = app, write_after
        self._waiting: dict[SeenKey, Counter[str]] = {}
        self._lock = threading.Lock()
        self._has_writer = False

    def add(self, key: SeenKey, steps: Iterable[str]) -> None:
        """Count each of these steps once; it is written later, outside the request."""
        with self._lock:
            self._waiting.setdefault(key, Counter()).update(set(steps))
            starts, self._has_writer = not self._has_writer, True
        if starts:
            self._start_writer()

    def _start_writer(self) -> None:
        writer = threading.Timer(self._write_after, self.write)
        writer.daemon = True
        try:
            writer.start()
        except RuntimeError:  # no thread to be had now: the next count tries again
            with self._lock:
                self._has_writer = False

    def write(self) -> None:
        """Put on record what waits. What a database that is away does not take waits for the next time."""
        with self._lock:
            waiting, self._waiting, self._has_writer = self._waiting, {}, False
        try:
            with self._app.app_context():
                _store(waiting)
        except Exception as fault:  # noqa: BLE001 - whatever it was, the counts are kept
            log.warning("seen_counts_not_written", extra={"fault": type(fault).__name__})
            self._take_back(waiting)

    def _take_back(self, waiting: Counts) -> None:
        with self._lock:
            for key, steps in waiting.items():
                self._waiting.setdefault(key, Counter()).update(steps)


def _store(counts: Counts) -> None:
    """All in one transaction; where a touchpoint was removed meanwhile, each in its own, and its counts go with it.

    What is on record is taken out of `counts`: what is left after a fault was not stored.
    """
    if not counts:
        return
    try:
        _store_together(counts)
    except IntegrityError:
        for key in list(counts):
            _store_alone(key, counts[key])
            del counts[key]
    else:
        counts.clear()


def _store_alone(key: SeenKey, steps: Counter[str]) -> None:
    try:
        _store_together({key: steps})
    except IntegrityError:
        log.info("seen_count_of_removed_touchpoint", extra={"site": key.site_id})


def _store_together(counts: Mapping[SeenKey, Counter[str]]) -> None:
    with writing():
        add_seen(db.session(), counts)
