"""What was expected against what was met: tables worked by hand, intervals against scipy, and the API."""

import uuid

import pytest
from hypothesis import assume, given, settings, strategies as st
from scipy import stats

from backend.foundation.ids import new_id
from backend.insights.expectations import asked_gap, later_gaps, mean_gap, verdict
from backend.insights.voices import Said
from tests.insights.history import say

exactly = settings(derandomize=True, database=None, deadline=None)
HOPE, GRADE, PLACE = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()


def said(*told):
    """Each is (who, question, value, entry), the oldest first."""
    entries = {}
    return [
        Said(("customer", who), entries.setdefault(entry, new_id()), PLACE, question, value)
        for who, question, value, entry in told
    ]


def gaps(*told):
    return later_gaps(said(*told), {HOPE}, {GRADE}, lambda one: float(one.value)).get(PLACE, {})


def test_a_later_grade_is_held_against_the_last_expectation_before_it():
    found = gaps(
        ("a", HOPE, 90, 1), ("a", HOPE, 80, 2), ("a", GRADE, 60, 3), ("a", HOPE, 10, 4),
        ("b", GRADE, 50, 5), ("b", HOPE, 50, 6), ("c", HOPE, 20, 7), ("d", GRADE, 70, 8),
    )  # fmt: skip
    assert found == {("customer", "a"): -20.0}


def test_what_was_expected_in_the_same_breath_is_no_expectation_of_it():
    assert gaps(("a", HOPE, 90, 1), ("a", GRADE, 60, 1)) == {}


def test_her_last_grade_counts():
    assert gaps(("a", HOPE, 90, 1), ("a", GRADE, 60, 2), ("a", GRADE, 95, 3)) == {("customer", "a"): 5.0}


@exactly
@given(st.lists(st.sampled_from([-75.0, -25.0, 0.0, 25.0, 50.0]), min_size=3, max_size=80))
def test_the_interval_of_a_gap_is_scipys_of_paired_answers(found):
    assume(len(set(found)) > 1)
    figure = mean_gap(found)
    known = stats.ttest_1samp(found, 0).confidence_interval(0.95)
    assert figure.low == pytest.approx(max(-100, known.low), abs=1e-6)
    assert figure.high == pytest.approx(min(100, known.high), abs=1e-6)


def test_a_gap_that_all_share_still_has_an_interval():
    figure = mean_gap([-25.0] * 30)
    assert figure.value == -25
    assert figure.low < -25 < figure.high


@pytest.mark.parametrize(
    ("found", "word"),
    [([-25.0, -50.0] * 10, "worse"), ([25.0, 50.0] * 10, "better"), ([-25.0, 25.0] * 10, "cannot_tell"),
     ([-25.0, -50.0] * 9, "too_few"), ([], "too_few")],
)  # fmt: skip
def test_what_is_said_of_a_gap(found, word):
    assert verdict(mean_gap(found)) == word


def test_what_is_asked_outright_is_pooled_over_a_stage():
    worse, better, mean = asked_gap([{-2: 10, 0: 5}, {1: 5}])
    assert (worse.value, better.value, mean.value, mean.n) == (0.5, 0.25, -0.75, 20)


def test_both_gaps_stand_beside_touchpoint_and_stage(shop, ada):
    places = {row["key"]: row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"]}
    for key, question in (
        ("landing", {"key": "beforehand", "kind": "stars", "text": {"fi": "Mitä odotat?"}}),
        ("checkout", {"key": "expectation", "kind": "expectation", "text": {"fi": "Odotuksiin nähden?"}}),
    ):
        asked = {"questions": [*places[key]["questions"], question]}
        assert ada.patch(f"/touchpoints/{places[key]['id']}", json=asked).status_code == 200
    for number in range(22):
        say(shop, {4: 1}, 9, touchpoint="landing", answers={"beforehand": 5}, customer=f"c-{number}")
        say(shop, {3 if number % 2 else 2: 1}, 5, answers={"expectation": -1}, customer=f"c-{number}")
    told = ada.get(f"/loyalty/expectations?site={shop.key}").json
    [purchase] = [stage for stage in told["stages"] if stage["key"] == "purchase"]
    [checkout] = purchase["touchpoints"]
    assert [(one["formula"], one["value"]) for one in checkout["asked"]] == [("worse", 1), ("better", 0), ("mean", -1)]
    # expected 100; half met 25 and half 50
    for place in (checkout, purchase, told):
        assert (place["later"]["value"], place["later"]["n"], place["verdict"]) == (-62.5, 22, "worse")
    assert told["is_expected_asked"] is True
    [image] = [stage for stage in told["stages"] if stage["key"] == "image"]
    assert (image["later"]["n"], image["verdict"], image["asked"]) == (0, "too_few", [])


def test_where_nobody_was_asked_beforehand_it_says_so(shop, ada):
    told = ada.get(f"/loyalty/expectations?site={shop.key}").json
    assert (told["is_expected_asked"], told["later"]["n"], told["asked"]) == (False, 0, [])


def test_what_is_expected_is_no_grade_of_the_encounter(shop, ada):
    [landing] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "landing"]
    asked = [{"key": "beforehand", "kind": "stars", "text": {"fi": "Mitä odotat?"}}, *landing["questions"]]
    assert ada.patch(f"/touchpoints/{landing['id']}", json={"questions": asked}).status_code == 200
    stages = ada.get(f"/journey?site={shop.key}").json["stages"]
    assert [one["question"]["key"] for stage in stages for one in stage["touchpoints"]] == ["mood", "rating"]
