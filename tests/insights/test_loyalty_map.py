"""The loyalty map by the API: from answers, and from what customers did."""

from datetime import UTC, datetime, time

import pytest

from tests.insights.history import days_ago, say

COUNTS = ("loyal", "free", "stuck", "leaving")


def loyalty(ada, shop, **asked):
    query = "".join(f"&{name}={value}" for name, value in asked.items())
    answer = ada.get(f"/loyalty?site={shop.key}{query}")
    assert answer.status_code == 200, answer.text
    return answer.json


def by(told, name):
    return next(one for one in told["maps"] if one["by"] == name)


def counts(one):
    return tuple(one["shares"][name]["count"] for name in COUNTS)


@pytest.fixture
def do(ada, shop):
    """Tells that these customers did something so many days ago."""

    def tell(kind, ago, *customers):
        moment = datetime.combine(days_ago(ago), time(13), UTC).isoformat()
        items = [
            {"key": f"{kind}-{ago}-{one}", "customer": one, "kind": kind, "occurred_at": moment} for one in customers
        ]
        for start in range(0, len(items), 100):
            answer = ada.post(f"/customer-events?site={shop.key}", json={"items": items[start : start + 100]})
            assert answer.status_code == 201, answer.text

    return tell


@pytest.fixture
def come(shop):
    """Customers who graded the checkout, and would recommend it so much."""

    def graded(names, stars, recommend, ago=150, **further):
        for one in names:
            say(shop, {stars: 1}, ago, answers={"recommend": recommend}, customer=one, **further)

    return graded


def some(letter, n):
    return [f"{letter}-{number}" for number in range(n)]


def test_the_map_puts_satisfied_and_recommending_side_by_side(shop, ada):
    say(shop, {5: 12}, answers={"recommend": 10})
    say(shop, {4: 6}, answers={"recommend": 8})
    say(shop, {3: 3}, answers={"recommend": 9})
    say(shop, {1: 4}, answers={"recommend": 0})
    say(shop, {5: 50})  # did not say whether they would recommend
    told = by(loyalty(ada, shop), "recommend")
    assert (told["n"], told["is_asked"], counts(told)) == (25, True, (12, 6, 3, 4))
    share = told["shares"]["free"]["share"]
    assert (share["value"], share["n"], share["formula"]) == (0.24, 25, "share")
    [purchase] = [stage for stage in told["stages"] if stage["key"] == "purchase"]
    [checkout] = purchase["touchpoints"]
    assert (purchase["n"], checkout["key"], checkout["name"], counts(checkout)) == (
        25,
        "checkout",
        "Kassa",
        (12, 6, 3, 4),
    )


def test_a_person_counts_once_with_her_last_grade_and_her_last_word(shop, ada):
    say(shop, {1: 1}, ago=9, answers={"recommend": 2}, customer="c-1")
    say(shop, {5: 1}, ago=3, customer="c-1")
    say(shop, {5: 1}, ago=8, answers={"recommend": 10}, email="Aino@example.fi")
    say(shop, {2: 1}, ago=2, touchpoint="landing", email="aino@example.fi")
    told = by(loyalty(ada, shop), "recommend")
    assert counts(told) == (0, 1, 1, 0)
    places = {one["key"]: counts(one) for stage in told["stages"] for one in stage["touchpoints"]}
    assert places == {"landing": (0, 0, 1, 0), "checkout": (1, 1, 0, 0)}


def test_whether_she_means_to_come_back_is_a_map_of_its_own(shop, ada):
    assert by(loyalty(ada, shop), "return")["is_asked"] is False
    [landing] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "landing"]
    asked = [*landing["questions"], {"key": "return", "kind": "thumbs", "text": {"fi": "Palaatko?"}}]
    assert ada.patch(f"/touchpoints/{landing['id']}", json={"questions": asked}).status_code == 200
    say(shop, {5: 2}, touchpoint="landing", answers={"return": 1})
    say(shop, {4: 3}, touchpoint="landing", answers={"return": 0})
    told = by(loyalty(ada, shop), "return")
    assert (told["is_asked"], counts(told)) == (True, (2, 3, 0, 0))


def test_what_is_no_longer_counted_stands_in_no_map(shop, ada):
    say(shop, {5: 3}, answers={"recommend": 10}, publication="spam")
    say(shop, {5: 2}, answers={"recommend": 10}, ago=120)
    say(shop, {5: 1}, answers={"recommend": 10}, segment="new")
    assert by(loyalty(ada, shop), "recommend")["n"] == 1
    assert by(loyalty(ada, shop, segment="old"), "recommend")["n"] == 0
    assert by(loyalty(ada, shop, since=days_ago(130)), "recommend")["n"] == 3


