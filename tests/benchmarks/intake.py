"""The public door: durable entries a second through the whole pipeline, over HTTP to gunicorn."""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.benchmarks import isso
from tests.benchmarks.claims import figure, heading, median
from tests.benchmarks.client import Load, drive
from tests.benchmarks.processes import cpu_seconds, memory_mib
from tests.benchmarks.traffic import entries
from tests.servers import ROOT, Server, prepare, serving, settings_for

CLIENTS, SECONDS, ROUNDS = (1, 16, 64), 2.5, 3
FLOOR = ("-m", "gunicorn", "-k", "gthread", "-w", "2", "--threads", "32")


def run() -> None:
    """Absolute figures, then ratios; each ratio is the median of rounds in which both sides took turns."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        ours = stack.enter_context(demo_server(Path(folder) / "ours"))
        heading("The public door on SQLite, synchronous=FULL, two processes of 32 threads")
        figure("ready after start", ours.started_in, "s", at_most=1.0)
        figure("idle memory (PSS of all processes)", ours.idle_mib, "MiB")
        absolute(ours)
        against_single_commits(Path(folder), ours)
        against_floor(Path(folder), ours)
        fsyncs(Path(folder))
        against_isso(Path(folder), ours)


@contextmanager
def demo_server(data: Path, database_url: str | None = None, **settings: str) -> Iterator[Server]:
    data.mkdir(parents=True, exist_ok=True)
    prepare(settings_for(data, database_url, **settings))
    with serving(data, database_url, **settings) as server:
        server.idle_mib = memory_mib(server.process.pid)
        drive(server.port, entries(server.port, seed=1), 16, 1.0)  # caches warm, threads running
        yield server


def absolute(server: Server) -> None:
    before = stored(server)
    acknowledged = 0
    for clients in CLIENTS:
        load = drive(server.port, entries(server.port), clients, SECONDS)
        acknowledged += load.statuses[201]
        name = f"{clients} client{'s' if clients > 1 else ''}:"
        figure(f"{name} durable entries", load.rate(201), "/s")
        figure(f"{name} p50", load.wait_ms(0.50), "ms")
        figure(f"{name} p95", load.wait_ms(0.95), "ms")
        # The share above p50 says how evenly the door serves; the time itself is the machine's.
        figure(f"{name} p99", load.wait_ms(0.99), "ms", at_most=4 * load.wait_ms(0.5) if clients == 16 else None)
        figure(f"{name} answers that are not 201", sum(load.statuses.values()) - load.statuses[201], at_most=0)
    figure("acknowledged but not stored", acknowledged - (stored(server) - before), at_most=0)


def against_single_commits(folder: Path, ours: Server) -> None:
    heading("Against the same server with group commit off")
    with demo_server(folder / "single", KOHTAAMO_GROUP_COMMIT="off") as single:
        for clients in CLIENTS:
            goal = {1: None, 16: 1.2, 64: 1.2}[clients]
            ratios(f"{clients} clients: rate, grouped / single", ours, entries, single, entries, clients, 201, goal)


def against_floor(folder: Path, ours: Server) -> None:
    heading("Against a Flask route of ours that touches no database")
    from tests.databases import free_port

    port = free_port()
    command = (*FLOOR, "-b", f"127.0.0.1:{port}", "tests.benchmarks.floor:app")
    (folder / "floor").mkdir()
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, stderr=subprocess.DEVNULL)
    floor = Server(process, port, folder / "floor", {})
    try:
        time.sleep(1.5)
        ratios("64 clients: rate, ours / no database", ours, entries, floor, entries, 64, 202, 0.45)
    finally:
        floor.stop()


def against_isso(folder: Path, ours: Server) -> None:
    heading(f"Against Isso {isso.VERSION} (gunicorn, two processes), taking turns")
    programs = isso.install(ROOT / "var" / "bench" / "isso")
    if programs is None:
        print("Isso could not be installed here: no comparison.")
        return
    with isso.serving_isso(programs, folder) as (port, process):
        peer = Server(process, port, folder, {})
        figure("idle memory, ours / Isso", ours.idle_mib / memory_mib(process.pid), "", at_most=1.3)
        for clients, goal in ((1, 2.5), (16, 5), (64, 6)):
            mine, theirs = ratios(
                f"{clients} clients: rate, ours / Isso", ours, entries, peer, isso.comments, clients, 201, goal
            )
            if clients == 16:
                tails = [a.load.wait_ms(0.99) / b.load.wait_ms(0.99) for a, b in zip(mine, theirs, strict=True)]
                figure("16 clients: p99, ours / Isso", median(tails), "", at_most=0.4)
                costs = [a.cpu_ms / b.cpu_ms for a, b in zip(mine, theirs, strict=True)]
                figure("16 clients: CPU a POST, ours / Isso", median(costs), "", at_most=0.3)


class Round:
    """One side's turn."""

    def __init__(self, server: Server, make: Callable[[int], Callable[[], bytes]], clients: int, expected: int) -> None:
        before = cpu_seconds(server.process.pid)
        self.load: Load = drive(server.port, make(server.port), clients, SECONDS)
        done = self.load.statuses[expected]
        self.rate = self.load.rate(expected)
        self.cpu_ms = (cpu_seconds(server.process.pid) - before) / max(1, done) * 1000


def ratios(
    name: str, a: Server, make_a: Callable[[int], Callable[[], bytes]],
    b: Server, make_b: Callable[[int], Callable[[], bytes]], clients: int, expected_b: int, goal: float | None,
) -> tuple[list[Round], list[Round]]:  # fmt: skip
    """Both sides in turn, the order changed each round; the median of the rounds' ratios."""
    mine, theirs = [], []
    for number in range(ROUNDS):
        turns = [(mine, a, make_a, 201), (theirs, b, make_b, expected_b)]
        for rounds, server, make, expected in turns if number % 2 == 0 else turns[::-1]:
            rounds.append(Round(server, make, clients, expected))
    figure(name, median([x.rate / y.rate for x, y in zip(mine, theirs, strict=True)]), "", at_least=goal)
    return mine, theirs


def fsyncs(folder: Path) -> None:
    """Counted by strace, so on a server of its own: being watched makes it slow."""
    heading("fsyncs for each acknowledgement")
    if shutil.which("strace") is None:
        print("strace is not installed here: not counted.")
        return
    for clients, bounds in ((1, {"at_least": 1.0}), (16, {"at_most": 0.25})):
        data = folder / f"strace-{clients}"
        data.mkdir()
        prepare(settings_for(data))
        trace = data / "trace"
        watch = ["strace", "-f", "-qq", "-e", "trace=fdatasync,fsync", "-o", str(trace), "-p"]
        with serving(data) as server:
            drive(server.port, entries(server.port, seed=1), clients, 0.5)
            pids = [str(pid) for pid in (server.process.pid, *server.children())]
            watcher = subprocess.Popen([*watch, " ".join(pids)], stderr=subprocess.DEVNULL)
            time.sleep(1)
            load = drive(server.port, entries(server.port), clients, SECONDS)
            watcher.terminate()
            watcher.wait(10)
        calls = sum("sync(" in line for line in trace.read_text().splitlines())
        figure(f"{clients} clients", calls / load.statuses[201], "", **bounds)


def stored(server: Server) -> int:
    with sqlite3.connect(f"file:{server.data / 'kohtaamo.db'}?mode=ro", uri=True) as connection:
        return int(connection.execute("SELECT count(*) FROM feedback").fetchone()[0])
