"""The lane of those who follow: one thread a process keeps their connections and writes to all of them.

Each of them on a thread of gunicorn's would leave none for requests. Here somebody who follows costs a socket; what is
new is looked for once for all of them, and nobody looks while nobody follows.
"""

import contextlib
import os
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Flask

from backend.feedback.follow import HELLO, Follower, may_still_follow
from backend.feedback.news import Watch, message_of

LOOK_SECONDS, AFTER_FAULT_SECONDS = 0.5, 5.0
BEAT_SECONDS, CHECK_SECONDS = 15.0, 15.0
MOST_LINES = 400  # a process; more are answered once, and ask again
MOST_UNSENT = 256 * 1024  # bytes that wait for a slow reader before the line is closed
BEAT = b"event: beat\ndata: {}\n\n"


@dataclass(slots=True, eq=False)
class Line:
    """One connection that is kept. `chunked`: its answer is written in chunks, as HTTP/1.1 has it."""

    conn: Any
    follower: Follower
    chunked: bool
    check_at: float
    beat_at: float = 0.0
    unsent: bytes = b""


class LiveLane:
    """`worker` is the gunicorn worker: it says how long to go on, and counts the connections."""

    def __init__(self, app: Flask, worker: Any) -> None:
        self._app, self._worker = app, worker
        self._watch = Watch()
        self._lines: dict[Any, Line] = {}
        self._new: deque[Line] = deque()
        self._look_at = 0.0
        self._selector = selectors.DefaultSelector()
        self._hear, self._bell = os.pipe()
        for end in (self._hear, self._bell):
            os.set_blocking(end, False)
        self._selector.register(self._hear, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._work, name="live", daemon=True)
        self._thread.start()

    def __len__(self) -> int:
        return len(self._lines) + len(self._new)

    def has_room(self) -> bool:
        return len(self) < MOST_LINES and bool(self._worker.alive) and self._thread.is_alive()

    def add(self, conn: Any, follower: Follower, chunked: bool) -> None:
        """Take over a connection on which an answer was begun, from any thread."""
        self._new.append(Line(conn, follower, chunked, time.monotonic() + CHECK_SECONDS))
        self.ring()

    def ring(self) -> None:
        with contextlib.suppress(BlockingIOError):  # full of rings: the lane will look
            os.write(self._bell, b"\0")

    def _work(self) -> None:
        try:
            while self._worker.alive:
                self._listen()
                if self._lines and time.monotonic() >= self._look_at:
                    self._look_at = time.monotonic() + LOOK_SECONDS
                    self._tell(self._news())
        except Exception:
            self._worker.log.exception("The lane for live news broke. Who follows asks again and is answered once.")
        for line in [*self._lines.values(), *self._new]:
            self._close(line)

    def _listen(self) -> None:
        """Until the next look, or for ever while nobody follows: who comes, and who goes."""
        timeout = max(0.0, self._look_at - time.monotonic()) if self._lines else None
        for key, _ in self._selector.select(timeout):
            if key.data is None:
                with contextlib.suppress(BlockingIOError):
                    os.read(self._hear, 4096)
            else:
                self._hear_out(key.data)
        while self._new:
            self._welcome(self._new.popleft())

    def _welcome(self, line: Line) -> None:
        """From here on everything is told, so that it is now that she has to fetch what she shows."""
        try:
            line.conn.sock.setblocking(False)
            self._selector.register(line.conn.sock, selectors.EVENT_READ, line)
        except (OSError, ValueError):
            self._close(line)
            return
        self._lines[line.conn] = line
        self._send(line, HELLO)

    def _hear_out(self, line: Line) -> None:
        """Nothing more is asked on such a connection; it ends when its reader goes."""
        try:
            if line.conn.sock.recv(4096):
                return
        except BlockingIOError:
            return
        except OSError:
            pass
        self._close(line)

    def _news(self) -> Mapping[UUID, bytes]:
        """What is new, as one message a site."""
        keys = {site_id: key for line in self._lines.values() for site_id, key in line.follower.sites.items()}
        try:
            with self._app.app_context():
                found = self._watch.look(keys)
        except Exception as fault:  # noqa: BLE001 - the database may be gone for a while; nobody is sent away
            self._worker.log.warning("live_look_failed: %s", type(fault).__name__)
            self._look_at = time.monotonic() + AFTER_FAULT_SECONDS
            return {}
        return {site_id: message_of(keys[site_id], news) for site_id, news in found.items()}

    def _tell(self, messages: Mapping[UUID, bytes]) -> None:
        now = time.monotonic()
        self._send_away(now)
        for line in list(self._lines.values()):
            text = b"".join([messages[site_id] for site_id in line.follower.sites if site_id in messages])
            if text or line.unsent or now >= line.beat_at:
                self._send(line, text if text or line.unsent else BEAT)

    def _send_away(self, now: float) -> None:
        """Those who may follow no longer, of all whose time has come to be looked after."""
        due = [line for line in self._lines.values() if now >= line.check_at]
        if not due:
            return
        for line in due:
            line.check_at = now + CHECK_SECONDS
        try:
            with self._app.app_context():
                staying = may_still_follow([line.follower for line in due])
        except Exception:  # noqa: BLE001 - where the database does not answer, nothing is told either
            return
        for line in due:
            if line.follower not in staying:
                self._close(line)

    def _send(self, line: Line, text: bytes) -> None:
        line.unsent += b"%X\r\n%b\r\n" % (len(text), text) if line.chunked and text else text
        line.beat_at = time.monotonic() + BEAT_SECONDS
        try:
            line.unsent = line.unsent[line.conn.sock.send(line.unsent) :]
        except BlockingIOError:
            pass
        except OSError:
            self._close(line)
            return
        if len(line.unsent) > MOST_UNSENT:
            self._close(line)

    def _close(self, line: Line) -> None:
        with contextlib.suppress(KeyError, ValueError, OSError):
            self._selector.unregister(line.conn.sock)
        self._lines.pop(line.conn, None)
        with contextlib.suppress(OSError):
            if line.chunked and not line.unsent:
                line.conn.sock.send(b"0\r\n\r\n")
            line.conn.sock.shutdown(socket.SHUT_RDWR)
        line.conn.close()
        self._worker.forget(line.conn)
