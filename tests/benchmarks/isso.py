"""Isso, the nearest peer, from the package index, in an environment of its own."""

import contextlib
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.traffic import WORDS
from tests.databases import free_port

VERSION = "0.14.0"


def install(folder: Path) -> Path | None:
    """The folder of Isso's programs; None where it cannot be installed."""
    programs = folder / "bin"
    if not (programs / "isso").exists():
        print(f"Installing Isso {VERSION} to compare with …", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        done = subprocess.run(
            [str(programs / "pip"), "install", "-q", f"isso=={VERSION}", "gunicorn==27.0.1"],
            capture_output=True,
            check=False,
        )
        if done.returncode:
            return None
    return programs


@contextlib.contextmanager
def serving_isso(programs: Path, folder: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Isso under gunicorn with two processes, its guard off: its port and its process."""
    port = free_port()
    settings = folder / "isso.cfg"
    settings.write_text(
        f"[general]\ndbpath = {folder / 'isso.db'}\nhost = http://127.0.0.1:9\nnotify =\n"
        f"[guard]\nenabled = false\n[server]\nlisten = http://127.0.0.1:{port}\n"
    )
    process = subprocess.Popen(
        [str(programs / "gunicorn"), "-b", f"127.0.0.1:{port}", "-w", "2", "-k", "sync", "isso.run"],
        env={"ISSO_SETTINGS": str(settings), "PATH": str(programs)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(port)
        yield port, process
    finally:
        process.terminate()
        process.wait(15)


def comments(port: int) -> Callable[[], bytes]:
    """Makes POSTs of new comments, with as many words as our entries have."""
    count = iter(range(10**9))

    def make() -> bytes:
        n = next(count)
        text = " ".join(WORDS[(n + step) % len(WORDS)] for step in range(15))
        body = json.dumps({"text": f"{text} {n}", "author": f"Visitor {n}", "email": None, "title": "Page"}).encode()
        head = (
            f"POST /new?uri=%2Fpage-{n % 50} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    return make


def _wait(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/config", timeout=2):
            return
        time.sleep(0.05)
    raise AssertionError("Isso did not start")
