"""Those who follow, through the real server: told at once, sent away when they may no longer, in nobody's way."""

import json
import socket
import time
from contextlib import ExitStack, closing, contextmanager

import pytest

from backend.accounts.models import ApiToken
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from tests.applications import Person, dispose, make_app, make_person, make_site
from tests.databases import KINDS
from tests.faults.visitors import call
from tests.servers import serving

THREADS = 2


@contextmanager
def running(folder, address):
    """A server of one process and two threads, with a shop and its owner."""
    app = make_app(address, folder)
    shop = make_site(app)
    ada = make_person(app, shop, "owner")
    with serving(folder, address, KOHTAAMO_PROCESSES="1", KOHTAAMO_THREADS=str(THREADS)) as server:
        yield server, shop, ada
    dispose(app)


@pytest.fixture(scope="module", params=KINDS)
def desk(request, tmp_path_factory, fresh_database_url):
    folder = tmp_path_factory.mktemp("live")
    with running(folder, fresh_database_url(request.param)) as started:
        yield started


class Stream:
    """A connection that follows, read as it comes."""

    def __init__(self, server, shop, ada: Person, version="1.1"):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=10)
        path = f"/api/v1/feedback/live?site={shop.key}"
        self.socket.sendall(
            f"GET {path} HTTP/{version}\r\nHost: a\r\nAuthorization: Bearer {ada.token}\r\n\r\n".encode()
        )
        self.received = b""
        self.until(b"event: hello\n")

    def until(self, wanted: bytes) -> None:
        while wanted not in self.received:
            data = self.socket.recv(65536)
            assert data, f"it ended before {wanted!r} came: {self.received!r}"
            self.received += data

    def close(self):
        self.socket.close()


@pytest.fixture
def follow(desk):
    with ExitStack() as opened:
        yield lambda **options: opened.enter_context(closing(Stream(*desk, **options)))


def test_an_entry_is_told_to_all_who_follow(desk, follow):
    _, shop, _ = desk
    streams = [follow() for _ in range(5)]
    left = shop.leave(comment="Hei")
    for stream in streams:
        stream.until(left["feedback_id"].encode())
        assert b"\r\nContent-Type: text/event-stream\r\n" in stream.received


def test_an_older_proxy_gets_it_without_chunks(desk, follow):
    _, shop, _ = desk
    stream = follow(version="1.0")
    left = shop.leave(comment="Hei")
    stream.until(left["feedback_id"].encode())
    body = stream.received.partition(b"\r\n\r\n")[2].decode()
    assert "Transfer-Encoding" not in stream.received.decode()
    news = [line for line in body.splitlines() if line.startswith('data: {"site"')]
    assert left["feedback_id"] in json.loads(news[-1].removeprefix("data: "))["arrived"]


def test_many_more_follow_than_there_are_threads_and_requests_are_answered(desk, follow):
    server, shop, _ = desk
    for _ in range(20 * THREADS):
        follow()
    assert call(server.port, "GET", "/healthz").status == 200
    assert shop.leave(comment="Hei")["state"]


def test_who_has_gone_leaves_nothing_behind(desk, follow):
    server, _, _ = desk

    def sockets():
        return sum(1 for pid in server.children() for _ in open_sockets(pid))

    streams = [follow() for _ in range(10)]
    most = sockets()
    assert most > 10
    for stream in streams:
        stream.close()
    deadline = time.monotonic() + 10
    while sockets() > most - 10 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert sockets() <= most - 10


def open_sockets(pid):
    from pathlib import Path

    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            if link.readlink().name.startswith("socket:"):
                yield link
        except OSError:
            continue


def test_whose_token_is_revoked_is_sent_away(desk):
    server, shop, _ = desk
    guest = make_person(shop.app, shop, "viewer")
    with closing(Stream(server, shop, guest)) as stream:
        with shop.app.app_context(), writing():
            db.session.query(ApiToken).filter_by(staff_id=guest.staff_id).one().revoked_at = now()
        stream.socket.settimeout(30)
        while data := stream.socket.recv(65536):
            stream.received += data
        assert stream.received.endswith(b"0\r\n\r\n"), "the answer ends as it should"


def test_a_server_that_stops_ends_every_stream_at_once(tmp_path, fresh_database_url):
    with running(tmp_path, fresh_database_url("sqlite")) as (server, shop, ada):
        streams = [Stream(server, shop, ada) for _ in range(5)]
        began = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - began < 10, "nobody waited for the grace period's end"
        for stream in streams:
            while data := stream.socket.recv(65536):
                stream.received += data
            assert stream.received.endswith(b"0\r\n\r\n")
            stream.close()
