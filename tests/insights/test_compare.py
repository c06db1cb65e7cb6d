"""Differences: against scipy, against published tables, and what may be said of them."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from backend.insights.compare import answers_needed, difference, difference_of_shares, stand_out
from backend.insights.tally import Moments, moments
from backend.touchpoints.scales import SCALES

STARS = SCALES["stars"]
exactly = settings(derandomize=True, database=None, deadline=None)
tallies = st.dictionaries(st.integers(1, 5), st.integers(1, 300), min_size=2)


def scores(tally):
    return np.repeat([STARS.score(value) for value in tally], list(tally.values()))


@exactly
@given(tallies, tallies, st.sampled_from([0.95, 0.99]))
def test_a_difference_of_means_is_welchs_whatever_confidence_is_asked(before, after, confidence):
    found = difference(moments(before, STARS), moments(after, STARS), confidence)
    test = stats.ttest_ind(scores(after), scores(before), equal_var=False)
    low, high = test.confidence_interval(confidence)
    assert found.value == pytest.approx(scores(after).mean() - scores(before).mean())
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))
    assert found.p == pytest.approx(test.pvalue, abs=1e-9)


# Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10: 56/70 less 48/80, and so on.
@pytest.mark.parametrize(
    ("new", "n_new", "old", "n_old", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ],
)
def test_a_difference_of_shares_is_newcombes(new, n_new, old, n_old, low, high):
    found = difference_of_shares(old, n_old, new, n_new)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@exactly
@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_what_stands_out_of_many_is_as_benjamini_and_hochberg_say(chances):
    assert stand_out(chances, 0.05) == [p <= 0.05 for p in stats.false_discovery_control(chances)]


def test_of_many_that_look_none_stands_out_by_chance_alone():
    assert stand_out([0.009] + [0.5] * 19) == [False] * 20
    assert stand_out([0.0004] + [0.5] * 19) == [True] + [False] * 19
    assert stand_out([]) == []


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ((100, 50, 400), (100, 60, 400), "better"),
        ((100, 60, 400), (100, 50, 400), "worse"),
        ((19, 10, 400), (5000, 90, 400), "cannot_tell"),
        ((100, 50, 400), (100, 52, 400), "cannot_tell"),
        ((5000, 50, 400), (5000, 50.2, 400), "same"),
    ],
    ids=["up", "down", "too few", "too uncertain", "surely alike"],
)
def test_what_is_said_of_a_difference(before, after, verdict):
    assert difference(Moments(*before), Moments(*after)).verdict == verdict


def test_a_single_answer_compares_with_nothing():
    assert difference(Moments(1, 50, 400), Moments(100, 60, 400)) is None
    assert difference(None, Moments(100, 60, 400)) is None


def test_how_many_answers_are_still_needed():
    # (1.95996 + 0.84162)² · (400 + 400) / 10² = 62.8, so 63 in each window; 40 are there
    assert answers_needed(Moments(40, 50, 400), Moments(50, 60, 400)) == 23
    assert answers_needed(Moments(80, 50, 400), Moments(90, 60, 400)) == 0
    # A difference of nothing is sought as if it were 3 points: 698 of each.
    assert answers_needed(Moments(100, 50, 400), Moments(100, 50, 400)) == 598


@exactly
@given(st.integers(2, 300), st.integers(2, 300), st.integers(1, 5), st.integers(1, 5))
def test_samples_of_one_mind_each_are_compared_too(n, m, old, new):
    found = difference(moments({old: n}, STARS), moments({new: m}, STARS))
    assert found.low < found.value < found.high
    assert 0 <= found.p <= 1
