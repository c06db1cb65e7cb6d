"""When words are old: as long after the last of them as the site says, not sooner, and then surely."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from backend.events.models import Event
from backend.feedback.models import Feedback
from backend.foundation.clock import travel
from backend.foundation.database import db
from backend.ops import retention
from backend.ops.retention import forget_old_texts, months_before
from backend.ops.worker import JOBS
from tests.ops.keeping import A_DAY, YEAR, held, keep_for, work


def test_nothing_is_forgotten_unless_the_site_says_so(app, shop, ada):
    left = shop.leave(comment="Jää")
    with travel(10 * YEAR):
        work(app)
        assert ada.get(f"/feedback/{left['feedback_id']}").json["comment"] == "Jää"
    assert ada.get(f"/sites/{shop.id}").json["texts_kept_months"] is None


def test_what_is_younger_stays_whole(app, shop, other_shop, ada, mallory):
    keep_for(shop, ada, 3)
    old, theirs = shop.leave(comment="Vanha"), other_shop.leave(comment="Toisen")
    with travel(timedelta(days=60)):
        young = shop.leave(comment="Nuori")
        work(app)
        assert ada.get(f"/feedback/{old['feedback_id']}").json["comment"] == "Vanha"
    with travel(timedelta(days=100)):
        work(app)
        assert ada.get(f"/feedback/{old['feedback_id']}").json["comment"] is None
        assert ada.get(f"/feedback/{young['feedback_id']}").json["comment"] == "Nuori"
        assert mallory.get(f"/feedback/{theirs['feedback_id']}").json["comment"] == "Toisen"
        assert [row["id"] for row in ada.get("/feedback?q=vanha").json["items"]] == []


@pytest.mark.parametrize("last", ["message", "rewording"])
def test_a_conversation_that_goes_on_is_kept_until_its_own_last_word_is_old(app, shop, ada, last):
    keep_for(shop, ada, 3)
    left = shop.leave(comment="Kesken")
    about = f"/feedback/{left['feedback_id']}"
    with travel(timedelta(days=60)):
        if last == "message":
            ada.post(f"{about}/messages", json={"text": "Vastaus", "visibility": "public"})
        else:
            shop.step(left["id"], left["thread_key"], comment="Kesken yhä")
    with travel(timedelta(days=100)):
        work(app)
        assert ada.get(about).json["comment"].startswith("Kesken")
    with travel(timedelta(days=160)):
        work(app)
        said = ada.get(about).json
    assert said["comment"] is None
    assert [message["text"] for message in said["messages"]] == ([""] if last == "message" else [])


def test_leave_that_was_given_later_does_not_keep_the_words_for_ever(app, shop, ada):
    keep_for(shop, ada, 12)
    left = shop.leave(comment="Kiitos palvelusta", rating=5)
    with travel(timedelta(days=30)):
        shop.step(left["id"], left["thread_key"], permission=True, shown_name="Maija")
    with travel(YEAR + A_DAY):
        work(app)
        assert ada.get(f"/feedback/{left['feedback_id']}").json["comment"] == "Kiitos palvelusta"
    with travel(YEAR + timedelta(days=32)):
        work(app)
        said = ada.get(f"/feedback/{left['feedback_id']}").json
    assert (said["comment"], said["shown_name"]) == (None, None)


def test_what_is_reported_stays_until_it_is_decided_on_and_a_period_after(app, shop, ada):
    keep_for(shop, ada, 12)
    left = shop.leave(comment="Naapurin nimi", rating=2)
    about = f"/feedback/{left['feedback_id']}"
    ada.post(f"{about}/decisions", json={"verdict": "publish"})
    page = f"/w/v1/sites/{shop.key}/touchpoints/checkout/published"
    [item] = shop.client.get(page).json["items"]
    notice = {"shown_at": item["created_at"], "ground": "personal", "text": "Siinä on nimeni"}
    with travel(YEAR - A_DAY):
        assert shop.client.post(f"{page}/{item['id']}/notices", json=notice).status_code in {201, 202}
    with travel(2 * YEAR + A_DAY):
        work(app)
        assert ada.get(about).json["comment"] == "Naapurin nimi"
        [open_one] = ada.get(f"{about}/notices").json["items"]
        settled = {"verdict": "keep", "statement": "Nimi on julkinen"}
        assert ada.post(f"/notices/{open_one['id']}/decisions", json=settled).status_code in {200, 201}
        work(app)
        assert ada.get(about).json["comment"] == "Naapurin nimi"
    with travel(3 * YEAR + 2 * A_DAY):
        work(app)
        assert ada.get(about).json["comment"] is None
        assert "Nimi on julkinen" not in held(app)


def test_much_is_forgotten_in_steps_and_told_once(app, shop, ada, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 3)
    keep_for(shop, ada, 3)
    for number in range(10):
        shop.leave(comment=f"Sana {number}")
    with travel(timedelta(days=100)):
        work(app)
        work(app)
        with app.app_context():
            told = select(Event).where(Event.site_id == shop.id, Event.kind == "texts.forgotten")
            [event] = db.session.scalars(told).all()
            kept = select(func.count()).where(Feedback.site_id == shop.id, Feedback.comment.is_not(None))
            assert db.session.scalar(kept) == 0
        assert (event.data, event.actor_id) == ({"entries": 10, "months": 3}, None)


@pytest.mark.parametrize("months", [0, 2, 121, "12", 3.5])
def test_a_period_that_is_too_short_or_no_period_is_refused(shop, ada, months):
    response = ada.patch(f"/sites/{shop.id}", json={"texts_kept_months": months})
    assert response.status_code == 422
    assert response.json["invalid_params"][0]["name"] == "texts_kept_months"


def test_keeping_for_ever_again_is_said_by_null(shop, ada):
    keep_for(shop, ada, 3)
    keep_for(shop, ada, None)


@pytest.mark.parametrize(
    ("months", "day"), [(1, "2026-02-28"), (3, "2025-12-28"), (12, "2025-03-28"), (15, "2024-12-28")]
)
def test_months_are_those_of_the_calendar(months, day):
    assert months_before(datetime(2026, 3, 31, 12, tzinfo=UTC), months).date().isoformat() == day


def test_the_worker_does_it():
    assert forget_old_texts in [job.deed for job in JOBS]
