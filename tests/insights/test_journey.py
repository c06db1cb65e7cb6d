"""The journey in figures, by the API."""

import pytest

from backend.sentiment.result import Sentiment
from tests.choosing import TAGS
from tests.insights.history import days_ago, say, say_daily

GLAD = Sentiment(0.8, "positive", 0.9, "fi", None, (), "test")
CHECKOUT = {1: 30, 2: 50, 3: 60, 4: 54, 5: 20}  # the mean of these 214 is 2.925


def journey(ada, shop, **asked):
    query = "".join(f"&{name}={value}" for name, value in asked.items())
    answer = ada.get(f"/journey?site={shop.key}{query}")
    assert answer.status_code == 200, answer.text
    return answer.json


def places(told):
    return {place["key"]: place for stage in told["stages"] for place in stage["touchpoints"]}


def facts(told):
    return {fact["key"]: fact for fact in told["summary"]}


def test_the_journey_opens_on_its_weakest_encounter(shop, ada):
    say(shop, CHECKOUT)
    say(shop, {4: 20, 5: 40}, touchpoint="landing")
    weakest = facts(journey(ada, shop))["weakest"]
    assert weakest["touchpoint"] == {"key": "checkout", "name": "Kassa"}
    figure = weakest["figure"]
    assert (round(figure["value"], 3), figure["n"], weakest["most"]) == (2.925, 214, 5)
    assert round((figure["high"] - figure["low"]) / 2, 2) == 0.16


def test_an_encounter_is_not_called_the_weakest_where_chance_could_have_made_it_so(shop, ada):
    say(shop, {3: 20, 4: 20})
    say(shop, {3: 18, 4: 22}, touchpoint="landing")
    told = facts(journey(ada, shop))
    assert "weakest" not in told
    assert [one["key"] for one in told["weakest_of_several"]["alike"]] == ["landing"]


def test_stages_stand_in_order_with_their_touchpoints_and_weighted_scores(shop, ada):
    say(shop, {3: 40})
    say(shop, {5: 40}, touchpoint="landing")
    told = journey(ada, shop)
    assert [(stage["key"], [one["key"] for one in stage["touchpoints"]]) for stage in told["stages"]] == [
        ("image", ["landing"]), ("purchase", ["checkout"]), ("use", []),
    ]  # fmt: skip
    assert [stage["score"]["value"] for stage in told["stages"]] == [100, 50, None]
    assert told["overall"]["value"] == 75
    assert (told["spread"]["least"], told["spread"]["most"]) == (50, 100)
    assert told["spread"]["pulls"] == {"checkout": -12.5, "landing": 12.5}


def test_a_weight_moves_the_overall_score(shop, ada):
    say(shop, {3: 40})
    say(shop, {5: 40}, touchpoint="landing")
    identity = places(journey(ada, shop))["checkout"]["id"]
    assert ada.patch(f"/touchpoints/{identity}", json={"revenue_value": 5, "commitment_value": 4}).status_code == 200
    assert journey(ada, shop)["overall"]["value"] == pytest.approx((9 * 50 + 6 * 100) / 15)


def test_too_few_answers_are_shown_and_nothing_is_made_of_them(shop, ada):
    say(shop, {1: 19})
    told = journey(ada, shop)
    assert facts(told) == {"too_few": {"key": "too_few"}}
    checkout = places(told)["checkout"]
    assert (checkout["score"]["n"], checkout["score"]["too_few"], checkout["trend"]["direction"]) == (
        19,
        True,
        "too_few",
    )
    assert told["overall"]["value"] is None


def test_where_nothing_was_said_the_page_says_that(shop, ada):
    assert facts(journey(ada, shop)) == {"nothing_said": {"key": "nothing_said"}}


