"""Another program holds the database's write lock: a short while is waited for, a long one is answered 503."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import UUID

from tests.faults.conftest import Place
from tests.faults.record import expect_exactly
from tests.faults.visitors import Answer, Entry, call, new_entry

WAITS_AT_MOST = 9.0


@contextmanager
def locked(place: Place, seconds: float = 60) -> Iterator[threading.Event]:
    """A connection with BEGIN IMMEDIATE for so long, or until the block ends."""
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with sqlite3.connect(place.data / "kohtaamo.db", isolation_level=None) as connection:
            connection.execute("BEGIN IMMEDIATE")
            held.set()
            release.wait(seconds)
            connection.execute("ROLLBACK")
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(5)
    try:
        yield release
    finally:
        release.set()
        thread.join()


def expect_told_to_come_again(answer: Answer) -> None:
    assert answer.status == 503
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert int(answer.headers["Retry-After"]) >= 1
    assert answer.json["code"] == "unavailable"
    assert answer.seconds < WAITS_AT_MOST


def test_an_entry_waits_for_a_short_lock(sqlite_place: Place):
    with sqlite_place.serve() as server, locked(sqlite_place, seconds=2):
        entry = new_entry()
        answer = call(server.port, "POST", "/w/v1/entries", entry)
        assert answer.status == 201
        assert 1 < answer.seconds < 5
        read = call(server.port, "GET", "/w/v1/sites/pk_demo/touchpoints/checkout/published")
        assert read.status == 200
    expect_exactly(sqlite_place.address, [UUID(entry["id"])])


def test_a_long_lock_is_answered_and_the_repetition_is_stored_once(sqlite_place: Place):
    entries = [new_entry() for _ in range(6)]
    with sqlite_place.serve() as server, ThreadPoolExecutor(12) as pool:

        def send(entry: Entry) -> Answer:
            return call(server.port, "POST", "/w/v1/entries", entry)

        first = send(entries[0])
        step = {"thread_key": first.json["thread_key"], "answers": {"recommend": 9}}
        with locked(sqlite_place):
            began = time.monotonic()
            sent = [pool.submit(send, entry) for entry in entries[1:]]
            path = f"/w/v1/entries/{first.json['id']}"
            changed = [pool.submit(call, server.port, "PATCH", path, step) for _ in range(4)]
            read = call(server.port, "GET", "/w/v1/sites/pk_demo/touchpoints/checkout/published")
            assert (read.status, read.seconds < 1) == (200, True)
            answers = [future.result() for future in [*sent, *changed]]
            print("answered after", sorted(round(answer.seconds, 1) for answer in answers))
            assert time.monotonic() - began > 2
        for answer in answers:
            expect_told_to_come_again(answer)
        assert [send(entry).status for entry in entries] == [201] * len(entries)
        assert call(server.port, "PATCH", path, step).status == 200
    expect_exactly(sqlite_place.address, [UUID(entry["id"]) for entry in entries])
