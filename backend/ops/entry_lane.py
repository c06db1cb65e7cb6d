"""The lane: one thread a process that takes the plain entries of all connections through together.

A thread for each of them made a batch wait for the interpreter at its every step: 4 to 5 ms for five rows of which
SQLite worked 0.5. Here nothing is handed from thread to thread: what has come is read, admitted, stored in one
transaction and answered; what comes meanwhile is the next batch. All else stays with gunicorn's threads, and so does
what waits on somebody: refusals, which may look into the database, and clients that do not take their answer.
"""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from gunicorn import util
from gunicorn.http.wsgi import SERVER, Response

from backend.intake.shortcut import ARRIVALS, CREATED, EntryShortcut
from backend.intake.together import Arrival
from backend.ops.entry_lines import Asked, EntryLines, Line
from backend.ops.plain_request import Environ, PlainRequests

MOST_TOGETHER, GATHER_SECONDS = 200, 0.01
HELD_UP_SECONDS = 0.25
STOP_SECONDS = 2.0
Arrived = list[tuple[Line, Arrival]]


class EntryLane:
    """`worker` is the gunicorn worker: its threads, its configuration, its log."""

    def __init__(self, worker: Any, app: Callable[..., Any], shortcut: EntryShortcut) -> None:
        self._worker, self._app, self._shortcut = worker, app, shortcut
        requests = PlainRequests(shortcut.path, worker.cfg)
        self.begins_with = requests.begins_with
        self.lines = EntryLines(requests, worker.cfg.keepalive, worker.give_back, worker.forget)
        self._busy_since: float | None = None
        self._thread = threading.Thread(target=self._work, name="entries", daemon=True)
        self._thread.start()

    def is_held_up(self) -> bool:
        """Whether the batch at work takes unusually long: another program holds the database, the disk is slow.

        Then, and should the lane ever break, the worker's threads take what comes.
        """
        since = self._busy_since
        return not self._thread.is_alive() or (since is not None and time.monotonic() - since > HELD_UP_SECONDS)

    def _work(self) -> None:
        try:
            while self._worker.alive:
                self._serve(self.lines.asked(1.0))
            self.lines.close_within(STOP_SECONDS)
            while True:  # the process ends when the worker has no connection left
                self._serve(self.lines.asked(0.1))
        except Exception:
            self._worker.log.exception("The lane for entries broke. The worker's threads take them from now on.")

    def _serve(self, asked: list[Asked]) -> None:
        if not asked:
            return
        self._busy_since = time.monotonic()
        arrived: Arrived = []
        try:
            self._gather(asked, arrived)
        finally:
            self._store(arrived)
        self._busy_since = None

    def _store(self, arrived: Arrived) -> None:
        """Store these in one transaction and answer each."""
        try:
            self._shortcut.store([arrival for _, arrival in arrived])
            self._answer(arrived)
        except Exception:
            self._worker.log.exception("The entries of one batch were not answered.")
            for line, _ in arrived:
                if line.busy:
                    self.lines.close(line)

    def _gather(self, asked: list[Asked], arrived: Arrived) -> None:
        """Admit these and all who come while that is done."""
        until = time.monotonic() + GATHER_SECONDS
        while asked:
            for line, environ in asked:
                self._admit(line, environ, arrived)
            is_enough = len(arrived) >= MOST_TOGETHER or time.monotonic() > until
            asked = [] if is_enough else self.lines.asked(0)

    def _admit(self, line: Line, environ: Environ, arrived: Arrived) -> None:
        try:
            arrived.append((line, self._arrival(environ)))
        except Exception:
            self._worker.log.exception("An entry was not taken in.")
            self.lines.close(line)

    def _arrival(self, environ: Environ) -> Arrival:
        arrivals: list[Arrival] = []
        environ[ARRIVALS] = arrivals
        self._app(environ, _never)
        del environ[ARRIVALS]  # or the two would hold each other
        return arrivals[0]

    def _answer(self, arrived: Arrived) -> None:
        date = util.http_date()
        for line, arrival in arrived:
            if arrival.receipt is None:
                self.lines.leave(line)
                self._worker.tpool.submit(self._refuse, line.conn, arrival)
            else:
                self._send(line, arrival, date)

    def _send(self, line: Line, arrival: Arrival, date: str) -> None:
        stays = self._worker.keeps_connections()
        answer = _written(*self._shortcut.receipt(arrival), date, stays)
        try:
            rest = answer[line.conn.sock.send(answer) :]
        except BlockingIOError:
            rest = answer
        except OSError:
            self.lines.close(line)
            return
        if stays and not rest:
            self.lines.answered(line)
        else:
            self.lines.leave(line)
            self._worker.tpool.submit(self._finish, line.conn, rest, stays)

    def _finish(self, conn: Any, rest: bytes, stays: bool) -> None:
        """Send the rest of an answer, in a thread that may wait for its reader."""
        try:
            conn.sock.setblocking(True)
            conn.sock.sendall(rest)
        except OSError:
            stays = False
        self._part(conn, stays)

    def _refuse(self, conn: Any, arrival: Arrival) -> None:
        """Answer what was not stored, in a thread that may wait for the database and for the reader."""
        stays = False
        try:
            conn.sock.setblocking(True)
            response = Response(_Asked(), conn.sock, self._worker.cfg)
            if not self._worker.keeps_connections():
                response.force_close()
            for part in self._shortcut.refusal(arrival, response.start_response):
                response.write(part)
            response.close()
            stays = not response.should_close()
        except OSError:
            pass  # who asked has gone
        except Exception:
            self._worker.log.exception("A refused entry was not answered.")
        self._part(conn, stays)

    def _part(self, conn: Any, stays: bool) -> None:
        if stays:
            conn.sock.setblocking(False)
            self.lines.add(conn)
        else:
            conn.close(graceful=True)
            self._worker.forget(conn)


class _Asked:
    """As much of a request as gunicorn's answer wants to know."""

    method, version = "POST", (1, 1)

    def should_close(self) -> bool:
        return False


def _written(headers: Sequence[tuple[str, str]], body: bytes, date: str, stays: bool) -> bytes:
    """A 201 as gunicorn writes it."""
    told = "".join([f"{name}: {value}\r\n" for name, value in headers])
    connection = "keep-alive" if stays else "close"
    head = f"HTTP/1.1 {CREATED}\r\nServer: {SERVER}\r\nDate: {date}\r\nConnection: {connection}\r\n{told}\r\n"
    return head.encode("latin-1") + body


def _never(*_: Any) -> None:
    raise AssertionError("what joins the list is not answered by the app")
