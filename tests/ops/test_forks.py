"""A child that is asked to stop before it has handlers of its own."""

import subprocess
import sys

FORKING = """
import os, signal, time
from backend.ops.forks import lose_no_signal
heard = []
signal.signal(signal.SIGTERM, lambda *_: heard.append("parent's"))
{}
child = os.fork()
if child == 0:
    time.sleep(1)
    os._exit(7)
os.kill(child, signal.SIGTERM)
_, status = os.waitpid(child, 0)
print("ended by", status & 0x7F, "with", status >> 8)
os.kill(os.getpid(), signal.SIGTERM)
print("the parent heard", heard)
"""


def run(line):
    done = subprocess.run([sys.executable, "-c", FORKING.format(line)], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_a_signal_ends_a_child_that_was_just_made_and_its_parent_keeps_its_handlers():
    assert run("lose_no_signal()") == ["ended by 15 with 0", 'the parent heard ["parent\'s"]']


def test_without_it_the_child_would_go_on():
    assert run("") == ["ended by 0 with 7", 'the parent heard ["parent\'s"]']
