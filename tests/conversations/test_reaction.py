"""Reaction figures: against hand counts, against SciPy, and from a shop's own conversations."""

from datetime import timedelta

import numpy
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from backend.conversations.reaction_figures import CaseFacts, lift_of, reaction_of, share_of, waits_of
from backend.foundation.clock import now, travel
from tests.conversations.recovery_cast import DAY, HOUR, configure, rate_again, reply, tend, watch

seconds = st.lists(st.floats(0, 1e7, allow_nan=False), min_size=1, max_size=60)
ratings = st.integers(0, 4).map(lambda step: 25.0 * step)


def test_by_hand():
    cases = [
        CaseFacts(True, 0.0, 75.0, "won_back"),
        CaseFacts(True, 25.0, 25.0, "no_change"),
        CaseFacts(False, 25.0, None, "no_answer"),
        CaseFacts(None, 0.0, None, None),
    ]
    figures = reaction_of([60, 120, 600], cases)
    assert (figures.first_answer.n, figures.first_answer.median, figures.first_answer.longest) == (3, 120, 600)
    assert figures.first_answer.p90 == pytest.approx(504)
    assert (figures.in_time.k, figures.in_time.n) == (2, 3), "what is neither answered nor due is not judged yet"
    assert (figures.recovered.k, figures.recovered.n) == (1, 3), "who never answered was not won back"
    assert (figures.lift.n, figures.lift.mean) == (2, 37.5)


def test_of_nothing_nothing_is_said():
    figures = reaction_of([], [])
    assert (figures.first_answer.n, figures.first_answer.median, figures.first_answer.p90) == (0, None, None)
    assert (figures.in_time.share, figures.in_time.low, figures.lift.mean) == (None, None, None)


@settings(max_examples=100, deadline=None)
@given(seconds)
def test_median_and_ninetieth_are_numpys(values):
    found = waits_of(values)
    assert found.median == pytest.approx(float(numpy.quantile(values, 0.5)))
    assert found.p90 == pytest.approx(float(numpy.quantile(values, 0.9)))


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_a_share_is_scipys(counted):
    k, n = counted
    reference = stats.binomtest(k, n).proportion_ci(0.95, method="wilson")
    found = share_of(k, n)
    assert (found.low, found.high) == (pytest.approx(reference.low, abs=1e-6), pytest.approx(reference.high, abs=1e-6))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(ratings, ratings), min_size=2, max_size=80))
def test_the_interval_of_the_lift_is_scipys(pairs):
    found = lift_of([CaseFacts(True, first, second, "won_back") for first, second in pairs])
    lifts = [second - first for first, second in pairs]
    spread = stats.sem(lifts)
    assert found.mean == pytest.approx(float(numpy.mean(lifts)))
    if spread > 0:
        low, high = stats.t.interval(0.95, len(lifts) - 1, numpy.mean(lifts), spread)
        assert found.low == pytest.approx(max(-100, low), abs=0.05)
        assert found.high == pytest.approx(min(100, high), abs=0.05)


@pytest.fixture
def worked(app, shop, ada, person):
    """Three disappointed visitors: Grace wins one back in time, Ada answers one late, nobody answers the third."""
    grace = person("agent", name="Grace")
    configure(ada, shop)
    won, late, left = (shop.leave(rating=1, comment="Rikki") for _ in range(3))
    watch(app)
    for who, feedback in ((grace, won), (ada, late)):
        ada.patch(f"/feedback/{feedback['feedback_id']}", json={"assignee_id": str(who.staff_id)})
    with travel(timedelta(minutes=10)):
        reply(grace, won, "note"), reply(grace, won)
        rate_again(shop, won, 4)
    with travel(2 * HOUR):
        tend(app)
        reply(ada, late)
        reply(grace, late)
        rate_again(shop, late, 1)
    return shop, left


def items(person, shop, by, **asked):
    with travel(3 * HOUR):
        told = person.get("/reaction", query_string={"site": shop.key, **asked})
    assert told.status_code == 200, told.text
    return [item for item in told.json["items"] if item["by"] == by]


def test_a_shop_sees_how_it_reacted(app, ada, worked):
    shop, _ = worked
    [every] = items(ada, shop, "all")
    first = every["first_answer"]
    assert first["n"] == 2
    assert first["median"] == pytest.approx((600 + 7200) / 2, abs=120)
    assert (every["in_time"]["k"], every["in_time"]["n"]) == (1, 3), "the third is overdue"
    assert (every["recovered"]["k"], every["recovered"]["n"]) == (1, 2)
    assert (every["lift"]["n"], every["lift"]["mean"]) == (2, 37.5)
    [place] = items(ada, shop, "touchpoint")
    assert (place["key"], place["name"], place["first_answer"]["n"]) == ("checkout", "Kassa", 2)


def test_by_staff_a_first_answer_is_whose_it_was_and_the_order_is_no_ranking(ada, worked):
    shop, _ = worked
    people = {item["name"]: item for item in items(ada, shop, "staff")}
    assert list(people) == sorted(people)
    assert people["Grace"]["first_answer"]["n"] == 1, "her second answer to Ada's case is not its first"
    assert people["Ada"]["first_answer"]["median"] == pytest.approx(7200, abs=120)
    assert (people["Grace"]["in_time"]["k"], people["Ada"]["in_time"]["k"]) == (1, 0)


def test_a_site_can_turn_names_off(ada, worked):
    shop, _ = worked
    configure(ada, shop, names_shown=False)
    assert items(ada, shop, "staff") == []
    assert len(items(ada, shop, "touchpoint")) == 1


def test_the_backlog_is_what_waits_with_words(app, shop, ada):
    _silent, _waiting, solved, withdrawn = (shop.leave(comment=comment) for comment in (None, "Moi", "Kiitos", "Hups"))
    ada.patch(f"/feedback/{solved['feedback_id']}", json={"case": "solved"})
    shop.client.put(f"/w/v1/threads/{withdrawn['thread_key']}/withdrawal")
    with travel(HOUR):
        backlog = ada.get(f"/reaction?site={shop.key}").json["backlog"]
    assert (backlog["waits"]["n"], backlog["is_cut"]) == (1, False)
    assert backlog["waits"]["longest"] == pytest.approx(3600, abs=120)


def test_a_period_is_what_was_said_in_it(ada, worked):
    shop, _ = worked
    past = (now() - 2 * DAY).isoformat()
    [every] = items(ada, shop, "all", until=past)
    assert (every["first_answer"]["n"], every["in_time"]["n"]) == (0, 0)
    assert (
        ada.get("/reaction", query_string={"site": shop.key, "since": now().isoformat(), "until": past}).status_code
        == 422
    )
    assert ada.get("/reaction", query_string={"site": shop.key, "until": "0001-01-01T00:00:00Z"}).status_code == 200


def test_another_site_hears_nothing(mallory, shop):
    assert mallory.get(f"/reaction?site={shop.key}").status_code == 404
