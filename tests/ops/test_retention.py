"""A site that keeps words for a while: what is older is forgotten, every number stays, and what is newer is whole."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from backend.conversations.models import Draft, Message
from backend.customers.models import Customer
from backend.events.models import Event
from backend.feedback.forget import forget_erased_words
from backend.feedback.meaning_models import Meaning
from backend.feedback.models import Feedback
from backend.feedback.verify_counts import differences
from backend.foundation.clock import travel
from backend.foundation.database import db, writing
from backend.ops import retention
from backend.ops.retention import forget_old_texts, months_before
from backend.ops.worker import JOBS
from backend.settings import database_url
from tests.applications import dispose, make_app, make_person, make_site
from tests.customers.signing import Signer
from tests.feedback.counting import counted, recounted
from tests.feedback.test_erase import everything

# Made of letters that no stemmer cuts, so that a stem of it in an index is found too.
SECRETS = [
    "zqxjkcomment", "zqxjkanswer", "zqxjkmail", "zqxjkpath", "zqxjktitle", "zqxjkfollow", "zqxjksubject",
    "zqxjkelement", "zqxjkname", "zqxjkreply", "zqxjknote", "zqxjkdraft", "zqxjkattribute", "zqxjknotice",
    "zqxjkcustomer", "zqxjkstatement",
]  # fmt: skip
YEAR = timedelta(days=366)
A_DAY = timedelta(days=1)


def keep_for(shop, ada, months):
    response = ada.patch(f"/sites/{shop.id}", json={"texts_kept_months": months})
    assert response.status_code == 200, response.text
    assert response.json["texts_kept_months"] == months


def work(app):
    """What the worker does within the hour."""
    for deed in (forget_old_texts, forget_erased_words):
        for _ in range(60):
            with app.app_context(), writing():
                if not deed():
                    break
        else:
            pytest.fail("it is never done")


def leave_secrets(shop, ada):
    """Words in every place that has room for them: said, answered, noted, begun, reported."""
    [checkout] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "checkout"]
    ada.patch(f"/touchpoints/{checkout['id']}", json={"attributes": {"order": "text"}})
    left = shop.leave(
        comment="Olen pettynyt zqxjkcomment", rating=2, answers={"why": "zqxjkanswer", "recommend": 3}, language="fi",
        email="zqxjkmail@example.fi", page_url="https://shop.example.fi/zqxjkpath?a=1", page_title="zqxjktitle",
        subject="zqxjksubject", segment="b2b", attributes={"order": "zqxjkattribute"},
        element={"selector": "#a", "text": "zqxjkelement"},
        identity=Signer(shop, ada).sign("c-1", name="zqxjkcustomer", email="zqxjkcustomer@example.fi"),
    )  # fmt: skip
    shop.step(left["id"], left["thread_key"], permission=True, shown_name="zqxjkname")
    about = f"/feedback/{left['feedback_id']}"
    ada.post(f"{about}/messages", json={"text": "zqxjkreply", "visibility": "public"})
    ada.post(f"{about}/messages", json={"text": "zqxjknote", "visibility": "note"})
    ada.call("PUT", f"{about}/draft", json={"text": "zqxjkdraft", "visibility": "public"})
    follow_up = {"id": "6f1d1a4e-0d7e-4c59-8d0b-222222222222", "text": "zqxjkfollow"}
    assert shop.client.post(f"/w/v1/threads/{left['thread_key']}/messages", json=follow_up).status_code == 201
    assert ada.post(f"{about}/decisions", json={"verdict": "publish"}).status_code == 201
    page = f"/w/v1/sites/{shop.key}/touchpoints/checkout/published"
    [item] = shop.client.get(page).json["items"]
    notice = {"shown_at": item["created_at"], "ground": "personal", "text": "zqxjknotice"}
    response = shop.client.post(f"{page}/{item['id']}/notices", json=notice)
    assert response.status_code in {201, 202}, response.text
    [reported] = ada.get(f"{about}/notices").json["items"]
    settled = {"verdict": "keep", "statement": "zqxjkstatement"}
    assert ada.post(f"/notices/{reported['id']}/decisions", json=settled).status_code in {200, 201}
    return left


def held(app):
    return " ".join(row for _, row in everything(app))


def test_old_words_are_forgotten_everywhere_and_every_number_stays(app, shop, ada):
    keep_for(shop, ada, 12)
    left = leave_secrets(shop, ada)
    before = counted(app, shop)
    assert before
    missing = [secret for secret in SECRETS if secret not in held(app)]
    assert missing == [], "else this test would find nothing"
    with travel(YEAR + A_DAY):
        work(app)
        said = ada.get(f"/feedback/{left['feedback_id']}").json
    assert not [secret for secret in SECRETS if secret in held(app)]
    assert counted(app, shop) == before == recounted(app, shop)
    with app.app_context():
        assert differences(shop.id) == []
    assert (said["comment"], said["texts"], said["email"], said["page_url"]) == (None, {}, None, None)
    assert (said["rating"]["value"], said["segment"], said["sentiment"]["label"]) == (2, "b2b", "negative")
    assert said["forgotten_at"]
    assert said["customer"]["reference"] == "c-1"


def test_the_reaction_figures_and_the_journey_say_the_same_after_as_before(app, shop, ada):
    keep_for(shop, ada, 12)
    leave_secrets(shop, ada)
    today = datetime.now(UTC).date()
    asked = f"site={shop.key}&since={today - A_DAY}&until={today + A_DAY}"

    def told():
        found = [ada.get(f"/journey?{asked}{more}").json["stages"] for more in ("", "&segment=b2b")]
        return [[place["questions"] for stage in stages for place in stage["touchpoints"]] for stages in found]

    before = told()
    assert '"n": 1' in json.dumps(before[0])
    assert '"n": 1' in json.dumps(before[1])
    first = ada.get(f"/reaction?site={shop.key}").json["items"]
    with travel(YEAR + A_DAY):
        work(app)
    assert told() == before
    assert ada.get(f"/reaction?site={shop.key}").json["items"] == first


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


def test_who_rates_anew_after_the_forgetting_keeps_the_mood_of_her_words(app, shop, ada):
    keep_for(shop, ada, 12)
    left = shop.leave(comment="Great, wonderful", rating=5, language="en")
    with travel(YEAR + A_DAY):
        work(app)
        shop.step(left["id"], left["thread_key"], rating=4)
        said = ada.get(f"/feedback/{left['feedback_id']}").json
    assert (said["comment"], said["sentiment"]["label"], said["rating"]["value"]) == (None, "positive", 4)
    assert counted(app, shop) == recounted(app, shop)


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


def test_a_visitor_still_finds_her_rating_and_may_erase_it(app, shop, ada):
    keep_for(shop, ada, 3)
    left = leave_secrets(shop, ada)
    with travel(timedelta(days=100)):
        work(app)
        thread = shop.client.get(f"/w/v1/threads/{left['thread_key']}").json
        page = shop.client.get(f"/w/t/{left['thread_key']}")
        assert (thread["rating"], thread["comment"], thread["messages"]) == (2, None, [])
        assert page.status_code == 200
        assert shop.client.delete(f"/w/v1/threads/{left['thread_key']}").status_code == 204
    assert counted(app, shop) == {}


def test_what_was_published_leaves_the_pages_with_its_words_and_the_mean_stays(app, shop, ada):
    keep_for(shop, ada, 3)
    left = shop.leave(comment="Kiitos", rating=5)
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "publish"})
    page = f"/w/v1/sites/{shop.key}/touchpoints/checkout/published"
    assert len(shop.client.get(page).json["items"]) == 1
    with travel(timedelta(days=100)):
        work(app)
        shown = shop.client.get(page).json
    assert shown["items"] == []


def test_customers_not_seen_for_long_lose_name_and_address_and_others_do_not(app, shop, ada):
    keep_for(shop, ada, 3)
    signer = Signer(shop, ada)
    signer.leave("c-old", name="Vanha", email="vanha@example.fi")
    with app.app_context():
        assert db.session.scalar(select(Customer.name).where(Customer.site_id == shop.id)) == "Vanha"
    with travel(timedelta(days=100)):
        work(app)
        [customer] = ada.get(f"/customers?site={shop.key}&reference=c-old").json["items"]
    assert (customer["name"], customer["email"]) == (None, None)


def test_drafts_vectors_and_begun_words_go_too(app, shop, ada):
    keep_for(shop, ada, 3)
    leave_secrets(shop, ada)
    with travel(timedelta(days=100)):
        work(app)
    with app.app_context():
        for table in (Draft, Meaning):
            assert db.session.scalar(select(func.count()).select_from(table).where(table.site_id == shop.id)) == 0
        assert set(db.session.scalars(select(Message.text).where(Message.site_id == shop.id))) == {""}


def test_after_forgetting_the_sqlite_file_holds_no_word(fresh_database_url, tmp_path):
    address = database_url(fresh_database_url("sqlite"))
    app = make_app(address, tmp_path)
    shop = make_site(app)
    ada = make_person(app, shop, "owner")
    keep_for(shop, ada, 3)
    leave_secrets(shop, ada)
    with travel(timedelta(days=100)):
        work(app)
    dispose(app)
    file = Path(address.removeprefix("sqlite:///"))
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert b"zqxjk" not in file.read_bytes()


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
