"""The loyalty map's rules against tables worked by hand, its intervals against scipy."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from backend.insights.loyalty import FIELDS, Deed, after, field_of, fields_of, foretold, group_of

exactly = settings(derandomize=True, database=None, deadline=None)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MONTH = timedelta(days=30)


def deeds(*told):
    return [Deed(NOON + timedelta(days=days), kind != "left") for days, kind in told]


@pytest.mark.parametrize(
    ("satisfied", "loyal", "field"),
    [(True, True, "loyal"), (True, False, "free"), (False, True, "stuck"), (False, False, "leaving")],
)
def test_the_four_fields_of_satisfied_and_loyal(satisfied, loyal, field):
    assert field_of(satisfied, loyal) == field


def test_a_map_worked_by_hand():
    people = [(True, True)] * 40 + [(True, False)] * 30 + [(False, True)] * 10 + [(False, False)] * 20
    told = fields_of(people)
    assert (told["n"], told["too_few"]) == (100, False)
    assert [told["shares"][name]["count"] for name in FIELDS] == [40, 30, 10, 20]
    free = told["shares"]["free"]["share"]
    # (0.3 + 1.92073 / 100 ± 1.959964 · √(0.3 · 0.7 / 100 + 0.0096037 / 100)) / 1.0384146
    assert (free.value, free.n) == (0.3, 100)
    assert (free.low, free.high) == (pytest.approx(0.21895, abs=1e-5), pytest.approx(0.39585, abs=1e-5))


@exactly
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=300))
def test_every_interval_of_the_map_is_scipys_and_the_shares_are_one_whole(people):
    told = fields_of(people)["shares"]
    assert sum(one["share"].value for one in told.values()) == pytest.approx(1)
    for one in told.values():
        found = stats.binomtest(one["count"], len(people)).proportion_ci(0.95, "wilson")
        assert (one["share"].low, one["share"].high) == (
            pytest.approx(found.low, abs=1e-6),
            pytest.approx(found.high, abs=1e-6),
        )


def test_nobody_makes_no_map():
    told = fields_of([])
    assert (told["n"], told["too_few"], told["shares"]["loyal"]["share"].value) == (0, True, None)


@pytest.mark.parametrize(
    ("told", "returned", "left", "loyal"),
    [
        ((), False, False, False),
        (((0.5, "bought"),), False, False, False),
        (((1, "bought"),), True, False, True),
        (((30, "bought"),), True, False, True),
        (((30.1, "bought"),), False, False, False),
        (((-5, "bought"),), False, False, False),
        (((5, "bought"), (20, "left")), True, True, False),
        (((5, "left"), (20, "bought")), True, True, True),
        (((5, "left"),), False, True, False),
    ],
    ids=["nothing", "the same visit", "a day later", "the last day", "too late", "before", "left at last",
         "came back at last", "left"],
)  # fmt: skip
def test_what_was_done_in_the_days_after(told, returned, left, loyal):
    one = after(deeds(*told), NOON, MONTH)
    assert (one.returned, one.left, one.loyal) == (returned, left, loyal)


@pytest.mark.parametrize(
    ("value", "group"), [(10, "promoters"), (9, "promoters"), (8, "passives"), (7, "passives"), (6, "detractors")]
)
def test_the_groups_of_recommendation(value, group):
    assert group_of(value) == group


def outcomes(value, returned, not_returned):
    came, stayed_away = after(deeds((5, "bought")), NOON, MONTH), after((), NOON, MONTH)
    return [(value, came)] * returned + [(value, stayed_away)] * not_returned


def test_what_a_recommendation_foretold_worked_by_hand():
    """Newcombe (1998), table II, 56/70 against 48/80: 0.2 (0.0524 to 0.3339)."""
    told = foretold(outcomes(10, 56, 14) + outcomes(3, 48, 32) + outcomes(8, 1, 1))
    assert [(one["group"], one["n"]) for one in told["groups"]] == [
        ("promoters", 70), ("passives", 2), ("detractors", 80),
    ]  # fmt: skip
    found = told["repeat"]["difference"]
    assert (found.value, told["repeat"]["verdict"]) == (pytest.approx(0.2), "more")
    assert (found.low, found.high) == (pytest.approx(0.0524, abs=1e-4), pytest.approx(0.3339, abs=1e-4))
    assert told["churn"]["verdict"] == "cannot_tell"


def test_too_few_of_either_side_foretell_nothing():
    told = foretold(outcomes(10, 100, 0) + outcomes(3, 0, 19))
    assert (told["repeat"]["difference"], told["repeat"]["verdict"]) == (None, "too_few")
