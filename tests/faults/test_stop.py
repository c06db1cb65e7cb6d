"""Stopping on purpose: what is in flight is answered, nothing is lost, the next start goes on from there."""

import contextlib
import http.client
import os
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.conftest import Place
from tests.faults.record import expect_exactly
from tests.faults.visitors import Line, call, new_entry
from tests.servers import Server, serving

VISITORS, STOPS_WITHIN = 8, 30
# A request that the kernel has and no process has read yet is nobody's: its sender sends it again.
ON_ITS_WAY = 0.02
FLASK_SERVE = ("-m", "flask", "--app", "wsgi:app", "serve")


@dataclass
class Passers:
    """Visitors with a connection for each entry, so that it is plain which requests had begun before the stop."""

    port: int
    acknowledged: list[uuid.UUID] = field(default_factory=list)
    unanswered: list[float] = field(default_factory=list)
    other: list[int] = field(default_factory=list)

    def visit(self) -> None:
        while True:
            began, line = time.monotonic(), Line(self.port)
            try:
                answer = line.post(new_entry())
            except ConnectionRefusedError:
                return
            except (OSError, http.client.HTTPException):
                self.unanswered.append(began)
                continue
            finally:
                line.close()
            if answer.status == 201:
                self.acknowledged.append(uuid.UUID(answer.json["id"]))
            else:
                self.other.append(answer.status)


def stop_under_load(server: Server, stop: Callable[[], None]) -> tuple[Passers, float, int]:
    """Stop the server while visitors send; what they saw, when it was asked to stop, its exit status."""
    passers = Passers(server.port)
    threads = [threading.Thread(target=passers.visit, daemon=True) for _ in range(VISITORS)]
    for thread in threads:
        thread.start()
    time.sleep(1.5)
    asked = time.monotonic()
    stop()
    status = server.process.wait(STOPS_WITHIN)
    for thread in threads:
        thread.join(20)
    assert not any(thread.is_alive() for thread in threads), "a visitor was never answered"
    return passers, asked, status


def expect_clean_stop(passers: Passers, asked: float, status: int) -> None:
    print(f"acknowledged {len(passers.acknowledged):,}, come too late {len(passers.unanswered)}")
    assert status == 0
    assert passers.other == []
    unanswered = [began - asked for began in passers.unanswered if began < asked - ON_ITS_WAY]
    assert unanswered == [], "in flight, yet not answered"
    assert len(passers.acknowledged) > VISITORS


def test_a_request_in_flight_is_answered_when_the_server_is_asked_to_stop(place: Place):
    with place.serve() as server:
        passers, asked, status = stop_under_load(server, lambda: server.process.send_signal(signal.SIGTERM))
    expect_clean_stop(passers, asked, status)
    # Who came too late was not let in: nothing of theirs is on record.
    expect_exactly(place.address, passers.acknowledged)


def test_one_ctrl_c_stops_everything_and_the_next_start_keeps_it(tmp_path: Path):
    """As a terminal does it: SIGINT to the whole foreground group of `flask serve`."""
    address = f"sqlite:///{tmp_path / 'kohtaamo.db'}"
    with serving(tmp_path, command=FLASK_SERVE) as server, all_ended(server):
        secret = (tmp_path / "secret_key").read_bytes()
        passers, asked, status = stop_under_load(server, lambda: os.killpg(server.process.pid, signal.SIGINT))
        assert gone(server.port)
    expect_clean_stop(passers, asked, status)
    log = (tmp_path / "server.log").read_text()
    assert "Stopped." in log
    assert "Traceback" not in log
    with serving(tmp_path, command=FLASK_SERVE) as server, all_ended(server):
        expect_exactly(address, passers.acknowledged)
        assert (tmp_path / "secret_key").read_bytes() == secret
        again = call(server.port, "POST", "/w/v1/entries", new_entry())
        assert again.status == 201
    # The owner's one-time sign-in link is printed at the first start only.
    assert (tmp_path / "server.log").read_text().count("#/welcome/") == 1


def gone(port: int) -> bool:
    with contextlib.suppress(ConnectionRefusedError):
        call(port, "GET", "/healthz", timeout=2)
        return False
    return True


@contextlib.contextmanager
def all_ended(server: Server) -> Iterator[None]:
    """`flask serve` gives its parts sessions of their own; a failed test must not leave them running."""
    parts = server.children()
    try:
        yield
    finally:
        with contextlib.suppress(AssertionError, TimeoutError):
            server.stop()
        for part in parts:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(part, signal.SIGKILL)
