"""Workers killed at random while visitors send: what was acknowledged is on record, once."""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.faults.conftest import Place
from tests.faults.record import expect_exactly
from tests.faults.visitors import Crowd, crowd
from tests.servers import Server

KILLS, VISITORS, LONGEST_SECONDS = 50, 8, 60


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no /proc here to find the server's workers by")
def test_no_acknowledged_entry_is_lost_or_doubled_when_workers_are_killed(place: Place):
    with place.serve() as server:
        with crowd(server.port, VISITORS) as visitors:
            kills = kill_workers(server, visitors)
        print(f"acknowledged {len(visitors.acknowledged):,}, kills {kills}, broken connections {visitors.broken}, "
              f"refused {dict(visitors.refused)}")  # fmt: skip
    assert kills >= KILLS
    assert visitors.broken > 0, "no kill hit a request: this run proved nothing"
    assert len(visitors.acknowledged) > KILLS
    assert not {status for status in visitors.refused if status != 503}
    expect_exactly(place.address, visitors.acknowledged)


def kill_workers(server: Server, visitors: Crowd) -> int:
    """Kill random workers, sometimes all at once, until enough have died; how many were alive and died of it.

    Between two kills somebody is served, if two seconds are enough for it: on a slow machine nobody would be otherwise.
    """
    kills, deadline = 0, time.monotonic() + LONGEST_SECONDS
    while kills < KILLS and time.monotonic() < deadline:
        served, patience = len(visitors.acknowledged), time.monotonic() + 2
        time.sleep(random.uniform(0.1, 0.4))
        while len(visitors.acknowledged) == served and time.monotonic() < patience:
            time.sleep(0.01)
        alive = [pid for pid in server.children() if is_alive(pid)]
        for pid in random.sample(alive, min(len(alive), random.choice([1, 1, 1, 2]))):
            os.kill(pid, signal.SIGKILL)
            kills += has_died(pid)
    return kills


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except (FileNotFoundError, ProcessLookupError):
        return False


def has_died(pid: int) -> bool:
    deadline = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.005)
    return not is_alive(pid)
