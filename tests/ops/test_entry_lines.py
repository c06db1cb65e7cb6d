"""The connections of the lane, over real sockets: what is read, what is given back, and who is let go."""

import json
import socket
import time
from contextlib import ExitStack

import pytest
from gunicorn.config import Config

from backend.ops import entry_lines
from backend.ops.entry_lines import EntryLines
from backend.ops.plain_request import PlainRequests

PATH = "/w/v1/entries"
BODY = json.dumps({"rating": 4}).encode()
REQUEST = (
    f"POST {PATH} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {len(BODY)}\r\n\r\n".encode()
    + BODY
)


class Connection:
    """As much of gunicorn's connection as the lines use."""

    client = server = ("127.0.0.1", 1)

    def __init__(self, sock):
        self.sock = sock
        sock.setblocking(False)

    def close(self):
        self.sock.close()


class Lines(EntryLines):
    """Remembers what was given back and what was forgotten."""

    def __init__(self, keepalive):
        self.given_back, self.forgotten = [], []
        requests = PlainRequests(PATH, Config())
        super().__init__(
            requests, keepalive, lambda conn, data: self.given_back.append((conn, data)), self.forgotten.append
        )


@pytest.fixture
def lines():
    return Lines(keepalive=15)


@pytest.fixture
def visitor(lines):
    """Makes a connection of the lane's: the visitor's end."""
    with ExitStack() as stack:

        def connect(to=lines):
            here, there = socket.socketpair()
            stack.enter_context(here), stack.enter_context(there)
            to.add(Connection(here))
            return there

        yield connect


def test_whole_entries_of_many_are_read_at_once(lines, visitor):
    for _ in range(5):
        visitor().sendall(REQUEST)
    asked = lines.asked(1)
    assert [environ["wsgi.input"].read() for _, environ in asked] == [BODY] * 5


def test_what_is_there_is_not_kept_waiting_for_more(lines, visitor):
    visitor().sendall(REQUEST)
    began = time.monotonic()
    assert len(lines.asked(3)) == 1
    assert time.monotonic() - began < 1


def test_an_entry_in_pieces_is_put_together(lines, visitor):
    there = visitor()
    for piece in (REQUEST[:70], REQUEST[70:-3]):
        there.sendall(piece)
        assert lines.asked(0) == []
    there.sendall(REQUEST[-3:])
    [(_, environ)] = lines.asked(1)
    assert environ["wsgi.input"].read() == BODY
    assert lines.given_back == []


def test_who_is_slow_is_given_back_with_every_byte(lines, visitor, monkeypatch):
    monkeypatch.setattr(entry_lines, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(entry_lines, "LOOK_SECONDS", 0)
    there, deadline = visitor(), time.monotonic() + 5
    for place in range(len(REQUEST)):  # each byte alone: patience is for the request, not for the byte
        there.sendall(REQUEST[place : place + 1])
        assert lines.asked(0.002) == []
        if lines.given_back:
            break
    [(_, data)] = lines.given_back
    assert data
    assert REQUEST.startswith(data)
    assert len(lines) == 0
    assert time.monotonic() < deadline


def test_what_is_no_plain_entry_is_given_back_with_every_byte(lines, visitor):
    other = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
    visitor().sendall(other)
    assert lines.asked(1) == []
    assert [data for _, data in lines.given_back] == [other]
    assert len(lines) == 0


def test_who_sends_on_before_the_answer_is_read_after_it(lines, visitor):
    there = visitor()
    there.sendall(REQUEST)
    [(line, _)] = lines.asked(1)
    there.sendall(REQUEST)
    assert lines.asked(0) == []
    assert lines.asked(0) == []
    lines.answered(line)
    assert len(lines.asked(1)) == 1


def test_who_has_gone_is_forgotten(lines, visitor):
    visitor().close()
    assert lines.asked(0) == []
    assert len(lines.forgotten) == 1
    assert len(lines) == 0


def test_who_says_nothing_for_long_is_let_go(visitor, monkeypatch):
    monkeypatch.setattr(entry_lines, "LOOK_SECONDS", 0)
    lines = Lines(keepalive=0.05)
    there = visitor(lines)
    lines.asked(0)
    time.sleep(0.06)
    lines.asked(0)
    assert len(lines.forgotten) == 1
    assert there.recv(1) == b""


def test_a_silent_line_is_closed_when_the_server_stops_and_a_busy_one_is_not(lines, visitor, monkeypatch):
    monkeypatch.setattr(entry_lines, "LOOK_SECONDS", 0)
    visitor()
    visitor().sendall(REQUEST)
    assert len(lines.asked(0)) == 1
    lines.close_within(0)
    time.sleep(0.01)
    lines.asked(0)
    assert len(lines.forgotten) == 1
    assert len(lines) == 1


def test_in_the_lanes_stead_all_that_has_come_is_given_back(lines, visitor):
    silent, asking, beginning, at_work = visitor(), visitor(), visitor(), visitor()
    at_work.sendall(REQUEST)
    beginning.sendall(REQUEST[:50])
    assert len(lines.asked(1)) == 1
    at_work.sendall(REQUEST)
    beginning.sendall(REQUEST[50:])
    asking.sendall(REQUEST)
    new = visitor()
    lines.hand_over()
    assert sorted(data for _, data in lines.given_back) == [b"", b"", REQUEST[:50]]
    assert len(lines) == 2  # the silent one and the one whose answer is on its way
    assert all(end.fileno() > 0 for end in (silent, new))


def test_only_those_lately_heard_count_as_at_work(visitor):
    lines = Lines(keepalive=15)
    visitor(lines), visitor(lines).sendall(REQUEST)
    [(line, _)] = lines.asked(1)
    time.sleep(0.02)
    assert lines.at_work(0.01) == 1
    lines.answered(line)
    assert lines.at_work(1) == 2
    time.sleep(0.02)
    assert lines.at_work(0.01) == 0
