"""The second rating: beside the first, on its scale, never over it."""

import pytest

from tests.conversations.test_threads import thread
from tests.feedback.counting import counted


@pytest.fixture
def left(shop):
    return shop.leave(rating=2, comment="Maksu jumittui")


def rate(shop, left, value):
    return shop.client.put(f"/w/v1/threads/{left['thread_key']}/rating", json={"value": value})


def seen_by_staff(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}").json


def test_both_ratings_are_seen_by_visitor_and_staff(app, shop, ada, left):
    before = counted(app, shop)
    rated = rate(shop, left, 5)
    assert rated.status_code == 200
    assert (rated.json["rating"], rated.json["second_rating"], rated.json["first_question"]) == (2, 5, "rating")
    assert rated.json == thread(shop, left).json
    [row] = ada.get(f"/feedback?site={shop.key}").json["items"]
    for seen in (row, seen_by_staff(ada, left)):
        assert (seen["rating"]["value"], seen["second_rating"]) == (2, 5)
    assert counted(app, shop) == before, "the figures tell what was felt then"


def test_no_event_keeps_it_for_events_outlive_an_erasure(app, shop, left):
    from sqlalchemy import select

    from backend.events.models import Event
    from backend.foundation.database import db

    rate(shop, left, 5)
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    with app.app_context():
        kept = select(Event.data).where(Event.site_id == shop.id, Event.kind == "rating.repeated")
        assert db.session.scalars(kept).all() == [{}]


def test_she_may_change_her_mind_and_twice_is_as_good_as_once(shop, ada, left):
    for value in (4, 4, 1):
        assert rate(shop, left, value).json["second_rating"] == value
    kinds = [event["kind"] for event in seen_by_staff(ada, left)["history"]]
    assert kinds == ["feedback.received", "rating.repeated", "rating.repeated"]


@pytest.mark.parametrize("value", [0, 6, -1, 1.5, "4", True, None, [4], 10**30], ids=str)
def test_what_is_not_on_the_scale_of_the_first_is_refused(shop, ada, left, value):
    response = rate(shop, left, value)
    assert (response.status_code, response.json["invalid_params"][0]["name"]) == (422, "value")
    assert seen_by_staff(ada, left)["second_rating"] is None


def test_without_a_first_rating_there_is_no_second(shop):
    left = shop.leave(rating=None, comment="Vain sanoja")
    assert thread(shop, left).json["first_question"] is None
    response = rate(shop, left, 4)
    assert (response.status_code, response.json["code"]) == (409, "not_rated")


def test_the_scale_is_that_of_the_first_rating_though_the_question_was_retired(shop, ada, left):
    [checkout] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "checkout"]
    ada.patch(f"/touchpoints/{checkout['id']}", json={"questions": checkout["questions"][1:]})
    assert rate(shop, left, 9).status_code == 422
    assert rate(shop, left, 5).json["first_question"] == "rating"


def test_correcting_the_first_leaves_the_second(shop, ada, left):
    rate(shop, left, 4)
    shop.step(left["id"], left["thread_key"], rating=1)
    seen = seen_by_staff(ada, left)
    assert (seen["rating"]["value"], seen["second_rating"]) == (1, 4)


def test_another_key_rates_nothing(shop):
    assert rate(shop, {"thread_key": "tk_" + "a" * 43}, 4).status_code == 404
