"""A closed-loop HTTP client: so many connections, each with one request out. Loopback only."""

import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.benchmarks.claims import percentile


@dataclass
class Load:
    """What a run gave: seconds a request, statuses, and how long it took."""

    seconds: float
    waits: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def rate(self, *statuses: int) -> float:
        return sum(self.statuses[status] for status in statuses) / self.seconds

    def wait_ms(self, share: float) -> float:
        return percentile(self.waits, share) * 1000


class _Connection:
    """One connection, as a browser's: a server that closes after each answer makes it pay for a new one, and what was
    sent just when the server let a silent connection go is sent again on a new one.
    """

    def __init__(self, port: int, selector: selectors.BaseSelector) -> None:
        self._port, self._selector = port, selector
        self._socket: socket.socket | None = None
        self.request, self.received, self.sent_at = b"", b"", 0.0
        self._answers = 0

    def send(self, request: bytes) -> None:
        self.request, self.received, self.sent_at = request, b"", time.perf_counter()
        self._pass_on()

    def _pass_on(self) -> None:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=30)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._selector.register(self._socket, selectors.EVENT_READ, self)
            self._answers = 0
        try:
            self._socket.sendall(self.request)
        except (BrokenPipeError, ConnectionResetError):
            if not self._answers:
                raise
            self.close()
            self._pass_on()

    def receive(self) -> int | None:
        """Read on; the status once the whole answer is here."""
        assert self._socket is not None
        try:
            data = self._socket.recv(262144)
        except ConnectionResetError:
            data = b""
        if not data and not self.received and self._answers:
            self.close()
            self._pass_on()
            return None
        assert data, "the server closed a connection in the middle of an answer"
        self.received += data
        head, separator, body = self.received.partition(b"\r\n\r\n")
        if not separator:
            return None
        status, headers = int(head[9:12]), head.lower()
        length = next((int(line[15:]) for line in headers.split(b"\r\n") if line.startswith(b"content-length:")), 0)
        if len(body) < length:
            return None
        self._answers += 1
        if b"\r\nconnection: close" in headers:
            self.close()
        return status

    def close(self) -> None:
        if self._socket is not None:
            self._selector.unregister(self._socket)
            self._socket.close()
            self._socket = None


def drive(port: int, make: Callable[[], bytes], connections: int, seconds: float) -> Load:
    """Send what `make` makes over so many connections for so long; every answer is awaited."""
    selector = selectors.DefaultSelector()
    load, began, busy = Load(0.0), time.perf_counter(), connections
    for _ in range(connections):
        _Connection(port, selector).send(make())
    while busy:
        ready = selector.select(30)
        assert ready, "the server did not answer for 30 seconds"
        for key, _ in ready:
            connection: _Connection = key.data
            status = connection.receive()
            if status is None:
                continue
            now = time.perf_counter()
            load.waits.append(now - connection.sent_at)
            load.statuses[status] += 1
            if now - began < seconds:
                connection.send(make())
            else:
                connection.close()
                busy -= 1
    load.seconds = time.perf_counter() - began
    return load
