"""Every figure against tables worked by hand, and every interval against scipy."""

import math
from collections import Counter

import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from backend.insights.distributions import t_reach, t_tail
from backend.insights.figures import LEAST, figures_of, mean, nps, score, share
from backend.insights.tally import moments
from backend.touchpoints.scales import SCALES

STARS = SCALES["stars"]
exactly = settings(derandomize=True, database=None, deadline=None)
# 214 answers: 30·1 + 50·2 + 60·3 + 54·4 + 20·5 = 626, so 626 / 214 = 2.925 on average.
CHECKOUT = {1: 30, 2: 50, 3: 60, 4: 54, 5: 20}


def values_of(tally):
    return [value for value, n in tally.items() for _ in range(n)]


def test_a_mean_worked_by_hand():
    figure = mean(CHECKOUT, STARS)
    assert figure.n == 214
    assert figure.value == pytest.approx(626 / 214)
    # Σ n·x² = 30 + 200 + 540 + 864 + 500 = 2134; s² = (2134 − 626² / 214) / 213 = 1.42171; s / √214 = 0.081508
    assert figure.high - figure.value == pytest.approx(1.97116 * 0.081508, abs=1e-4)


@exactly
@given(st.dictionaries(st.integers(1, 5), st.integers(1, 400), min_size=2))
def test_the_interval_of_a_mean_is_scipys(tally):
    values = values_of(tally)
    found = stats.t.interval(0.95, len(values) - 1, loc=sum(values) / len(values), scale=stats.sem(values))
    figure = mean(tally, STARS)
    assert figure.low == pytest.approx(max(1, found[0]), abs=1e-7)
    assert figure.high == pytest.approx(min(5, found[1]), abs=1e-7)


@exactly
@given(st.floats(0, 60), st.floats(1, 5000))
def test_the_tail_of_students_t_is_scipys(t, freedom):
    assert t_tail(t, freedom) == pytest.approx(2 * stats.t.sf(t, freedom), abs=1e-9)


@exactly
@given(st.floats(1, 20000))
def test_the_reach_of_students_t_is_scipys(freedom):
    assert t_reach(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-7)


def test_net_promoter_score_worked_by_hand():
    # 50 promoters, 30 between, 20 detractors of 100: 30; variance 0.5 + 0.2 − 0.3² = 0.61; 1.96 · √(0.61 / 100)
    figure = nps({9: 20, 10: 30, 7: 12, 8: 18, 0: 5, 6: 15})
    assert (figure.value, figure.n) == (pytest.approx(30), 100)
    assert figure.high - figure.value == pytest.approx(100 * 1.959964 * math.sqrt(0.61 / 100), abs=1e-6)


@exactly
@given(st.dictionaries(st.integers(0, 10), st.integers(1, 300), min_size=1))
def test_net_promoter_score_is_the_mean_of_one_nought_and_minus_one(tally):
    signs = [(value >= 9) - (value <= 6) for value in values_of(tally)]
    figure = nps(tally)
    assert figure.value == pytest.approx(100 * sum(signs) / len(signs))
    if len(set(signs)) > 1:
        reach = 100 * 1.959964 * math.sqrt(stats.moment(signs, 2) / len(signs))
        assert figure.low == pytest.approx(max(-100, figure.value - reach), abs=1e-6)
        assert figure.high == pytest.approx(min(100, figure.value + reach), abs=1e-6)


@exactly
@given(st.integers(1, 5000), st.data())
def test_the_interval_of_a_share_is_wilsons(n, data):
    hits = data.draw(st.integers(0, n))
    low, high = stats.binomtest(hits, n).proportion_ci(method="wilson")
    figure = share("csat", hits, n)
    assert (figure.low, figure.high) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


@pytest.mark.parametrize(
    ("kind", "tally", "expected"),
    [
        ("csat", {1: 1, 3: 1, 4: 2, 5: 6}, {"csat": 0.8, "mean": 4.2}),
        ("stars", {1: 2, 5: 2}, {"csat": 0.5, "mean": 3.0}),
        ("ces", {1: 2, 4: 2, 5: 2, 7: 4}, {"ces": 0.6, "mean": 4.8}),
        ("expectation", {-2: 1, -1: 2, 0: 4, 1: 2, 2: 1}, {"worse": 0.3, "better": 0.3, "mean": 0.0}),
        ("thumbs", {0: 1, 1: 3}, {"thumbs": 0.75}),
        ("nps", {10: 3, 8: 1, 2: 1}, {"nps": 40.0}),
        ("text", {}, {}),
        ("choice", {0: 3, 1: 3}, {}),
    ],
)
def test_what_is_told_of_each_kind_of_question(kind, tally, expected):
    assert {figure.formula: figure.value for figure in figures_of(kind, tally)} == pytest.approx(expected)


def test_a_score_compares_answers_of_different_scales():
    assert score({4: 10}, STARS).value == score({1: 10}, SCALES["expectation"]).value == 75


def test_where_nobody_answered_there_is_no_figure():
    for kind in SCALES:
        assert all((one.value, one.n, one.too_few) == (None, 0, True) for one in figures_of(kind, {}))
    assert moments({}, STARS) is None


def test_one_answer_has_no_interval():
    figure = score({5: 1}, STARS)
    assert (figure.value, figure.low, figure.high) == (100, None, None)


@pytest.mark.parametrize("kind", ["stars", "nps", "expectation"])
def test_ten_of_one_mind_do_not_make_a_certainty(kind):
    for figure in figures_of(kind, {SCALES[kind].most: 10}):
        assert figure.high - figure.low > 0.1, figure


def test_fewer_than_twenty_answers_are_too_few_to_tell():
    assert LEAST == 20
    assert score({4: 10, 5: 9}, STARS).too_few
    assert not score({4: 10, 5: 10}, STARS).too_few


@exactly
@given(st.dictionaries(st.integers(1, 7), st.integers(0, 50)))
def test_no_interval_leaves_its_scale_or_its_figure(tally):
    for figure in figures_of("ces", Counter(tally)):
        if figure.low is not None:
            least, most = (0, 1) if figure.formula == "ces" else (1, 7)
            assert least <= figure.low <= figure.value + 1e-9
            assert figure.value - 1e-9 <= figure.high <= most
