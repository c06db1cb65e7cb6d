"""The connections that lately brought entries, each with what it has sent of the next one.

One thread at a time reads them: the lane, or the worker's main thread in its stead while the lane is held up.
"""

import contextlib
import os
import selectors
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from backend.ops.plain_request import MOST_BYTES, Environ, PlainRequests, Unread

PATIENCE_SECONDS = 0.25  # for the rest of a request; then a thread of the pool waits for it
LOOK_SECONDS = 0.2
MOST_AT_ONCE = 64


@dataclass(slots=True, eq=False)
class Line:
    """One connection. It is busy from a whole request until its answer, and not read meanwhile."""

    conn: Any
    until: float
    read: bytes = b""
    busy: bool = False
    watched: bool = False


Asked = tuple[Line, Environ]


class EntryLines:
    """`give_back(conn, data)` takes a connection whose next request is no plain entry, with what was read of it;
    `forget(conn)` one that was closed. `keepalive` is how many seconds a silent connection stays."""

    def __init__(
        self,
        requests: PlainRequests,
        keepalive: float,
        give_back: Callable[[Any, bytes], None],
        forget: Callable[[Any], None],
    ) -> None:
        self._requests, self._keepalive = requests, keepalive
        self._give_back, self._forget = give_back, forget
        self._reading = threading.Lock()
        self._selector = selectors.DefaultSelector()
        self._lines: dict[Any, Line] = {}
        self._new: deque[Line] = deque()
        self._looked_at = 0.0
        self._hear, self._bell = os.pipe()
        for end in (self._hear, self._bell):
            os.set_blocking(end, False)
        self._selector.register(self._hear, selectors.EVENT_READ)

    def __len__(self) -> int:
        return len(self._lines) + len(self._new)

    def at_work(self, within: float) -> int:
        """How many were answered or have asked in these last seconds."""
        since = time.monotonic() + self._keepalive - within
        return len(self._new) + sum(line.busy or line.until > since for line in list(self._lines.values()))

    def add(self, conn: Any) -> None:
        """Take a connection over, from any thread. Its socket must not block."""
        self._new.append(Line(conn, time.monotonic() + self._keepalive))
        self.ring()

    def ring(self) -> None:
        with contextlib.suppress(BlockingIOError):  # full of rings: the lane will look
            os.write(self._bell, b"\0")

    def asked(self, timeout: float) -> list[Asked]:
        """The entries that are there, or that come within so many seconds; their lines are busy from now on."""
        with self._reading:
            found = self._welcome()
            found += self._ready(0 if found else timeout)
            self._look(time.monotonic())
            return found

    def hand_over(self) -> None:
        """In the lane's stead: give every connection on which something has come to the worker's threads."""
        if not self._reading.acquire(blocking=False):
            return
        try:
            for _ in range(len(self._new)):  # the lane may get one back
                self._give_back(self._new.popleft().conn, b"")
            for key, _ in self._selector.select(0):
                if key.data is not None and self._is_free(key.data):
                    self.leave(key.data)
                    self._give_back(key.data.conn, key.data.read)
            self._look(time.monotonic())
        finally:
            self._reading.release()

    def answered(self, line: Line) -> None:
        """The line's answer is on its way: read on."""
        line.busy, line.until = False, time.monotonic() + self._keepalive
        if not line.watched:
            self._watch(line)

    def leave(self, line: Line) -> None:
        """The connection is somebody else's from now on."""
        if line.watched:
            self._selector.unregister(line.conn.sock)
            line.watched = False
        line.busy = False
        self._lines.pop(line.conn, None)

    def close(self, line: Line) -> None:
        self.leave(line)
        line.conn.close()
        self._forget(line.conn)

    def close_within(self, seconds: float) -> None:
        """Whoever says nothing more for so long is let go (when the worker stops)."""
        deadline = time.monotonic() + seconds
        for line in list(self._lines.values()):
            line.until = min(line.until, deadline)

    def _welcome(self) -> list[Asked]:
        found = []
        while self._new:
            line = self._new.popleft()
            self._lines[line.conn] = line
            self._watch(line)
            environ = self._read(line)
            if environ is not None:
                found.append((line, environ))
        return found

    def _ready(self, timeout: float) -> list[Asked]:
        found = []
        for key, _ in self._selector.select(timeout)[:MOST_AT_ONCE]:
            if key.data is None:
                with contextlib.suppress(BlockingIOError):
                    os.read(self._hear, 4096)
            elif self._is_free(key.data) and (environ := self._read(key.data)) is not None:
                found.append((key.data, environ))
        return found

    def _watch(self, line: Line) -> None:
        self._selector.register(line.conn.sock, selectors.EVENT_READ, line)
        line.watched = True

    def _is_free(self, line: Line) -> bool:
        """Whether it may be read. Who sends on before he is answered is not looked at again until then."""
        if line.busy and line.watched:
            self._selector.unregister(line.conn.sock)
            line.watched = False
        return not line.busy

    def _read(self, line: Line) -> Environ | None:
        """The next request of a line if it is a whole plain entry. What it is else, this sees to."""
        try:
            data = line.conn.sock.recv(MOST_BYTES)
        except BlockingIOError:
            return None
        except OSError:
            data = b""
        if not data:
            self.close(line)
            return None
        if not line.read:
            line.until = time.monotonic() + PATIENCE_SECONDS
        line.read += data
        found = self._requests.read(line.read, line.conn.client, line.conn.server)
        if isinstance(found, dict):
            line.read, line.busy = b"", True
            return found
        if found is Unread.UNUSUAL:
            self.leave(line)
            self._give_back(line.conn, line.read)
        return None

    def _look(self, now: float) -> None:
        """Let go of those whose time is over."""
        if now < self._looked_at + LOOK_SECONDS:
            return
        self._looked_at = now
        for line in [line for line in self._lines.values() if line.until < now and not line.busy]:
            if line.read:
                self.leave(line)
                self._give_back(line.conn, line.read)
            else:
                self.close(line)