def test_a_trend_moves_only_where_it_stands_out(shop, ada):
    say_daily(shop, {2: 4, 3: 4}, range(40, 60))
    say_daily(shop, {4: 4, 5: 4}, range(1, 28))
    say_daily(shop, {3: 4, 4: 4}, range(1, 60), touchpoint="landing")
    told = journey(ada, shop, since=days_ago(29))
    assert {key: place["trend"]["direction"] for key, place in places(told).items()} == {
        "checkout": "better",
        "landing": "steady",
    }
    assert [one["key"] for one in facts(told)["got_better"]["touchpoints"]] == ["checkout"]


def test_only_the_days_that_were_asked_for_count(shop, ada):
    say(shop, {1: 30}, ago=40)
    say(shop, {5: 30}, ago=10)
    told = journey(ada, shop, since=days_ago(20), until=days_ago(5))
    assert (told["period"]["days"], places(told)["checkout"]["score"]["value"]) == (16, 100)
    assert sum(places(told)["checkout"]["volume"]["n"]) == 30
    assert places(told)["checkout"]["volume"]["n"][-6] == 30


def test_a_long_period_gives_its_volume_by_the_week(shop, ada):
    say(shop, {1: 3}, ago=0)
    say(shop, {1: 2}, ago=99)
    volume = places(journey(ada, shop, since=days_ago(99)))["checkout"]["volume"]
    assert (volume["step"], len(volume["n"]), volume["n"][0], volume["n"][-1]) == (7, 15, 2, 3)


def test_each_sentiment_of_those_who_wrote_is_counted(shop, ada):
    say(shop, {5: 8}, sentiment=GLAD)
    say(shop, {1: 5})
    assert places(journey(ada, shop))["checkout"]["sentiment"] == {"positive": 8}


def test_every_question_has_its_own_figures(shop, ada):
    for value in [*[10] * 12, *[8] * 6, *[3] * 6]:
        shop.leave(rating=4, answers={"recommend": value})
    [stars, nps] = places(journey(ada, shop, until=days_ago(-1)))["checkout"]["questions"]
    assert [(one["formula"], one["value"]) for one in stars["figures"]] == [("csat", 1.0), ("mean", 4.0)]
    assert [(one["formula"], round(one["value"], 6), one["n"]) for one in nps["figures"]] == [("nps", 25.0, 24)]


def test_revenue_and_commitment_may_disagree_and_the_page_says_so(shop, ada):
    say(shop, {2: 40})
    say(shop, {2: 40}, touchpoint="landing")
    told = places(journey(ada, shop))
    ada.patch(f"/touchpoints/{told['checkout']['id']}", json={"revenue_value": 5, "commitment_value": 1})
    ada.patch(f"/touchpoints/{told['landing']['id']}", json={"revenue_value": 1, "commitment_value": 5})
    told = journey(ada, shop)
    assert told["priorities"] == {
        "revenue": ["checkout", "landing"], "commitment": ["landing", "checkout"], "agree": False,
    }  # fmt: skip
    assert facts(told)["mend_differs"]["revenue"]["key"] == "checkout"
    # 5 / 5 · (100 − 25) · half of all answers
    assert places(told)["checkout"]["at_stake"]["revenue"]["value"] == pytest.approx(37.5)


def test_the_reason_named_most_often_at_the_weakest_is_told(shop, ada):
    [checkout] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "checkout"]
    questions = [*checkout["questions"], {**TAGS, "show_if": None}]
    ada.patch(f"/touchpoints/{checkout['id']}", json={"questions": questions})
    for number in range(24):
        shop.leave(rating=2, answers={"tags": ["price"] if number % 4 else ["speed"]})
    reason = facts(journey(ada, shop, until=days_ago(-1)))["reason"]
    assert (reason["figure"]["value"], reason["figure"]["n"]) == (0.75, 24)


