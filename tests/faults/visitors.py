"""Visitors who send entries over real connections and do not give up."""

import http.client
import json
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from backend.ops.demo import DEMO_KEY

ENTRIES = "/w/v1/entries"
Entry = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def new_entry() -> Entry:
    """An entry at the demo shop's checkout: two ratings, and a comment now and then."""
    comment = {"comment": "Toimitus kesti kauan, mutta paketti oli ehjä."} if random.random() < 0.3 else {}
    return {
        "id": str(uuid.uuid4()),
        "site": DEMO_KEY,
        "touchpoint": "checkout",
        "rating": random.randint(1, 5),
        "answers": {"recommend": random.randint(0, 10)},
        "language": "fi",
        **comment,
    }


class Line:
    """One visitor's connection, opened anew after it broke."""

    def __init__(self, port: int, timeout: float = 15) -> None:
        self._port, self._timeout = port, timeout
        self._connection: http.client.HTTPConnection | None = None

    def call(self, method: str, path: str, body: Any = None) -> Answer:
        """Raises OSError or HTTPException when the line breaks before the whole answer has come."""
        headers = {"Origin": f"http://127.0.0.1:{self._port}", "Content-Type": "application/json"}
        began = time.monotonic()
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=self._timeout)
        try:
            self._connection.request(method, path, None if body is None else json.dumps(body), headers)
            response = self._connection.getresponse()
            return Answer(response.status, response.headers, response.read(), time.monotonic() - began)
        except (OSError, http.client.HTTPException):
            self.close()
            raise

    def post(self, entry: Entry) -> Answer:
        return self.call("POST", ENTRIES, entry)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def call(port: int, method: str, path: str, body: Any = None, timeout: float = 15) -> Answer:
    """One request on a connection of its own."""
    line = Line(port, timeout)
    try:
        return line.call(method, path, body)
    finally:
        line.close()


@dataclass
class Crowd:
    """What many visitors did together."""

    port: int
    acknowledged: list[uuid.UUID] = field(default_factory=list)
    refused: Counter[int] = field(default_factory=Counter)
    broken: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def retries(self) -> int:
        return self.broken + self.refused.total()

    def _visit(self) -> None:
        line = Line(self.port)
        while not self.stopping.is_set():
            self._send_until_acknowledged(line, new_entry())
        line.close()

    def _send_until_acknowledged(self, line: Line, entry: Entry) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                answer = line.post(entry)
            except (OSError, http.client.HTTPException):
                self.broken += 1
                time.sleep(0.02)
                continue
            if answer.status == 201:
                self.acknowledged.append(uuid.UUID(answer.json["id"]))
                return
            self.refused[answer.status] += 1
            time.sleep(0.05)


@contextmanager
def crowd(port: int, visitors: int) -> Iterator[Crowd]:
    """Visitors at work during the block; at its end each finishes the entry it has begun."""
    people = Crowd(port)
    threads = [threading.Thread(target=people._visit, daemon=True) for _ in range(visitors)]
    for thread in threads:
        thread.start()
    try:
        yield people
    finally:
        people.stopping.set()
        for thread in threads:
            thread.join(40)
    assert not any(thread.is_alive() for thread in threads), "a visitor was never answered"
