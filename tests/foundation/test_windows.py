"""The limits' windows that one process counts for itself."""

from concurrent.futures import ThreadPoolExecutor

from limits import parse

from backend.foundation.limits import TIDY_SECONDS, Windows

TWO_IN_TEN_SECONDS = parse("2/10 second")
ADA, EVE = ("address", "192.0.2.1"), ("address", "192.0.2.2")


def test_a_window_begins_with_its_first_count_and_lets_so_many_in():
    windows = Windows()
    assert windows.count(TWO_IN_TEN_SECONDS, ADA, 100.0) == (True, 1, 110.0)
    assert windows.count(TWO_IN_TEN_SECONDS, ADA, 105.0) == (True, 0, 110.0)
    assert windows.count(TWO_IN_TEN_SECONDS, ADA, 109.9) == (False, 0, 110.0)


def test_after_a_window_the_next_begins():
    windows = Windows()
    for _ in range(5):
        windows.count(TWO_IN_TEN_SECONDS, ADA, 100.0)
    assert windows.count(TWO_IN_TEN_SECONDS, ADA, 110.0) == (True, 1, 120.0)


def test_one_subjects_counts_are_not_anothers():
    windows = Windows()
    for _ in range(5):
        windows.count(TWO_IN_TEN_SECONDS, ADA, 100.0)
    assert windows.count(TWO_IN_TEN_SECONDS, EVE, 101.0) == (True, 1, 111.0)


def test_whose_window_is_over_is_forgotten():
    windows = Windows()
    windows.count(TWO_IN_TEN_SECONDS, ADA, 100.0)
    windows.count(TWO_IN_TEN_SECONDS, EVE, 101.0 + TIDY_SECONDS)
    assert len(windows) == 1


def test_threads_together_get_no_more_than_one_alone():
    windows, rate = Windows(), parse("100/minute")
    with ThreadPoolExecutor(8) as threads:
        allowed = threads.map(lambda _: windows.count(rate, ADA, 100.0)[0], range(1000))
    assert sum(allowed) == 100
