"""Weighted scores, what they hide, and what to mend first: tables worked by hand."""

import pytest
from scipy import stats

from backend.insights.figures import Figure, score_of
from backend.insights.tally import Moments
from backend.insights.weigh import Encounter, ranking, spread, value_at_stake, weighted_sample, weighted_score

LANDING = Encounter("landing", 2, 3, Moments(400, 80.0, 400.0))  # error 1
CHECKOUT = Encounter("checkout", 5, 3, Moments(100, 50.0, 900.0))  # error 3
HELP = Encounter("help", 1, 6, Moments(19, 10.0, 100.0))  # too few


def test_a_stage_is_the_weighted_mean_of_its_encounters():
    # weights 5 and 8 of 13: (5·80 + 8·50) / 13 = 61.538; error √((5/13·1)² + (8/13·3)²) = 1.885792
    found = weighted_score([LANDING, CHECKOUT, HELP])
    parts = [(5 / 13 * 1) ** 2, (8 / 13 * 3) ** 2]
    freedom = sum(parts) ** 2 / (parts[0] ** 2 / 399 + parts[1] ** 2 / 99)
    reach = stats.t.ppf(0.975, freedom) * 1.885792
    assert (found.value, found.n) == (pytest.approx(800 / 13), 500)
    assert (found.low, found.high) == (
        pytest.approx(800 / 13 - reach, abs=1e-3),
        pytest.approx(800 / 13 + reach, abs=1e-3),
    )


def test_one_encounter_is_its_own_stage():
    stage, alone = weighted_score([CHECKOUT]), score_of(CHECKOUT.sample)
    assert (stage.value, stage.low, stage.high) == (alone.value, pytest.approx(alone.low), pytest.approx(alone.high))


def test_encounters_worth_nothing_weigh_the_same():
    nothing = [Encounter("a", 0, 0, Moments(30, 40.0, 100.0)), Encounter("b", 0, 0, Moments(300, 60.0, 100.0))]
    assert weighted_score(nothing).value == pytest.approx(50)


def test_a_stage_without_answers_enough_has_no_score():
    assert weighted_score([HELP]).value is None
    assert weighted_score([]).too_few
    assert weighted_sample([HELP]) is None


def test_a_weighted_sample_has_the_error_of_the_weighted_score():
    assert weighted_sample([LANDING, CHECKOUT]).error == pytest.approx(1.885792, abs=1e-5)


def test_an_overall_score_tells_what_it_hides_and_who_drags_it():
    found = spread([LANDING, CHECKOUT, HELP])
    assert (found.least, found.most) == (50, 80)
    # 8/13 · (50 − 61.538) = −7.1006, 5/13 · (80 − 61.538) = 7.1006
    assert found.pulls == {"checkout": pytest.approx(-7.1006, abs=1e-4), "landing": pytest.approx(7.1006, abs=1e-4)}
    assert spread([CHECKOUT, HELP]) is None


def test_value_at_stake_is_weight_times_shortfall_times_reach():
    score = Figure("score", 50.0, 44.0, 56.0, 100)
    found = value_at_stake(5, score, 0.2)  # 5/5 · 50 · 0.2
    assert (found.value, found.low, found.high) == (10, pytest.approx(8.8), pytest.approx(11.2))
    assert value_at_stake(2, score, 0.2).value == pytest.approx(4)
    assert value_at_stake(0, score, 0.2).value == 0
    assert value_at_stake(5, Figure("score", None, None, None, 0), 0).value is None


def test_what_to_mend_first_is_where_most_is_at_stake():
    def stake(value, n=100):
        return Figure("at_stake", value, 0.0, 0.0, n)

    found = ranking([("a", stake(1.0)), ("b", stake(9.0)), ("c", stake(99.0, 3)), ("d", stake(4.0)), ("e", stake(0.0))])
    assert found == ["b", "d", "a"]
