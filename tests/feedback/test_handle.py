"""How far a feedback has been dealt with, and by whom."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest


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
