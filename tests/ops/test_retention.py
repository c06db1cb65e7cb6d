"""What a site forgets of old words: all of them, everywhere; and every number stays."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from backend.conversations.models import Draft, Message
from backend.customers.models import Customer
from backend.feedback.meaning_models import Meaning
from backend.feedback.verify_counts import differences
from backend.foundation.clock import travel
from backend.foundation.database import db
from backend.settings import database_url
from tests.applications import dispose, make_app, make_person, make_site
from tests.customers.signing import Signer
from tests.feedback.counting import counted, recounted
from tests.ops.keeping import A_DAY, SECRETS, YEAR, held, keep_for, leave_secrets, work


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


def test_who_rates_anew_after_the_forgetting_keeps_the_mood_of_her_words(app, shop, ada):
    keep_for(shop, ada, 12)
    left = shop.leave(comment="Great, wonderful", rating=5, language="en")
    with travel(YEAR + A_DAY):
        work(app)
        shop.step(left["id"], left["thread_key"], rating=4)
        said = ada.get(f"/feedback/{left['feedback_id']}").json
    assert (said["comment"], said["sentiment"]["label"], said["rating"]["value"]) == (None, "positive", 4)
    assert counted(app, shop) == recounted(app, shop)


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
