"""Who asks the same at once shares one reading, and nobody is given what was read before she asked."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.foundation.one_reading import Readings


class Library:
    """Something that changes while it is read: a reading tells what stood there when it began."""

    def __init__(self):
        self.readings, self.stands = Readings(), 0
        self.begun, self.goes_on = threading.Semaphore(0), threading.Semaphore(0)
        self.read_count = 0

    def read(self):
        self.read_count += 1
        found = str(self.stands).encode()
        self.begun.release()
        assert self.goes_on.acquire(timeout=10)
        return found

    def ask(self, question="page"):
        return self.readings.share(question, self.read)


@pytest.fixture
def library():
    return Library()


@pytest.fixture
def readers():
    with ThreadPoolExecutor(12) as pool:
        yield pool


def waiting(library, question="page"):
    """Whether somebody waits for the next reading of this question to begin."""
    return question in library.readings._to_begin


def until(holds):
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_all_who_come_during_a_reading_share_the_next_and_see_what_was_stored_meanwhile(library, readers):
    first = readers.submit(library.ask)
    assert library.begun.acquire(timeout=10)
    library.stands = 1
    later = [readers.submit(library.ask) for _ in range(10)]
    until(lambda: waiting(library) and all(each.running() for each in later))
    library.goes_on.release()
    assert first.result(10) == b"0"
    assert library.begun.acquire(timeout=10)
    library.goes_on.release(11)  # also for any that came too late to share
    assert {each.result(10) for each in later} == {b"1"}
    assert library.read_count < 11


def test_another_question_waits_for_nobody(library, readers):
    slow = readers.submit(library.ask, "one")
    assert library.begun.acquire(timeout=10)
    assert library.readings.share("another", lambda: b"at once") == b"at once"
    library.goes_on.release()
    slow.result(10)


def test_who_shared_a_reading_that_failed_reads_for_herself(library, readers):
    first = readers.submit(library.ask)
    assert library.begun.acquire(timeout=10)

    def fail():
        begun.set()
        assert shared.wait(10)
        raise OSError("the disk is gone")

    begun, shared = threading.Event(), threading.Event()
    failing = readers.submit(library.readings.share, "page", fail)
    until(lambda: waiting(library))
    sharing = readers.submit(library.readings.share, "page", lambda: b"mine")
    until(sharing.running)
    library.goes_on.release()
    first.result(10)
    shared.set()
    assert begun.wait(10)
    assert sharing.result(10) == b"mine"
    with pytest.raises(OSError, match="the disk is gone"):
        failing.result(10)


def test_nothing_is_kept_when_nobody_asks(library):
    library.goes_on.release(2)
    assert (library.ask(), library.ask()) == (b"0", b"0")
    assert library.read_count == 2
    assert not library.readings._going_on
    assert not library.readings._to_begin
