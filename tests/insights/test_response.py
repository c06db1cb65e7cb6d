"""How many of those who saw a question answered it."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from backend.feedback.seen import SeenKey, add_seen
from backend.foundation.database import db, writing
from backend.insights.response import Seen, response
from backend.touchpoints.catalog import catalog
from tests.insights.history import days_ago
from tests.insights.test_journey import journey, places

exactly = settings(derandomize=True, database=None, deadline=None)


@pytest.fixture
def showed(app, shop):
    """Puts so many counted page loads on record, on a day so many days ago."""

    def put(touchpoint="checkout", ago=1, **steps):
        with app.app_context(), writing():
            known = catalog().site(shop.key)
            key = SeenKey(known.id, days_ago(ago), known.touchpoints[touchpoint].id)
            add_seen(db.session(), {key: Counter(steps)})

    return put


def test_the_response_rate_is_the_share_of_counted_page_loads_that_answered(shop, ada, showed):
    showed(shown=300, answered=30)
    showed(ago=2, shown=100, answered=10)
    told = places(journey(ada, shop))["checkout"]["response"]
    assert told["shown_as"] == "question"
    assert told["opened"] is None
    figure = told["answered"]
    wilson = stats.binomtest(40, 400).proportion_ci(0.95, method="wilson")
    assert (figure["formula"], figure["value"], figure["n"], figure["too_few"]) == ("response", 0.1, 400, False)
    assert (figure["low"], figure["high"]) == pytest.approx((wilson.low, wilson.high), abs=1e-4)


def test_a_button_has_a_share_of_those_who_opened_it(shop, ada, showed):
    showed("landing", shown=200, opened=20, answered=5)
    told = places(journey(ada, shop))["landing"]["response"]
    assert (told["shown_as"], told["opened"]["value"], told["answered"]["value"]) == ("button", 0.1, 0.025)
    assert told["opened"]["formula"] == "opened"


def test_few_are_too_few_to_tell(shop, ada, showed):
    showed(shown=19, answered=4)
    assert places(journey(ada, shop))["checkout"]["response"]["answered"]["too_few"] is True


def test_what_was_never_shown_has_no_share(shop, ada):
    assert places(journey(ada, shop))["checkout"]["response"] is None


def test_entries_that_came_otherwise_do_not_count_as_answers_of_the_page(shop, ada, showed):
    showed(shown=50, answered=5)
    shop.leave()
    assert places(journey(ada, shop))["checkout"]["response"]["answered"]["value"] == 0.1


def test_only_the_days_that_are_asked_for_count(shop, ada, showed):
    showed(shown=40, answered=4)
    showed(ago=40, shown=40, answered=40)
    told = places(journey(ada, shop, since=days_ago(7)))["checkout"]["response"]["answered"]
    assert (told["n"], told["value"]) == (40, 0.1)


def test_under_a_filter_it_is_not_known(shop, ada, showed):
    showed(shown=40, answered=4)
    assert places(journey(ada, shop, language="fi"))["checkout"]["response"] is None


def test_another_sites_showings_are_not_ours(shop, ada, mallory, other_shop, showed):
    showed(shown=40, answered=4)
    assert places(journey(mallory, other_shop))["checkout"]["response"] is None


@exactly
@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400))
def test_whatever_was_counted_the_share_is_one_and_lies_in_its_interval(shown, opened, answered):
    told = response(Seen(shown, opened, answered), "floating")
    if shown == 0:
        assert told is None
        return
    for figure in (told["opened"], told["answered"]):
        nearly = 1e-12  # the ends come from a root
        assert -nearly <= figure.low <= figure.value + nearly
        assert figure.value - nearly <= figure.high <= 1 + nearly
        assert 0 <= figure.value <= 1
        assert figure.n == shown


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.3])
def test_the_interval_holds_the_true_rate_though_only_one_page_load_in_ten_is_counted(rate):
    """Of 400 sites with 5,000 page loads each about 95 of 100 intervals must hold the truth; a coin decides."""
    chance, held = random.Random(7), 0
    for _ in range(400):
        shown = sum(chance.random() < 0.1 for _ in range(5_000))
        answered = sum(chance.random() < rate for _ in range(shown))
        figure = response(Seen(shown, 0, answered), "inline")["answered"]
        held += figure.low <= rate <= figure.high
    assert 0.92 <= held / 400 <= 0.99
