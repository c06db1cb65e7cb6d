"""The disk is full: writing is refused and says so, reading goes on, and space brings everything back."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest

from tests.faults.conftest import make_place
from tests.faults.record import expect_exactly
from tests.faults.visitors import call, new_entry
from tests.servers import serving

SIZE = "8m"
PUBLISHED = "/w/v1/sites/pk_demo/touchpoints/checkout/published"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with little room."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "kohtaamo-test", str(folder)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("no disk can be filled here: there is no `mount`")
    if done.returncode:
        pytest.skip(f"no disk can be filled here, mounting a tmpfs needs root: {done.stderr.strip()[-80:]}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_refuses_entries_and_loses_none(small_disk: Path, tmp_path: Path):
    place = make_place(small_disk)
    with serving(tmp_path, place.address, KOHTAAMO_DATA=str(small_disk)) as server:
        acknowledged, refused = [], []
        with ThreadPoolExecutor(16) as pool:  # both processes at work, as they are when a disk fills up
            answers = pool.map(lambda _: call(server.port, "GET", "/readyz"), range(64))
            assert {answer.status for answer in answers} == {200}
        with filled(small_disk):
            for _ in range(300):
                entry = {**new_entry(), "comment": "Levy täyttyy. " * 300}
                answer = call(server.port, "POST", "/w/v1/entries", entry)
                assert answer.status in {201, 503, 507}
                (acknowledged if answer.status == 201 else refused).append(entry)
                if len(refused) == 10:
                    break
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert int(answer.headers["Retry-After"]) >= 1
            for path in (PUBLISHED, "/w/v1/sites/pk_demo", "/readyz", "/demo"):
                assert (path, call(server.port, "GET", path).status) == (path, 200)
        print(f"acknowledged on the last room {len(acknowledged)}, refused {len(refused)}")
        assert len(refused) == 10
        for entry in refused:
            assert call(server.port, "POST", "/w/v1/entries", entry).status == 201
    expect_exactly(place.address, [UUID(entry["id"]) for entry in [*acknowledged, *refused]])


@contextlib.contextmanager
def filled(folder: Path) -> Iterator[None]:
    """No byte is free during the block."""
    filler = folder / "filler"
    descriptor = os.open(filler, os.O_CREAT | os.O_WRONLY)
    try:
        for size in (65536, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    os.write(descriptor, b"x" * size)
        yield
    finally:
        os.close(descriptor)
        filler.unlink()