def test_a_filter_that_the_counts_do_not_know_reads_rows_and_says_so(shop, ada):
    say(shop, {5: 30}, language="sv")
    say(shop, {1: 30}, language="fi")
    say(shop, {3: 30}, language="fi", segment="new")
    say(shop, {1: 30}, language="sv", publication="spam")
    every, swedish, new = journey(ada, shop), journey(ada, shop, language="sv"), journey(ada, shop, segment="new")
    assert [told["source"] for told in (every, swedish, new)] == ["counts", "rows", "rows"]
    scores = [places(told)["checkout"]["score"] for told in (every, swedish, new)]
    assert [(score["value"], score["n"]) for score in scores] == [(50, 90), (100, 30), (50, 30)]


def test_what_waits_for_staff_is_counted_at_its_touchpoint(shop, ada):
    kept = [shop.leave(rating=2) for _ in range(3)]
    ada.patch(f"/feedback/{kept[0]['feedback_id']}", json={"case": "solved"})
    ada.patch(f"/feedback/{kept[1]['feedback_id']}", json={"case": "waiting"})
    told = journey(ada, shop)
    assert (places(told)["checkout"]["open_cases"], told["cases_capped"]) == (2, False)


def test_the_baseline_is_what_everything_after_is_measured_against(shop, ada):
    assert ada.get(f"/sites/{shop.id}/baseline").json == {"since": None, "until": None, "set_at": None}
    say(shop, {2: 60}, ago=200)
    say(shop, {4: 60}, ago=5)
    days = {"since": days_ago(210).isoformat(), "until": days_ago(190).isoformat()}
    assert ada.call("PUT", f"/sites/{shop.id}/baseline", json=days).status_code == 200
    told = journey(ada, shop)
    assert told["baseline"] == days
    baseline = places(told)["checkout"]["baseline"]
    assert (baseline["direction"], baseline["difference"]["value"]) == ("better", 50)
    assert ada.delete(f"/sites/{shop.id}/baseline").status_code == 204
    assert journey(ada, shop)["baseline"] is None


@pytest.mark.parametrize(
    ("query", "member"),
    [
        ("since=2026-03-01&until=2026-02-01", "until"),
        ("since=1999-01-01", "since"),
        ("since=2020-01-01&until=2026-01-01", "since"),
        ("since=2030-01-01", "since"),
        ("since=eilen", "since"),
    ],
)
def test_a_period_that_is_none_is_refused(shop, ada, query, member):
    answer = ada.get(f"/journey?site={shop.key}&{query}")
    assert (answer.status_code, answer.json["invalid_params"][0]["name"]) == (422, member)


def test_a_trend_gives_every_part_of_the_period_and_what_was_done_on_the_way(shop, ada):
    say(shop, {4: 10}, ago=0)
    say(shop, {2: 10}, ago=10)
    ada.post(f"/changes?site={shop.key}", json={"title": "Uusi kassa", "touchpoints": ["checkout"]})
    ada.post(f"/changes?site={shop.key}", json={"title": "Uusi etusivu", "touchpoints": ["landing"]})
    identity = places(journey(ada, shop))["checkout"]["id"]
    told = ada.get(f"/touchpoints/{identity}/trend?since={days_ago(20)}").json
    assert [point["until"] for point in told["points"]] == [
        days_ago(14).isoformat(),
        days_ago(7).isoformat(),
        days_ago(0).isoformat(),
    ]
    assert [point["figures"][1]["value"] for point in told["points"]] == [None, 2, 4]
    assert [change["title"] for change in told["changes"]] == ["Uusi kassa"]
    daily = ada.get(f"/touchpoints/{identity}/trend?step=day").json
    assert len(daily["points"]) == 91


def test_a_question_without_a_scale_has_no_trend(shop, ada):
    identity = places(journey(ada, shop))["checkout"]["id"]
    assert ada.get(f"/touchpoints/{identity}/trend?question=why").status_code == 422
    assert ada.get(f"/touchpoints/{identity}/trend?question=nothing").status_code == 404
    assert (
        ada.get(f"/touchpoints/{identity}/trend?question=recommend").json["points"][0]["figures"][0]["formula"] == "nps"
    )
