"""What goes with loyalty: every figure against scipy, and what chance alone makes is not called a finding."""

import random
from collections import Counter

import pytest
from hypothesis import assume, given, settings, strategies as st
from scipy import stats

from backend.insights.correlation import ranks, spearman
from backend.insights.drivers import drivers

exactly = settings(derandomize=True, database=None, deadline=None)
pairs = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 10)), min_size=4, max_size=200)


def test_ranks_worked_by_hand():
    assert ranks([3, 1, 3, 2, 3]) == [4, 1, 4, 2, 4]


@exactly
@given(st.lists(st.integers(0, 10), min_size=1, max_size=60))
def test_equal_answers_share_the_mean_of_their_places(values):
    assert ranks(values) == list(stats.rankdata(values))


@exactly
@given(pairs)
def test_a_correlation_and_its_chance_are_scipys(told):
    assume(all(len({pair[side] for pair in told}) > 1 for side in (0, 1)))
    found, known = spearman(told), stats.spearmanr(*zip(*told, strict=True))
    assert found.value == pytest.approx(known.statistic, abs=1e-9)
    assert found.p == pytest.approx(known.pvalue, abs=1e-6)
    assert found.low <= found.value + 1e-8
    assert found.high >= found.value - 1e-8


def test_an_interval_of_a_correlation_worked_by_hand():
    """ρ = 0.8 of 4: artanh 0.8 = 1.098612 ± 1.959964 · √(1.32 / 1) = 2.251847; tanh −1.153235 and 3.350459."""
    found = spearman([(1, 1), (2, 2), (3, 4), (4, 3)])
    assert found.value == pytest.approx(0.8)
    assert (found.low, found.high) == (pytest.approx(-0.81884, abs=1e-4), pytest.approx(0.99754, abs=1e-4))


def test_the_interval_holds_the_truth_about_95_times_of_100():
    """Of two normal variables with r = 0.5 Spearman's ρ is 6/π · arcsin(r/2)."""
    chance, held = random.Random(11), 0
    for _ in range(400):
        told = [(one, 0.5 * one + 0.75**0.5 * chance.gauss(0, 1)) for one in (chance.gauss(0, 1) for _ in range(60))]
        found = spearman(told)
        held += found.low <= 0.4826 <= found.high
    assert 366 <= held <= 394


@pytest.mark.parametrize("told", [[], [(1, 2)] * 3, [(3, 1), (3, 2), (3, 5), (3, 9)], [(1, 4), (2, 4), (3, 4), (4, 4)]])
def test_what_never_varies_goes_with_nothing(told):
    assert spearman(told) is None


def people(n):
    return {f"p{number}": float(number % 11 * 10) for number in range(n)}


def test_a_grade_that_rises_with_loyalty_and_a_topic_of_the_disloyal_stand_out():
    loyalty = people(220)
    grades = {"checkout": {who: 25.0 * (value // 25) for who, value in loyalty.items()}, "quiet": {"p1": 100.0}}
    topics = {"delivery": {who for who, value in loyalty.items() if value < 40}, "price": {"p2", "p3"}}
    by_grade, by_topic = drivers(grades, topics, set(loyalty), loyalty)
    assert [(one.key, one.verdict, one.n) for one in by_grade] == [("checkout", "up", 220), ("quiet", "too_few", 1)]
    assert [(one.key, one.verdict, one.n) for one in by_topic] == [("delivery", "down", 80), ("price", "too_few", 2)]
    # who wrote of delivery answers 15 on average, who wrote of other things 70
    assert by_topic[0].found.value == pytest.approx(-55)
    known = stats.ttest_ind(
        [loyalty[one] for one in topics["delivery"]],
        [loyalty[one] for one in loyalty if one not in topics["delivery"]], equal_var=False,
    )  # fmt: skip
    assert by_topic[0].found.p == pytest.approx(known.pvalue, abs=1e-9)


def test_of_thirty_grades_that_go_with_nothing_almost_never_is_one_called_a_finding():
    chance, found = random.Random(5), Counter()
    for _ in range(60):
        loyalty = {who: chance.choice((0.0, 50.0, 80.0, 100.0)) for who in range(80)}
        grades = {place: {who: chance.choice((0.0, 25.0, 50.0, 100.0)) for who in loyalty} for place in range(30)}
        found.update(one.verdict for one in drivers(grades, {}, (), loyalty)[0])
    assert found["cannot_tell"] + found["up"] + found["down"] == 1800
    assert found["up"] + found["down"] <= 3


def test_a_grade_that_all_give_alike_is_not_called_too_few():
    [same], _ = drivers({"checkout": dict.fromkeys(people(40), 75.0)}, {}, (), people(40))
    assert (same.n, same.found, same.verdict) == (40, None, "cannot_tell")


def test_whose_loyalty_is_not_known_says_nothing():
    by_grade, _ = drivers({"checkout": dict.fromkeys(range(50), 50.0)}, {}, (), {0: 100.0})
    assert [(one.n, one.verdict, one.found) for one in by_grade] == [(1, "too_few", None)]
