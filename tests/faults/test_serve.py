"""`flask serve` and its parts: none outlives it, a dead worker comes back, a taken port is told in one sentence."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.test_stop import FLASK_SERVE, all_ended, gone
from tests.faults.visitors import call
from tests.servers import ROOT, serving, settings_for


def until(done, within=20.0):
    deadline = time.monotonic() + within
    while not done():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def runs(pid):
    """Whether the process still works; one that only waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGKILL], ids=["the terminal closes", "killed"])
def test_nothing_is_left_running_when_serve_goes(tmp_path, number):
    with serving(tmp_path, command=FLASK_SERVE) as server, all_ended(server):
        until(lambda: len(server.children()) == 2)
        parts = server.children()
        time.sleep(2)  # the worker asks the kernel for its signal once it has loaded
        server.process.send_signal(number)
        status = server.process.wait(60)  # how soon is promised in test_stop.py; here, that nothing stays behind
        until(lambda: not any(map(runs, parts)))
        assert gone(server.port)
    assert status == (0 if number == signal.SIGHUP else -signal.SIGKILL)


def test_a_worker_that_dies_is_started_again_and_the_server_goes_on(tmp_path):
    with serving(tmp_path, command=FLASK_SERVE) as server, ExitStack() as stack:
        stack.enter_context(all_ended(server))
        until(lambda: len(server.children()) == 2)
        _, worker = sorted(server.children())
        os.kill(worker, signal.SIGKILL)
        until(lambda: not runs(worker))
        assert call(server.port, "GET", "/healthz").status == 200
        until(lambda: len([pid for pid in server.children() if runs(pid)]) == 2)
        stack.enter_context(all_ended(server))
        assert call(server.port, "GET", "/healthz").status == 200
        assert server.stop() == 0
    assert "The worker stopped by itself" in (tmp_path / "server.log").read_text()


def test_a_taken_port_is_told_in_one_sentence_before_anything_is_made(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        environment = settings_for(tmp_path, PORT=str(port))
        done = subprocess.run(
            [sys.executable, *FLASK_SERVE], cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
            timeout=30,
        )  # fmt: skip
    assert done.returncode == 1
    [sentence] = done.stderr.splitlines()
    assert f"Port {port} is taken" in sentence
    assert "PORT" in sentence
    assert done.stdout == ""
    assert not (tmp_path / "kohtaamo.db").exists()


def test_a_second_start_says_how_to_get_a_new_sign_in_link(tmp_path):
    for told in ("#/welcome/", "flask staff link owner@demo.example"):
        with serving(tmp_path, command=FLASK_SERVE) as server, all_ended(server):
            pass
        log = (tmp_path / "server.log").read_text()
        assert told in log
    assert log.count("#/welcome/") == 1


def test_a_plain_server_without_limits_says_so_loudly(tmp_path):
    with serving(tmp_path, KOHTAAMO_LIMITS="off"):
        pass
    assert "LIMITS ARE OFF" in (tmp_path / "server.log").read_text()
    (tmp_path / "server.log").unlink()
    with serving(tmp_path, KOHTAAMO_LIMITS="on"):
        pass
    assert "LIMITS ARE OFF" not in (tmp_path / "server.log").read_text()
