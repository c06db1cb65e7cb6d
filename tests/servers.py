"""The real server as a process of its own: migrated, with the demo site, on loopback, stopped by its own pid."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.databases import free_port

ROOT = Path(__file__).parent.parent
SERVE = ("-m", "gunicorn", "-c", "python:backend.ops.gunicorn", "wsgi:app")


@dataclass
class Server:
    """A running server: where it is and how to end it."""

    process: subprocess.Popen[bytes]
    port: int
    data: Path
    environment: Mapping[str, str]
    started_in: float = 0.0
    idle_mib: float = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def children(self) -> list[int]:
        """The pids of the worker processes."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        with contextlib.suppress(OSError):
            return [int(pid) for pid in path.read_text().split()]
        return []

    def stop(self, within: float = 30) -> int:
        """Ask it to stop as an operator would; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(within)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            raise


def settings_for(data: Path, database_url: str | None = None, **more: str) -> dict[str, str]:
    """The environment of a server of the tests' own; limits are off unless `more` says otherwise."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    environment = {**keep, "KOHTAAMO_DATA": str(data), "HOST": "127.0.0.1", "KOHTAAMO_LIMITS": "off", **more}
    return {**environment, "DATABASE_URL": database_url} if database_url else environment


def prepare(environment: Mapping[str, str]) -> str:
    """Migrate and make the demo site as `flask serve` does; what it printed, the owner's sign-in link included."""
    code = (
        "from backend.app import create_app; from backend.ops.serve import prepare; "
        "app = create_app(); prepare(app, app.extensions['settings'], True)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@contextlib.contextmanager
def serving(
    data: Path, database_url: str | None = None, command: tuple[str, ...] = SERVE, **more: str
) -> Iterator[Server]:
    """A server that answers when the block begins and is gone when it ends."""
    port = free_port()
    environment = settings_for(data, database_url, **{"PORT": str(port), **more})
    began = time.monotonic()
    log = (data / "server.log").open("ab")
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
    )
    server = Server(process, port, data, environment)
    try:
        wait_until_ready(server)
        server.started_in = time.monotonic() - began
        yield server
    finally:
        with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
            server.stop()
        log.close()


def wait_until_ready(server: Server, path: str = "/healthz", within: float = 30) -> None:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        assert server.process.poll() is None, (server.data / "server.log").read_text()[-3000:]
        try:
            with urllib.request.urlopen(server.url + path, timeout=2):  # noqa: S310 - our own loopback address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise AssertionError(f"{server.url}{path} did not answer within {within} s")
