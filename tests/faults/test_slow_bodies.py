"""Clients that send half a body and fall silent hold up nobody else."""

import socket
from contextlib import ExitStack
from pathlib import Path

from tests.faults.visitors import call, new_entry
from tests.servers import Server, prepare, serving, settings_for

STALLED, MANY = 10, 100
HALF = (
    b"POST /w/v1/entries HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    b"Content-Length: 500\r\n\r\n" + b'{"id": "'
)


def test_stalled_bodies_do_not_delay_others(sqlite_server: Server):
    with ExitStack() as stack:
        for _ in range(STALLED):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", sqlite_server.port)))
            line.sendall(HALF)
        for _ in range(20):
            answer = call(sqlite_server.port, "POST", "/w/v1/entries", new_entry())
            assert (answer.status, answer.seconds < 2) == (201, True)
            assert call(sqlite_server.port, "GET", "/healthz").seconds < 2


def test_more_stalled_bodies_than_threads_give_them_back(tmp_path: Path):
    prepare(settings_for(tmp_path))
    with ExitStack() as stack:
        server = stack.enter_context(serving(tmp_path, KOHTAAMO_SILENCE="2"))
        lines = [stack.enter_context(socket.create_connection(("127.0.0.1", server.port))) for _ in range(MANY)]
        for line in lines:
            line.sendall(HALF)
        answer = call(server.port, "POST", "/w/v1/entries", new_entry(), timeout=40)
        assert (answer.status, answer.seconds < 12) == (201, True)
        lines[0].settimeout(30)
        assert lines[0].recv(200).startswith(b"HTTP/1.1 408 ")
