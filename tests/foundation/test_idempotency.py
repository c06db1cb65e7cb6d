"""Idempotency-Key on staff POSTs: the same key with the same request gets the first answer."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.idempotency import IdempotencyRecord, forget_old_answers


def key():
    return {"Idempotency-Key": uuid.uuid4().hex}


def replies(ada, left):
    return [message["text"] for message in ada.get(f"/feedback/{left['feedback_id']}").json["messages"]]


@pytest.fixture
def left(shop):
    return shop.leave(comment="Kysymys")


def reply(ada, left, text, headers):
    json = {"text": text, "visibility": "private"}
    return ada.post(f"/feedback/{left['feedback_id']}/messages", json=json, headers=headers)


def test_the_same_request_twice_is_done_once(ada, left):
    headers = key()
    first, second = reply(ada, left, "Vastaus", headers), reply(ada, left, "Vastaus", headers)
    assert (second.status_code, second.json) == (first.status_code, first.json) == (201, first.json)
    assert replies(ada, left) == ["Vastaus"]


def test_the_same_key_with_another_request_is_refused(ada, left, shop):
    headers = key()
    assert reply(ada, left, "Vastaus", headers).status_code == 201
    other = reply(ada, left, "Toinen vastaus", headers)
    assert (other.status_code, other.json["code"]) == (422, "idempotency_mismatch")
    elsewhere = reply(ada, shop.leave(), "Vastaus", headers)
    assert (elsewhere.status_code, elsewhere.json["code"]) == (422, "idempotency_mismatch")
    assert replies(ada, left) == ["Vastaus"]


def test_keys_of_two_people_are_independent(ada, person, left):
    headers, grace = key(), person("agent", name="Grace")
    assert reply(ada, left, "Adalta", headers).status_code == 201
    assert reply(grace, left, "Gracelta", headers).status_code == 201
    assert sorted(replies(ada, left)) == ["Adalta", "Gracelta"]


def test_without_a_key_twice_is_twice(ada, left):
    reply(ada, left, "Sama", {}), reply(ada, left, "Sama", {})
    assert replies(ada, left) == ["Sama", "Sama"]


def test_a_refusal_is_not_kept(ada, left):
    headers = key()
    assert reply(ada, left, " ", headers).status_code == 422
    assert reply(ada, left, "Nyt sanottavaa", headers).status_code == 201


@pytest.mark.parametrize("value", ["a" * 256, "tab\tinside"], ids=["long", "control character"])
def test_a_key_that_is_none_is_refused(ada, left, value):
    assert reply(ada, left, "Vastaus", {"Idempotency-Key": value}).status_code == 400


def test_ten_at_once_with_one_key_are_one_deed(app, ada, left):
    """On PostgreSQL all ten go to work at once; nine must find what the first has done, and none may fail."""
    headers = {**key(), "Authorization": f"Bearer {ada.token}"}
    path = f"/api/v1/feedback/{left['feedback_id']}/messages"

    def send(_):
        return app.test_client().post(path, json={"text": "Kerran", "visibility": "private"}, headers=headers)

    with ThreadPoolExecutor(10) as programs:
        answers = list(programs.map(send, range(10)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json["id"] for answer in answers}) == 1
    assert replies(ada, left) == ["Kerran"]


def test_answers_are_kept_a_day_and_not_for_ever(app, ada, left):
    headers = key()
    reply(ada, left, "Vastaus", headers)
    with app.app_context(), writing():
        row = db.session.scalars(select(IdempotencyRecord).filter_by(key=headers["Idempotency-Key"])).one()
        row.created_at = now() - timedelta(hours=25)
        forget_old_answers()
    reply(ada, left, "Vastaus", headers)
    assert replies(ada, left) == ["Vastaus"]
    with app.app_context(), writing():
        row = db.session.scalars(select(IdempotencyRecord).filter_by(key=headers["Idempotency-Key"])).one()
        row.created_at = now() - timedelta(hours=49)
        db.session.flush()
        assert forget_old_answers() >= 1
    reply(ada, left, "Vastaus", headers)
    assert replies(ada, left) == ["Vastaus", "Vastaus"]
