"""Members of the staff whose consoles follow a site, each asking the server what backend/console/source/inbox asks.

At `hello` the list and the counts; at news the list, `LIST_APART` after the last look ended, until one look brought a
whole page of new rows; and the counts, `COUNTS_APART` after the last. Each waits a random moment of its own, as the
real ones do (spaced.ts).
"""

import json
import random
import selectors
import socket
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from backend.ops.demo import DEMO_KEY
from tests.benchmarks.client import _Connection

LIST_APART, COUNTS_APART, DELAY = 2.0, 10.0, 0.3
LOOK = 30
LIST = f"/api/v1/feedback?publication=pending&publication=published&publication=hidden&site={DEMO_KEY}&limit={LOOK}"
COUNTS = f"/api/v1/feedback/counts?site={DEMO_KEY}"


class Look:
    """One of the things a console looks at: soon, one at a time, `apart` seconds between two."""

    def __init__(self, request: bytes, connection: _Connection, apart: float) -> None:
        self.request, self.connection, self.apart = request, connection, apart
        self.ended_at = self.due_at = 0.0
        self.state, self.again = "idle", False

    def ask(self) -> None:
        now = time.monotonic()
        self.again = self.state == "running"
        if self.state == "idle":
            self.state = "waiting"
            self.due_at = max(self.ended_at + self.apart, now + DELAY * random.random())

    def begin_if_due(self, now: float) -> None:
        if self.state == "waiting" and now >= self.due_at:
            self.state = "running"
            self.connection.send(self.request)

    def end(self) -> None:
        self.state, self.ended_at = "idle", time.monotonic()
        if self.again:
            self.ask()


@dataclass(eq=False)
class Console:
    """One member's: a stream, and a connection for each of its looks. `told` is when it heard of which feedback."""

    stream: socket.socket
    at_list: Look
    at_counts: Look
    told: dict[str, float] = field(default_factory=dict)
    rest: bytes = b""
    knew: int = 0
    has_gap: bool = False
    cut: int = 0

    def hear(self, data: bytes, at: float) -> None:
        self.rest += data
        *lines, self.rest = self.rest.split(b"\n")
        for line in lines:
            if line == b"event: hello":
                self.at_list.ask()
                self.at_counts.ask()
            elif line.startswith(b'data: {"site"'):
                self._take_in(json.loads(line[6:]), at)

    def _take_in(self, news: dict[str, list[str]], at: float) -> None:
        self.cut += bool(news["more"])
        for told in news["arrived"]:
            self.told.setdefault(told, at)
        if news["arrived"] and not self.has_gap:
            self.at_list.ask()
        self.at_counts.ask()

    def listed(self) -> None:
        """A look at the list ended: when all of its rows are new, the reader has to ask for more."""
        self.has_gap = len(self.told) - self.knew >= LOOK


class Crowd:
    """The consoles of so many members, by their tokens. `pages`: seconds that each page and count took."""

    def __init__(self, port: int, tokens: Sequence[str]) -> None:
        self._port, self._selector = port, selectors.DefaultSelector()
        self.pages: list[float] = []
        self.refused = 0
        self._looks: dict[int, Look] = {}
        self._news: deque[tuple[Console, bytes, float]] = deque()
        self.consoles = [self._open(token) for token in tokens]

    def _open(self, token: str) -> Console:
        credential = f"Host: 127.0.0.1:{self._port}\r\nAuthorization: Bearer {token}\r\n\r\n"
        looks = []
        for path, apart in ((LIST, LIST_APART), (COUNTS, COUNTS_APART)):
            connection = _Connection(self._port, self._selector)
            looks.append(Look(f"GET {path} HTTP/1.1\r\n{credential}".encode(), connection, apart))
            self._looks[id(connection)] = looks[-1]
        stream = socket.create_connection(("127.0.0.1", self._port), timeout=30)
        stream.sendall(f"GET /api/v1/feedback/live?site={DEMO_KEY} HTTP/1.1\r\n{credential}".encode())
        console = Console(stream, *looks)
        self._selector.register(stream, selectors.EVENT_READ, console)
        return console

    def watch(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for key, _ in self._selector.select(0.02):
                if isinstance(key.data, Console):
                    data = key.data.stream.recv(1 << 20)
                    assert data, "a stream was closed"
                    self._news.append((key.data, data, time.time()))
                else:
                    self._take_page(key.data)
            # Whatever has come has its moment before any of it is read: the crowd's own work is no wait of theirs.
            while self._news:
                console, data, at = self._news.popleft()
                console.hear(data, at)
            now = time.monotonic()
            for look in self._looks.values():
                look.begin_if_due(now)

    def watch_until_quiet(self) -> None:
        """Until what everybody fetches at first is there."""
        self.watch(1.0)
        while any(look.state != "idle" for look in self._looks.values()):
            self.watch(0.2)

    def _take_page(self, connection: _Connection) -> None:
        look = self._looks[id(connection)]
        if look.state != "running":
            connection.close()  # silent for so long that the server let it go
            return
        status = connection.receive()
        if status is None:
            return
        self.pages.append(time.perf_counter() - connection.sent_at)
        self.refused += status != 200
        for console in self.consoles:
            if console.at_list is look:
                console.listed()
        look.end()

    def show_arrivals(self) -> None:
        """Everybody asks for what waits, as with a press on "new": their lists look on from here."""
        for console in self.consoles:
            console.knew, console.has_gap = len(console.told), False

    def waits(self, since: float) -> list[float]:
        """Seconds from the making of each entry's id to its being told, of all consoles. A stream begins by telling
        what arrived in the last seconds before it, too: only entries made since that moment count."""
        made: dict[str, float] = {}
        found = []
        for console in self.consoles:
            for told, at in console.told.items():
                if told not in made:
                    made[told] = (UUID(told).int >> 80) / 1000
                if made[told] >= since:
                    found.append(at - made[told])
        return found

    def close(self) -> None:
        for console in self.consoles:
            console.stream.close()
            console.at_list.connection.close()
            console.at_counts.connection.close()
