"""Config and published entries: prepared bytes, answered before Flask's dispatch."""

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import isso
from tests.benchmarks.claims import figure, heading, median
from tests.benchmarks.client import drive
from tests.benchmarks.intake import FLOOR, ROUNDS, SECONDS, demo_server
from tests.benchmarks.traffic import entries, get
from tests.databases import free_port
from tests.servers import ROOT, Server

CONFIG, PUBLISHED = "/w/v1/sites/pk_demo", "/w/v1/sites/pk_demo/touchpoints/checkout/published"
CLIENTS = 32


def run() -> None:
    heading(f"Reads from memory, {CLIENTS} clients")
    with tempfile.TemporaryDirectory() as folder, demo_server(Path(folder) / "ours") as ours:
        for name, path in (("config", CONFIG), ("published entries", PUBLISHED)):
            load = drive(ours.port, asking(path)(ours.port), CLIENTS, SECONDS)
            figure(f"{name}: answers", load.rate(200), "/s")
            figure(f"{name}: p99", load.wait_ms(0.99), "ms")
        against_flask(Path(folder), ours)
        against_isso(Path(folder), ours)
        beside_writers(ours)


def asking(path: str) -> Callable[[int], Callable[[], bytes]]:
    return lambda port: lambda: get(port, path)


def against_flask(folder: Path, ours: Server) -> None:
    port = free_port()
    command = (*FLOOR, "-b", f"127.0.0.1:{port}", "tests.benchmarks.floor:app")
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, stderr=subprocess.DEVNULL)
    floor = Server(process, port, folder, {})
    try:
        time.sleep(1.5)
        figure("config: rate, ours / an ordinary Flask view", _ratio(ours, CONFIG, floor, "/config"), "", at_least=1.3)
    finally:
        floor.stop()


def against_isso(folder: Path, ours: Server) -> None:
    programs = isso.install(ROOT / "var" / "bench" / "isso")
    if programs is None:
        print("Isso could not be installed here: no comparison.")
        return
    with isso.serving_isso(programs, folder) as (port, process):
        peer = Server(process, port, folder, {})
        figure("config: rate, ours / Isso's config", _ratio(ours, CONFIG, peer, "/config"), "", at_least=2.0)


def beside_writers(ours: Server) -> None:
    """A visitor who only looks must not wait for those who write."""
    alone = drive(ours.port, asking(CONFIG)(ours.port), 4, SECONDS)
    writing = threading.Thread(target=drive, args=(ours.port, entries(ours.port), 16, SECONDS + 1))
    writing.start()
    time.sleep(0.5)
    beside = drive(ours.port, asking(CONFIG)(ours.port), 4, SECONDS)
    writing.join()
    figure("config: p99 with 16 writers / without", beside.wait_ms(0.99) / alone.wait_ms(0.99), "", at_most=3.0)


def _ratio(a: Server, path_a: str, b: Server, path_b: str) -> float:
    found = []
    for number in range(ROUNDS):
        sides = [(a, path_a), (b, path_b)]
        rates = {}
        for server, path in sides if number % 2 == 0 else sides[::-1]:
            rates[server.port] = drive(server.port, asking(path)(server.port), CLIENTS, SECONDS).rate(200)
        found.append(rates[a.port] / rates[b.port])
    return median(found)
