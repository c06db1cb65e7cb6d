"""The lane, through the real server: it answers as the ordinary way does, and holds nobody up."""

import json
import socket
import sqlite3
import time
from contextlib import ExitStack, closing, contextmanager
from uuid import UUID

import pytest

from tests.databases import KINDS
from tests.faults.record import expect_exactly
from tests.faults.visitors import call, new_entry
from tests.servers import prepare, serving, settings_for

STALLED = b"POST /w/v1/entries HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
PADDED = {"X-Pad": " two spaces make it unusual"}


@contextmanager
def running(folder, address=None, **settings):
    """A server of one process and two threads on a database of its own."""
    prepare(settings_for(folder, address))
    with serving(folder, address, KOHTAAMO_PROCESSES="1", KOHTAAMO_THREADS="2", **settings) as server:
        yield server


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running(tmp_path_factory.mktemp("lane")) as started:
        yield started


@pytest.fixture
def line(server):
    with closing(connect(server)) as opened:
        yield opened


def connect(server):
    return socket.create_connection(("127.0.0.1", server.port), timeout=10)


def written(server, body, origin=None, **fields):
    """A page's POST, in one piece."""
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = {
        "Host": f"127.0.0.1:{server.port}",
        "Origin": origin or f"http://127.0.0.1:{server.port}",
        "Content-Type": "application/json",
        "X-Request-ID": "abcdefgh",
        "Content-Length": str(len(body)),
        **fields,
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"POST /w/v1/entries HTTP/1.1\r\n{lines}\r\n".encode() + body


def answer(line):
    """The next answer: status line, headers in order, body."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += more(line, 1)
    first, *fields = received[:-4].decode().split("\r\n")
    headers = [tuple(field.split(": ", 1)) for field in fields]
    length = int(dict(headers)["Content-Length"])
    body = b""
    while len(body) < length:
        body += more(line, length - len(body))
    return first, headers, body


def more(line, size):
    data = line.recv(size)
    assert data, "the server closed the connection"
    return data


def status(line):
    return int(answer(line)[0].split()[1])


@pytest.fixture
def no_threads(server):
    """Every thread of the pool waits for a body that does not come: what is answered now, the lane answers."""
    with ExitStack() as stack:
        for _ in range(2):
            stack.enter_context(connect(server)).sendall(STALLED)
        time.sleep(0.8)  # the lane waits a moment for the rest, then hands them over
        yield


def test_entries_are_answered_though_every_thread_is_taken(server, no_threads, line):
    for _ in range(3):
        line.sendall(written(server, new_entry()))
        assert status(line) == 201


ASKED = {
    "an entry": ({}, None, 201),
    "an unknown site": ({"site": "pk_nobody"}, None, 404),
    "a foreign page": ({}, "https://evil.example", 403),
    "a rating off the scale": ({"rating": 9}, None, 422),
    "a body that is no JSON": (b"{", None, 400),
}


@pytest.mark.parametrize("case", ASKED)
def test_the_answer_is_the_ordinary_one_to_the_last_header(server, line, case):
    members, origin, expected = ASKED[case]
    told = []
    for fields in ({}, PADDED):
        body = members if isinstance(members, bytes) else {**new_entry(), **members}
        line.sendall(written(server, body, origin, **fields))
        first, headers, said = answer(line)
        varying = {"Date"} | ({"Content-Length"} if expected == 201 else set())
        told.append((first, [field for field in headers if field[0] not in varying]))
        told[-1] += (set(json.loads(said)) if expected == 201 else json.loads(said),)
    assert told[0] == told[1]
    assert f" {expected} " in told[0][0]


def test_the_same_entry_again_gets_the_same_receipt_either_way(server, line):
    entry = new_entry()
    told = []
    for fields in ({}, PADDED, {}):
        line.sendall(written(server, entry, **fields))
        told.append(answer(line)[2])
    assert told[0] == told[1] == told[2]
    line.sendall(written(server, {**entry, "rating": 6 - entry["rating"], "comment": "Toinen"}))
    assert status(line) == 422


def test_an_entry_in_pieces_arrives(server, line):
    whole = written(server, new_entry())
    for piece in (whole[:9], whole[9:80], whole[80:-5], whole[-5:]):
        line.sendall(piece)
        time.sleep(0.02)
    assert status(line) == 201


def test_an_entry_whose_rest_comes_late_arrives(server, line):
    whole = written(server, new_entry())
    line.sendall(whole[:-5])
    time.sleep(1)
    line.sendall(whole[-5:])
    assert status(line) == 201


def test_requests_sent_at_once_are_answered_in_their_order(server, line):
    entry, wrong = written(server, new_entry()), written(server, {**new_entry(), "rating": 9})
    line.sendall(entry)
    line.sendall(wrong + HEALTH + written(server, new_entry()) + written(server, b"["))
    assert [status(line) for _ in range(5)] == [201, 422, 200, 201, 400]


def test_all_kinds_of_requests_take_turns_on_one_connection(server, line):
    for _ in range(3):
        line.sendall(written(server, new_entry()))
        assert status(line) == 201
        line.sendall(HEALTH)
        assert status(line) == 200
        line.sendall(written(server, {**new_entry(), "rating": 9}))
        assert status(line) == 422
        line.sendall(b"OPTIONS /w/v1/entries HTTP/1.1\r\nHost: a\r\n\r\n")
        assert status(line) == 200


def test_an_entry_that_is_too_large_is_told_so(server, line):
    line.sendall(written(server, {**new_entry(), "comment": "x" * 70_000}))
    assert status(line) == 413


def test_limits_are_counted_and_told(tmp_path):
    with (
        running(tmp_path, KOHTAAMO_LIMITS="on", KOHTAAMO_LIMIT_ADDRESS="2/minute") as limited,
        closing(connect(limited)) as line,
    ):
        told = []
        for _ in range(3):
            line.sendall(written(limited, new_entry()))
            told.append(answer(line))
    assert [int(first.split()[1]) for first, _, _ in told] == [201, 201, 429]
    assert '"address";r=1' in dict(told[0][1])["RateLimit"]
    assert dict(told[2][1])["Retry-After"]


@pytest.mark.parametrize("kind", KINDS)
def test_many_at_once_are_all_stored_once(kind, tmp_path, fresh_database_url):
    address = fresh_database_url(kind) if kind != "sqlite" else f"sqlite:///{tmp_path / 'kohtaamo.db'}"
    with running(tmp_path, address) as crowded, ExitStack() as stack:
        lines = [stack.enter_context(closing(connect(crowded))) for _ in range(40)]
        sent = []
        for _ in range(5):
            for line in lines:
                sent.append(new_entry())
                line.sendall(written(crowded, sent[-1]))
            assert [status(line) for line in lines] == [201] * len(lines)
    expect_exactly(address, [UUID(entry["id"]) for entry in sent])


def test_who_wants_to_read_does_not_wait_behind_entries_that_are_held_up(tmp_path):
    """Another program holds the database: entries wait for it; a connection that brought entries still reads."""
    with running(tmp_path) as held, ExitStack() as stack:
        waiting, reading, late = [stack.enter_context(closing(connect(held))) for _ in range(3)]
        for line in (waiting, reading, late):
            line.sendall(written(held, new_entry()))
            assert status(line) == 201
        with closing(sqlite3.connect(tmp_path / "kohtaamo.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            waiting.sendall(written(held, new_entry()))
            time.sleep(0.05)
            reading.sendall(b"GET /w/v1/sites/pk_demo HTTP/1.1\r\nHost: a\r\n\r\n")
            assert status(reading) == 200
            assert time.monotonic() - began < 1.5
            late.sendall(written(held, new_entry()))
            assert (status(waiting), status(late)) == (503, 503)
            assert time.monotonic() - began < 9
            other.execute("ROLLBACK")
        for line in (waiting, reading, late):
            line.sendall(written(held, new_entry()))
            assert status(line) == 201


def test_a_silent_connection_does_not_keep_the_server_from_stopping(tmp_path):
    with running(tmp_path) as stopping, closing(connect(stopping)) as line, closing(connect(stopping)):
        line.sendall(written(stopping, new_entry()))
        assert status(line) == 201
        began = time.monotonic()
        assert stopping.stop() == 0
        assert time.monotonic() - began < 6
        assert line.recv(1) == b""


def test_the_next_request_is_still_answered_while_the_server_stops(tmp_path):
    with running(tmp_path) as stopping, closing(connect(stopping)) as line:
        line.sendall(written(stopping, new_entry()))
        assert status(line) == 201
        stopping.process.terminate()
        time.sleep(0.5)
        line.sendall(written(stopping, new_entry()))
        first, headers, _ = answer(line)
        assert " 201 " in first
        assert dict(headers)["Connection"] == "close"
        assert line.recv(1) == b""


def test_who_hangs_up_harms_nobody(server):
    for _ in range(20):
        with closing(connect(server)) as line:
            line.sendall(written(server, new_entry()))
    assert call(server.port, "POST", "/w/v1/entries", new_entry()).status == 201


def test_a_lane_that_broke_leaves_its_connections_to_the_threads(tmp_path):
    """No fault of ours known today ends it; should one ever, visitors must not notice."""
    prepare(settings_for(tmp_path))
    breaking = (
        "import sys; from gunicorn.app.wsgiapp import run; from backend.ops.entry_lines import EntryLines as Lines; "
        "asked, times = Lines.asked, iter(range(99)); "
        "Lines.asked = lambda self, timeout: asked(self, timeout) if next(times) < 6 else 1 / 0; "
        "sys.argv[1:] = ['-c', 'python:backend.ops.gunicorn', 'wsgi:app']; run()"
    )
    with serving(tmp_path, command=("-c", breaking), KOHTAAMO_PROCESSES="1") as broken, ExitStack() as stack:
        lines = [stack.enter_context(closing(connect(broken))) for _ in range(4)]
        for _ in range(5):
            for line in lines:
                line.sendall(written(broken, new_entry()))
            assert [status(line) for line in lines] == [201] * 4
    assert "The lane for entries broke" in (tmp_path / "server.log").read_text()