def test_the_map_of_deeds_sees_who_came_back_and_who_left(shop, ada, come, do):
    come(some("glad", 6), 5, 10)
    come(some("sad", 4), 1, 3)
    do("purchase", 149, "glad-0", "glad-1", "glad-2", "sad-0")
    do("cancellation", 100, "glad-2")
    do("renewal", 60, "glad-1")
    do("purchase", 150, "glad-3")  # the purchase that she graded
    do("purchase", 20, "glad-4")  # after the days that are watched
    told = loyalty(ada, shop)
    assert (told["within"], told["watched"]["until"]) == (90, days_ago(91).isoformat())
    assert counts(by(told, "behaviour")) == (2, 4, 1, 3)
    assert counts(by(loyalty(ada, shop, within=140), "behaviour")) == (3, 3, 1, 3)


def test_a_site_that_tells_no_deeds_has_no_map_of_them(shop, ada, come):
    come(some("glad", 3), 5, 10)
    told = by(loyalty(ada, shop), "behaviour")
    assert (told["n"], told["is_asked"]) == (0, False)


def test_own_kinds_of_events_count_where_they_are_named(shop, ada, come, do):
    come(["one", "two"], 5, 10)
    do("visit", 140, "one")
    do("complaint", 130, "two")
    assert by(loyalty(ada, shop), "behaviour")["is_asked"] is False
    told = loyalty(ada, shop, returned="visit", left="complaint")
    assert (told["returned"], told["left"]) == (["purchase", "renewal", "visit"], ["cancellation", "complaint"])
    assert counts(by(told, "behaviour")) == (1, 1, 0, 0)
    turned = loyalty(ada, shop, returned="cancellation")
    assert (turned["returned"], turned["left"]) == (["cancellation", "purchase", "renewal"], [])


def test_a_recommendation_stands_beside_what_was_done_then(shop, ada, come, do):
    come(some("p", 30), 5, 10)
    come(some("d", 30), 2, 4)
    do("purchase", 130, *some("p", 24), *some("d", 6))
    do("cancellation", 120, *some("d", 3))
    told = loyalty(ada, shop)["foretold"]
    promoters, passives, detractors = told["groups"]
    assert (promoters["n"], passives["n"], detractors["n"]) == (30, 0, 30)
    assert (promoters["repeat"]["value"], detractors["repeat"]["value"]) == (0.8, 0.2)
    assert (told["repeat"]["verdict"], told["repeat"]["difference"]["value"]) == ("more", pytest.approx(0.6))
    assert (detractors["churn"]["value"], told["churn"]["verdict"]) == (0.1, "cannot_tell")


def test_repeat_and_churn_are_of_those_who_bought_new_and_returning_apart(shop, ada, do):
    do("purchase", 400, "old-1", "old-2")
    do("purchase", 150, "old-1", "old-2", "new-1", "new-2", "new-3", "new-4")
    do("purchase", 120, "old-1", "old-2", "new-1")
    do("cancellation", 110, "new-2")
    told = loyalty(ada, shop)["customers"]
    assert (told["n"], told["repeat"]["value"], told["churn"]["value"]) == (6, 0.5, pytest.approx(1 / 6))
    assert (told["new"]["n"], told["new"]["repeat"]["value"]) == (4, 0.25)
    assert (told["returning"]["n"], told["returning"]["repeat"]["value"]) == (2, 1.0)
    assert told["repeat"]["too_few"] is True


def test_a_merged_customers_deeds_and_words_are_her_speakers(shop, ada, come, do):
    come(["before"], 5, 10, ago=160)
    come(["now"], 4, 3, ago=150)
    do("purchase", 140, "before")
    people = {row["reference"]: row["id"] for row in ada.get(f"/customers?site={shop.key}").json["items"]}
    assert counts(by(loyalty(ada, shop), "behaviour")) == (1, 1, 0, 0)
    assert ada.call("PUT", f"/customers/{people['before']}/merger", json={"into": people["now"]}).status_code == 200
    assert counts(by(loyalty(ada, shop), "behaviour")) == (1, 0, 0, 0)


@pytest.mark.parametrize("query", ["within=1", "within=731", "within=soon", "returned=Big%20Sale", "since=eilen"])
def test_what_cannot_be_asked_is_refused(shop, ada, query):
    assert ada.get(f"/loyalty?site={shop.key}&{query}").status_code == 422


def test_another_sites_map_is_not_found(other_shop, ada):
    assert ada.get(f"/loyalty?site={other_shop.key}").status_code == 404
