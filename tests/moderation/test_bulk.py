"""Decisions on many at once: by ids or by the inbox's filters, worked off in steps, undone as a whole."""

import pytest
from sqlalchemy import func, select

from backend.feedback.models import DayCount
from backend.foundation.database import db, writing
from backend.moderation import bulk as bulk_verbs
from backend.moderation.bulk import work_off_decisions
from backend.ops.worker import Job, run_job


@pytest.fixture
def small_steps(monkeypatch):
    monkeypatch.setattr(bulk_verbs, "STEP", 3)


@pytest.fixture
def many(shop):
    return [shop.leave(comment=f"Palaute numero {number}", rating=1 + number % 5) for number in range(8)]


def decide_on(ada, shop, verdict="hide", query="", **wish):
    return ada.post(f"/bulk-decisions?site={shop.key}{query}", json={"verdict": verdict, **wish})


def work_off(app):
    run_job(app, Job(work_off_decisions, every=1))


def states(ada, shop):
    return [row["publication"] for row in ada.get(f"/feedback?site={shop.key}").json["items"]]


def test_what_was_ticked_is_decided_when_the_answer_comes(ada, shop, many):
    answer = decide_on(ada, shop, ids=[left["feedback_id"] for left in many[:3]])
    assert answer.status_code == 201
    told = answer.json
    assert (told["state"], told["total"], told["done"], told["skipped"]) == ("done", 3, 3, 0)
    assert (told["by"], told["verdict"], told["has_more"]) == ("Ada", "hide", False)
    assert sorted(states(ada, shop)) == ["hidden"] * 3 + ["pending"] * 5


def test_everything_a_filter_matches_is_decided_by_and_by(app, ada, shop, many, small_steps):
    told = decide_on(ada, shop, "publish", all=True).json
    assert (told["state"], told["total"], told["done"]) == ("working", 8, 3)
    work_off(app)
    told = ada.get(f"/bulk-decisions/{told['id']}").json
    assert (told["state"], told["done"]) == ("done", 8)
    assert told["finished_at"] > told["created_at"]
    assert set(states(ada, shop)) == {"published"}


def test_a_filter_means_what_it_means_in_the_inbox(ada, shop, many):
    told = decide_on(ada, shop, "hide", "&rating_max=1", all=True).json
    assert told["total"] == 2
    hidden = ada.get(f"/feedback?site={shop.key}&publication=hidden").json["items"]
    assert {row["rating"]["value"] for row in hidden} == {1}


def test_the_whole_is_put_back_as_it_was(app, ada, shop, many, small_steps):
    ada.post(f"/feedback/{many[0]['feedback_id']}/decisions", json={"verdict": "publish"})
    before = states(ada, shop)
    told = decide_on(ada, shop, "spam", all=True).json
    work_off(app)
    assert set(states(ada, shop)) == {"spam"}
    reversal = ada.post(f"/bulk-decisions/{told['id']}/reversal")
    assert (reversal.status_code, reversal.json["state"]) == (201, "undoing")
    work_off(app)
    assert states(ada, shop) == before
    assert ada.get(f"/bulk-decisions/{told['id']}").json["undone"] == 8
    again = ada.post(f"/bulk-decisions/{told['id']}/reversal")
    assert (again.status_code, again.json["code"]) == (409, "already_undone")


def test_undoing_before_the_end_leaves_the_rest_undecided(app, ada, shop, many, small_steps):
    told = decide_on(ada, shop, "hide", all=True).json
    ada.post(f"/bulk-decisions/{told['id']}/reversal")
    work_off(app)
    assert set(states(ada, shop)) == {"pending"}


def test_what_somebody_decided_since_stays(ada, shop, many):
    told = decide_on(ada, shop, ids=[left["feedback_id"] for left in many[:2]]).json
    ada.post(f"/feedback/{many[0]['feedback_id']}/decisions", json={"verdict": "publish"})
    assert ada.post(f"/bulk-decisions/{told['id']}/reversal").json["undone"] == 1
    assert ada.get(f"/feedback/{many[0]['feedback_id']}").json["publication"] == "published"
    assert ada.get(f"/feedback/{many[1]['feedback_id']}").json["publication"] == "pending"


