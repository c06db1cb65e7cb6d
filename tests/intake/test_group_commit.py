"""Group commit: what waits together is stored together, and nobody is left waiting."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import pytest

from backend.foundation.errors import Unavailable
from backend.intake import group_commit
from backend.intake.group_commit import GroupCommit


def test_those_who_come_while_one_stores_are_stored_together():
    first_is_in, go_on, batches = threading.Event(), threading.Event(), []

    def store_all(items):
        batches.append(list(items))
        first_is_in.set()
        go_on.wait(5)
        return [item * 10 for item in items]

    group = GroupCommit(store_all, threading.Lock, 1)
    with ThreadPoolExecutor(5) as visitors:
        first = visitors.submit(group.store, 1)
        assert first_is_in.wait(5)
        others = [visitors.submit(group.store, item) for item in (2, 3, 4)]
        while len(group._line) < 3:
            pass
        go_on.set()
        assert [first.result(5), *(other.result(5) for other in others)] == [10, 20, 30, 40]
    assert batches[0] == [1]
    assert sorted(batches[1]) == [2, 3, 4]


def test_a_batch_that_breaks_tells_everyone_in_it_and_the_next_goes_on():
    broken = iter([True])

    def store_all(items):
        if next(broken, False):
            raise ValueError("the disk is gone")
        return list(items)

    group = GroupCommit(store_all, threading.Lock, 1)
    with pytest.raises(ValueError, match="the disk is gone"):
        group.store(1)
    assert group.store(2) == 2


def test_an_outcome_that_is_an_error_is_raised_to_its_own_visitor_alone():
    group = GroupCommit(lambda items: [KeyError(item) if item == "bad" else item for item in items], threading.Lock, 1)
    with pytest.raises(KeyError):
        group.store("bad")
    assert group.store("good") == "good"


def test_a_full_line_is_refused_before_anything_is_accepted(monkeypatch):
    monkeypatch.setattr(group_commit, "MOST_WAITING", 0)
    stored = []
    group = GroupCommit(lambda items: stored.extend(items) or items, threading.Lock, 1)
    with pytest.raises(Unavailable):
        group.store(1)
    assert stored == []


def test_who_waits_too_long_is_told_and_not_stored(monkeypatch):
    monkeypatch.setattr(group_commit, "WAIT_SECONDS", 0.2)
    begun, go_on, stored = threading.Event(), threading.Event(), []

    def store_all(items):
        begun.set()
        go_on.wait(5)
        stored.extend(items)
        return list(items)

    group = GroupCommit(store_all, threading.Lock, 1)
    with ThreadPoolExecutor(1) as visitors:
        first = visitors.submit(group.store, "slow")
        assert begun.wait(5)
        with pytest.raises(Unavailable):
            group.store("late")
        go_on.set()
        assert first.result(5) == "slow"
    assert group.store("next") == "next"
    assert stored == ["slow", "next"]


@pytest.mark.parametrize("most_leaders", [1, 2, 3])
def test_many_at_once_are_each_stored_once(most_leaders):
    stored, sizes = [], []

    def store_all(items):
        sizes.append(len(items))
        time.sleep(0.0005)
        stored.extend(items)
        return list(items)

    group = GroupCommit(store_all, nullcontext, most_leaders)
    with ThreadPoolExecutor(32) as visitors:
        assert list(visitors.map(group.store, range(5000))) == list(range(5000))
    assert sorted(stored) == list(range(5000))
    assert 0 not in sizes
