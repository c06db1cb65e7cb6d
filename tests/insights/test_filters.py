"""Whose answers: figures under a filter are what one would count by hand, and the counts know nothing of it."""

import pytest

from backend.feedback.verify_counts import differences
from tests.insights.history import days_ago, say

# What was said at checkout, by what it was said on: the ratings and how often each.
SAID = {"phone": {1: 10, 3: 20}, "tablet": {3: 7}, "computer": {5: 30}, None: {4: 5}}


@pytest.fixture
def said(shop):
    for device, ratings in SAID.items():
        say(shop, ratings, device=device, answers={"recommend": 9 if device == "computer" else 2})
    say(shop, {1: 9}, device="phone", publication="spam")
    say(shop, {1: 9}, ago=120, device="phone", answers={"recommend": 2})
    return shop


def by_hand(*devices):
    """n and the mean on 0-100."""
    scores = [25 * (value - 1) for device in devices for value, n in SAID[device].items() for _ in range(n)]
    return len(scores), pytest.approx(sum(scores) / len(scores))


def asked(ada, path, **query):
    response = ada.get(path, query_string=query)
    assert response.status_code == 200, response.text
    return response.json


def score_of(ada, shop, **query):
    told = asked(ada, "/journey", site=shop.key, **query)
    [checkout] = [one for stage in told["stages"] for one in stage["touchpoints"] if one["key"] == "checkout"]
    return told["source"], (checkout["score"]["n"], checkout["score"]["value"])


@pytest.mark.parametrize("devices", [("phone",), ("tablet",), ("computer",), ("phone", "tablet")], ids="+".join)
def test_the_journey_of_a_device_is_what_one_counts_by_hand(said, ada, devices):
    assert score_of(ada, said, device=list(devices)) == ("rows", by_hand(*devices))


def test_without_a_filter_the_counts_hold_all(said, ada, app):
    assert score_of(ada, said) == ("counts", by_hand(*SAID))
    with app.app_context():
        assert differences(said.id) == []


def test_new_and_returning_visitors_have_figures_of_their_own(shop, ada, app):
    say(shop, {5: 10}, is_returning=False)
    say(shop, {2: 6, 4: 2}, is_returning=True)
    say(shop, {1: 7})
    assert score_of(ada, shop) == ("counts", (25, pytest.approx((10 * 100 + 6 * 25 + 2 * 75) / 25)))
    assert score_of(ada, shop, returning="false") == ("rows", (10, 100))
    assert score_of(ada, shop, returning="true") == ("rows", (8, 37.5))
    assert score_of(ada, shop, returning="true", device="phone")[1] == (0, None)
    assert ada.get("/journey", query_string={"site": shop.key, "returning": "perhaps"}).status_code == 422


def test_filters_narrow_each_other(said, ada):
    say(said, {5: 4}, device="phone", language="sv", segment="new")
    assert score_of(ada, said, device="phone", language="sv", segment="new") == ("rows", (4, 100))
    assert score_of(ada, said, device="tablet", segment="new")[1] == (0, None)


def test_a_trend_of_a_device_is_what_one_counts_by_hand(said, ada):
    [checkout] = [row for row in ada.get(f"/touchpoints?site={said.key}").json["items"] if row["key"] == "checkout"]
    told = asked(ada, f"/touchpoints/{checkout['id']}/trend", device="phone")
    n, mean = by_hand("phone")
    means = [one for point in told["points"] for one in point["figures"] if one["formula"] == "mean" and one["n"]]
    assert (told["source"], [(one["n"], 25 * (one["value"] - 1)) for one in means]) == ("rows", [(n, mean)])


def test_the_loyalty_of_a_device_is_what_one_counts_by_hand(said, ada):
    def fields(**query):
        told = asked(ada, "/loyalty", site=said.key, **query)
        [map_] = [one for one in told["maps"] if one["by"] == "recommend"]
        return [map_["shares"][name]["count"] for name in ("loyal", "free", "stuck", "leaving")]

    assert fields() == [30, 5, 0, 37]
    assert fields(device="computer") == [30, 0, 0, 0]
    assert fields(device="phone") == [0, 0, 0, 30]
    assert fields(device="phone", since=days_ago(130)) == [0, 0, 0, 39]


@pytest.mark.parametrize("path", ["/loyalty/drivers", "/loyalty/expectations"])
def test_the_other_figures_take_the_same_filters(said, ada, path):
    assert ada.get(path, query_string={"site": said.key, "device": "phone"}).status_code == 200
    refused = ada.get(path, query_string={"site": said.key, "device": "toaster"})
    assert (refused.status_code, refused.json["invalid_params"][0]["name"]) == (422, "device.0")