def test_what_stands_so_already_or_was_said_anew_is_skipped(ada, shop, many):
    shown = max(row["updated_at"] for row in ada.get(f"/feedback?site={shop.key}").json["items"])
    ada.post(f"/feedback/{many[0]['feedback_id']}/decisions", json={"verdict": "publish"})
    shop.step(many[1]["id"], many[1]["thread_key"], comment="Aivan muuta")
    told = decide_on(ada, shop, "publish", ids=[left["feedback_id"] for left in many[:3]], seen_at=shown).json
    assert (told["done"], told["skipped"]) == (1, 2)
    assert ada.get(f"/feedback/{many[1]['feedback_id']}").json["publication"] == "pending"


def test_what_its_author_erases_meanwhile_is_no_hindrance(app, ada, shop, many, small_steps):
    told = decide_on(ada, shop, "spam", all=True).json
    for left in (many[0], many[7]):
        shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    work_off(app)
    ada.post(f"/bulk-decisions/{told['id']}/reversal")
    work_off(app)
    assert states(ada, shop) == ["pending"] * 6


def test_the_figures_follow_there_and_back(app, ada, shop, many):
    before = sums(app, shop)
    told = decide_on(ada, shop, "spam", all=True).json
    assert sums(app, shop) == 0
    ada.post(f"/bulk-decisions/{told['id']}/reversal")
    assert sums(app, shop) == before == 8


def sums(app, shop):
    with app.app_context():
        return db.session.scalar(select(func.coalesce(func.sum(DayCount.n), 0)).where(DayCount.site_id == shop.id))


def test_each_says_in_its_history_who_decided_and_why(ada, shop, many):
    told = decide_on(ada, shop, ids=[many[0]["feedback_id"]], reason="Mainos").json
    ada.post(f"/bulk-decisions/{told['id']}/reversal")
    history = ada.get(f"/feedback/{many[0]['feedback_id']}").json["history"]
    assert [event["kind"] for event in history] == ["feedback.received", "feedback.hidden", "feedback.restored"]
    assert (history[1]["actor"], history[1]["reason"]) == ("Ada", "Mainos")


def test_another_sites_feedback_is_as_if_it_were_not_there(ada, shop, other_shop, many):
    foreign = other_shop.leave(comment="Muualla")["feedback_id"]
    told = decide_on(ada, shop, ids=[foreign, many[0]["feedback_id"]]).json
    assert told["total"] == 1
    assert decide_on(ada, shop, ids=[foreign]).status_code == 422


@pytest.mark.parametrize(
    "wish",
    [{}, {"all": False}, {"ids": []}, {"all": True, "ids": ["01a1c1f0-0000-7000-8000-000000000000"]}, {"ids": ["x"]}],
    ids=str,
)
def test_what_means_nothing_in_particular_is_refused(ada, shop, many, wish):
    assert decide_on(ada, shop, **wish).status_code == 422
    assert set(states(ada, shop)) == {"pending"}


def test_the_latest_can_be_found_to_be_undone(ada, shop, many):
    told = decide_on(ada, shop, ids=[many[0]["feedback_id"]]).json
    assert [one["id"] for one in ada.get(f"/bulk-decisions?site={shop.key}").json["items"]] == [told["id"]]


def test_no_more_than_fit_are_decided_at_once_and_it_is_said(ada, shop, many, monkeypatch):
    monkeypatch.setattr(bulk_verbs, "MOST", 5)
    told = decide_on(ada, shop, all=True).json
    assert (told["total"], told["has_more"]) == (5, True)
    assert states(ada, shop) == ["hidden"] * 5 + ["pending"] * 3, "the newest"


def test_the_worker_has_nothing_to_do_when_nothing_waits(app):
    with app.app_context(), writing():
        assert work_off_decisions() is False
