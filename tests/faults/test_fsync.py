"""Killing a process proves nothing about a power cut; that every 201 follows a sync of the write-ahead log does."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from tests.faults.conftest import Place
from tests.faults.record import expect_exactly
from tests.faults.visitors import Line, call, new_entry
from tests.servers import SERVE, Server, serving

POSTS = 100
TRACED = ("-f", "-y", "-s", "24", "-e", "trace=fdatasync,fsync,recvfrom,sendto", "-e", "signal=none")
CALL = re.compile(r"^(\d+) +(?:<\.\.\. )?(fdatasync|fsync|recvfrom|sendto)(?:\((\d+)<([^>]*)>| resumed>)?(.*)$")

pytestmark = pytest.mark.skipif(
    shutil.which("strace") is None,
    reason="no test sees that a 201 follows a sync: install the program strace",
)


@dataclass
class Trace:
    """What strace saw: for each 201, whether a sync of the log had ended since its request came in."""

    syncs: int = 0
    acknowledged: int = 0
    unsynced: int = 0
    _came: dict[str, int] = field(default_factory=dict)
    _syncing: dict[str, str] = field(default_factory=dict)
    _receiving: dict[str, str] = field(default_factory=dict)

    def read(self, line: str) -> None:
        found = CALL.match(line)
        if not found:
            return
        thread, name, number, path, rest = found.groups()
        socket = f"{number}<{path}"
        if name == "sendto" and number and "HTTP/1.1 201" in rest:
            self.acknowledged += 1
            self.unsynced += self.syncs <= self._came.get(socket, self.syncs)
        elif name == "recvfrom":
            self._receive(thread, socket if number else self._receiving.pop(thread, ""), rest)
        elif name in {"fdatasync", "fsync"}:
            self._sync(thread, path if number else self._syncing.pop(thread, ""), rest)

    def _receive(self, thread: str, socket: str, rest: str) -> None:
        if "<unfinished" in rest:
            self._receiving[thread] = socket
        elif '"POST /w/v1/entries' in rest:
            self._came[socket] = self.syncs

    def _sync(self, thread: str, path: str, rest: str) -> None:
        if "<unfinished" in rest:
            self._syncing[thread] = path
        elif path.endswith("-wal") and rest.rstrip().endswith("= 0"):
            self.syncs += 1


@contextlib.contextmanager
def traced(place: Place, seen: Path) -> Iterator[Server]:
    """The server with one process, as a child of strace; skips where tracing is not allowed."""
    tried = subprocess.run(["strace", "-e", "trace=none", "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"strace is not allowed to trace here: {tried.stderr.strip()[-80:]}")
    run = "import os, sys; os.execvp('strace', sys.argv[1:])"
    command = ("-c", run, "strace", *TRACED, "-o", str(seen), sys.executable, *SERVE)
    with serving(place.data, place.address, command=command, KOHTAAMO_PROCESSES="1") as server:
        try:
            yield server
        finally:  # strace itself does not pass on what it is sent
            os.kill(server.children()[0], signal.SIGTERM)
            server.process.wait(30)


def trace_of(place: Place, seen: Path, visitors: int) -> Trace:
    """Send the posts from so many visitors and read the trace of them alone."""
    with traced(place, seen) as server:
        call(server.port, "POST", "/w/v1/entries", new_entry())  # the first one loads what it needs
        time.sleep(0.3)
        skip = seen.stat().st_size
        with ThreadPoolExecutor(visitors) as pool:
            answers = list(pool.map(lambda _: send_some(server.port, POSTS // visitors), range(visitors)))
        time.sleep(0.3)
        lines = seen.read_bytes()[skip:].decode(errors="replace").splitlines()
    assert all(status == 201 for statuses in answers for status in statuses)
    trace = Trace()
    for line in lines:
        trace.read(line)
    assert trace.acknowledged == POSTS // visitors * visitors, "the trace shows every answer"
    print(f"{visitors} at once: {trace.syncs / trace.acknowledged:.2f} syncs of the log for each acknowledgement")
    return trace


def send_some(port: int, times: int) -> list[int]:
    line = Line(port, timeout=30)
    try:
        return [line.post(new_entry()).status for _ in range(times)]
    finally:
        line.close()


@pytest.mark.parametrize("visitors", [1, 16])
def test_every_acknowledgement_follows_a_sync_of_the_log(sqlite_place: Place, tmp_path: Path, visitors: int):
    trace = trace_of(sqlite_place, tmp_path / "trace", visitors)
    assert trace.unsynced == 0
    if visitors == 1:
        assert trace.syncs >= trace.acknowledged


def test_a_failing_disk_is_never_answered_with_201(sqlite_place: Place):
    with sqlite_place.serve(KOHTAAMO_PROCESSES="1") as server:
        kept = [new_entry()]
        assert call(server.port, "POST", "/w/v1/entries", kept[0]).status == 201
        with failing_syncs(server.children()[0]):
            refused = [new_entry() for _ in range(10)]
            answers = [call(server.port, "POST", "/w/v1/entries", entry) for entry in refused]
            assert {answer.status for answer in answers} == {503}
            assert all(answer.headers["Content-Type"] == "application/problem+json" for answer in answers)
            assert call(server.port, "GET", "/w/v1/sites/pk_demo/touchpoints/checkout/published").status == 200
        for entry in refused:
            assert call(server.port, "POST", "/w/v1/entries", entry).status == 201
        kept += refused
    expect_exactly(sqlite_place.address, [UUID(entry["id"]) for entry in kept])


@contextlib.contextmanager
def failing_syncs(pid: int) -> Iterator[None]:
    """Every fdatasync and fsync of this process fails with EIO during the block."""
    calls = "fdatasync,fsync"
    command = ["strace", "-f", "-p", str(pid), "-e", f"trace={calls}", "-e", f"inject={calls}:error=EIO"]
    strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert strace.stderr is not None
    try:
        said = strace.stderr.readline()
        if "attached" not in said:
            pytest.skip(f"strace may not attach to a running process here: {said.strip()[-80:]}")
        yield
    finally:
        strace.send_signal(signal.SIGINT)
        strace.communicate(timeout=10)
