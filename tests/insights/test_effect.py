"""Did it help? What the API says of a change."""

from collections import Counter

import pytest

from backend.insights.effect import shifts
from backend.insights.period import Period, windows
from tests.insights.history import days_ago, say_daily


def mark(ada, shop, ago, **values):
    at = f"{days_ago(ago)}T12:00:00Z"
    answer = ada.post(f"/changes?site={shop.key}", json={"title": "Uusi kassa", "at": at, **values})
    assert answer.status_code == 201, answer.text
    return answer.json["id"]


def effect(ada, change, days=28):
    answer = ada.get(f"/changes/{change}/effect?days={days}")
    assert answer.status_code == 200, answer.text
    return answer.json


def warnings(told):
    return {warning["kind"]: warning for warning in told["warnings"]}


@pytest.mark.parametrize(("after", "verdict"), [({4: 2, 5: 2}, "better"), ({1: 2, 2: 2}, "worse")])
def test_a_change_that_moved_the_score_is_said_to_have(shop, ada, after, verdict):
    say_daily(shop, {3: 4}, range(31, 59))
    say_daily(shop, after, range(1, 30))
    told = effect(ada, mark(ada, shop, 30, touchpoints=["checkout"]))
    assert (told["verdict"], told["windows"]["days"]) == (verdict, 28)
    [checkout] = told["touchpoints"]
    assert (checkout["verdict"], checkout["before"]["n"], checkout["after"]["n"]) == (verdict, 112, 112)
    assert told["windows"]["before"] == {"since": days_ago(58).isoformat(), "until": days_ago(31).isoformat()}
    assert told["windows"]["after"] == {"since": days_ago(29).isoformat(), "until": days_ago(2).isoformat()}


def test_a_change_that_did_nothing_is_not_said_to_have(shop, ada):
    say_daily(shop, {2: 2, 3: 2, 4: 2}, range(1, 60))
    told = effect(ada, mark(ada, shop, 30, touchpoints=["checkout"]))
    assert told["verdict"] == "cannot_tell"
    # (2.5758 + 0.8416)² · 2 · 419.2 / 3² = 1087.9 answers of each, of which 168 are there
    assert told["overall"]["needed"] == 920


def test_with_many_answers_nothing_is_said_to_be_nothing(shop, ada):
    say_daily(shop, {2: 10, 3: 60, 4: 10}, range(1, 60))
    assert effect(ada, mark(ada, shop, 30, touchpoints=["checkout"]))["verdict"] == "same"


def test_too_few_answers_tell_nothing(shop, ada):
    say_daily(shop, {1: 1}, range(31, 41))
    say_daily(shop, {5: 1}, range(2, 12))
    told = effect(ada, mark(ada, shop, 30))
    assert (told["verdict"], told["overall"]) == ("cannot_tell", None)


def test_a_change_of_today_is_too_early_to_judge(shop, ada):
    told = effect(ada, mark(ada, shop, 0))
    assert (told["verdict"], told["windows"]) == ("too_early", None)


def test_other_changes_near_by_are_warned_of_where_they_concern_the_same(shop, ada):
    change = mark(ada, shop, 30, touchpoints=["checkout"])
    mark(ada, shop, 20, title="Hinnat", touchpoints=["checkout", "landing"])
    mark(ada, shop, 40, title="Kampanja")
    mark(ada, shop, 25, title="Etusivu", touchpoints=["landing"])
    mark(ada, shop, 300, title="Vanha")
    found = warnings(effect(ada, change))["overlap"]["changes"]
    assert [other["title"] for other in found] == ["Kampanja", "Hinnat"]


def test_other_visitors_than_before_are_warned_of(shop, ada):
    say_daily(shop, {3: 4}, range(31, 59), language="fi")
    say_daily(shop, {3: 3}, range(2, 30), language="fi")
    say_daily(shop, {3: 2}, range(2, 30), language="sv")
    mix = [one for one in effect(ada, mark(ada, shop, 30))["warnings"] if one["kind"] == "mix"]
    assert [(one["dimension"], one["member"], one["before"], one["after"]) for one in mix] == [
        ("language", "fi", 1.0, 0.6),
        ("language", "sv", 0.0, 0.4),
    ]


def test_the_same_visitors_as_before_are_not_warned_of():
    assert list(shifts("language", Counter(fi=500, sv=60), Counter(fi=480, sv=75))) == []
    assert list(shifts("language", Counter(), Counter(fi=5))) == []
    assert list(shifts("segment", Counter({None: 90, "new": 10}), Counter({None: 40, "new": 60})))


@pytest.mark.parametrize(
    ("since_then", "days", "length"),
    [(100, 28, 28), (100, 30, 28), (16, 28, 14), (9, 28, 8 - 1), (5, 28, 4), (2, 28, 1), (1, 28, None), (0, 28, None)],
)
def test_windows_are_equal_over_and_of_whole_weeks(since_then, days, length):
    change = days_ago(since_then)
    found = windows(change, days_ago(0), days)
    assert length == (found and found[0].days)
    if found:
        before, after = found
        assert before.days == after.days
        assert before.until < change < after.since
        assert after.until < days_ago(0)


def test_the_days_before_a_period_are_as_many():
    period = Period(days_ago(27), days_ago(0))
    assert (period.before.days, period.before.until) == (28, days_ago(28))
