"""How far a feedback has been dealt with, and by whom."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.feedback.queries import find_by_thread_key
from backend.feedback.revise import touch
from backend.foundation.database import db, writing
from backend.foundation.errors import NotFound


@pytest.fixture
def about(shop):
    return f"/feedback/{shop.leave(comment='Asiaa')['feedback_id']}"


def kinds(ada, about):
    return [event["kind"] for event in ada.get(about).json["history"]]


@pytest.mark.parametrize(
    ("case", "kind"), [("open", "case.opened"), ("waiting", "case.waiting"), ("solved", "case.solved")]
)
def test_a_case_moves_and_the_move_is_on_record(ada, about, case, kind):
    assert ada.patch(about, json={"case": case}).json["case"] == case
    assert kinds(ada, about)[-1] == kind


def test_a_move_that_moves_nothing_is_no_event(ada, about):
    assert ada.patch(about, json={"case": "new"}).status_code == 200
    assert ada.patch(about, json={}).status_code == 200
    assert kinds(ada, about) == ["feedback.received"]


def test_a_member_is_assigned_and_taken_off(ada, about, person):
    grace = person("agent", name="Grace")
    assigned = ada.patch(about, json={"assignee_id": str(grace.staff_id)})
    assert assigned.json["assignee"] == {"id": str(grace.staff_id), "name": "Grace"}
    assert ada.patch(about, json={"assignee_id": None}).json["assignee"] is None
    assert kinds(ada, about)[-2:] == ["case.assigned", "case.unassigned"]


def test_strangers_and_nobody_are_refused_alike(ada, about, mallory):
    foreign = ada.patch(about, json={"assignee_id": str(mallory.staff_id)})
    missing = ada.patch(about, json={"assignee_id": str(uuid.uuid4())})
    assert foreign.status_code == missing.status_code == 422
    assert foreign.json["invalid_params"] == missing.json["invalid_params"]


@pytest.mark.parametrize("change", [{"publication": "published"}, {"comment": "x"}, {"site_id": "x"}, {"case": "gone"}])
def test_nothing_else_can_be_set(ada, about, change):
    before = ada.get(about).json
    assert ada.patch(about, json=change).status_code == 422
    assert ada.get(about).json == before


def test_two_people_at_once_undo_nothing_of_each_other(app, ada, about):
    headers = {"Authorization": f"Bearer {ada.token}"}
    deeds = [{"case": "open"}, {"assignee_id": str(ada.staff_id)}]

    def change(deed):
        return app.test_client().patch(f"/api/v1{about}", json=deed, headers=headers).status_code

    with ThreadPoolExecutor(2) as people:
        assert list(people.map(change, deeds)) == [200, 200]
    seen = ada.get(about).json
    assert (seen["case"], seen["assignee"]["name"]) == ("open", "Ada")


@pytest.mark.parametrize(
    ("method", "path", "body", "done"),
    [
        ("PATCH", "", {"case": "open"}, 200),
        ("POST", "/decisions", {"verdict": "hide"}, 201),
        ("POST", "/messages", {"text": "Moi", "visibility": "public"}, 201),
    ],
    ids=["case", "decision", "answer"],
)
def test_what_is_erased_at_the_same_moment_is_there_or_not_found(app, shop, ada, method, path, body, done):
    headers = {"Authorization": f"Bearer {ada.token}"}

    def erase(left):
        return app.test_client().delete(f"/w/v1/threads/{left['thread_key']}").status_code

    def change(left):
        about = f"/api/v1/feedback/{left['feedback_id']}{path}"
        return app.test_client().open(about, method=method, json=body, headers=headers).status_code

    with ThreadPoolExecutor(2) as people:
        for _ in range(10):
            left = shop.leave(comment="Kohta poissa")
            changed, erased = people.submit(change, left), people.submit(erase, left)
            assert erased.result() == 204
            assert changed.result() in {done, 404}


def test_a_change_of_what_was_erased_says_so(app, shop):
    left = shop.leave(comment="Poissa")
    with app.app_context():
        feedback = find_by_thread_key(left["thread_key"])
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    with app.app_context(), pytest.raises(NotFound), writing():
        touch(db.session(), feedback, case="open")
