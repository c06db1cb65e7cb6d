"""How the server shares its threads: many visitors at once are all answered, by all of its processes."""

import http.client
import socket
import time
from contextlib import ExitStack, closing

import psutil
import pytest

from tests.servers import prepare, serving, settings_for


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data = tmp_path_factory.mktemp("threads")
    prepare(settings_for(data))
    with serving(data, KOHTAAMO_PROCESSES="2", KOHTAAMO_THREADS="9") as running:
        yield running


@pytest.fixture
def visitors(server):
    """Forty kept connections: more than twice the threads there are."""
    with ExitStack() as stack:
        connection = http.client.HTTPConnection
        yield [stack.enter_context(closing(connection("127.0.0.1", server.port, timeout=10))) for _ in range(40)]


def ask_all(visitors):
    for visitor in visitors:
        visitor.request("GET", "/healthz")
    answers = [visitor.getresponse() for visitor in visitors]
    return [(answer.status, answer.read()) for answer in answers]


def test_kept_connections_beyond_the_threads_are_all_answered_again_and_again(visitors):
    for _ in range(5):
        assert {status for status, _ in ask_all(visitors)} == {200}


def test_who_comes_new_is_answered_while_others_stay(server, visitors):
    ask_all(visitors)
    began = time.monotonic()
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)) as late:
        late.request("GET", "/healthz")
        assert late.getresponse().status == 200
    assert time.monotonic() - began < 5  # threads that stay with a connection give it up long before


def test_visitors_that_come_together_are_shared_by_the_processes(server, visitors):
    """One process used to take all that came in a burst, and the other did nothing for as long as they stayed."""
    ask_all(visitors)
    held = [
        sum(link.status == psutil.CONN_ESTABLISHED for link in psutil.Process(pid).net_connections("tcp"))
        for pid in server.children()
    ]
    assert len(held) == 2
    assert min(held) >= 4, held


def test_two_requests_sent_at_once_on_one_connection_are_both_answered(server):
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=10)) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n" * 2)
        received = b""
        while received.count(b"HTTP/1.1 200") < 2:
            part = line.recv(65536)
            assert part, received
            received += part
