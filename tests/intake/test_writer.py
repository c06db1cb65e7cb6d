"""The writer: what arrives together is stored together, and what cannot be kept fails alone."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, select, text

from backend.feedback.models import Feedback
from backend.feedback.record import stored_entries
from backend.foundation.database import db, writing
from backend.foundation.statements import DriverCursor, driver_cursor
from backend.settings import database_url
from backend.touchpoints.models import Touchpoint
from backend.touchpoints.scales import SCALES
from tests.applications import ORIGIN, dispose, make_app, make_site
from tests.choosing import DELIVERY, add_delivery
from tests.databases import KINDS


@pytest.fixture(params=KINDS)
def own_shop(request, fresh_database_url, tmp_path):
    """A shop on a database of its own, which the test may damage."""
    app = make_app(database_url(fresh_database_url(request.param)), tmp_path)
    yield make_site(app)
    dispose(app)


def send(shop, entry):
    return shop.app.test_client().post("/w/v1/entries", json=entry, headers={"Origin": ORIGIN})


def remove_behind_the_catalogs_back(shop, key):
    with shop.app.app_context(), writing():
        db.session.execute(delete(Touchpoint).where(Touchpoint.site_id == shop.id, Touchpoint.key == key))


def test_an_entry_that_cannot_be_kept_fails_alone(own_shop):
    assert send(own_shop, own_shop.entry()).status_code == 201
    remove_behind_the_catalogs_back(own_shop, "landing")
    doomed = own_shop.entry(touchpoint="landing")
    entries = [own_shop.entry(), doomed, own_shop.entry(), own_shop.entry()]
    with ThreadPoolExecutor(4) as pages:
        answers = list(pages.map(lambda entry: send(own_shop, entry), entries))
    assert [answer.status_code for answer in answers] == [201, 409, 201, 201]
    assert answers[1].json["code"] == "conflict"


def test_a_failed_entry_leaves_the_database_free_for_others(own_shop):
    """A connection that failed in the middle must give the write lock back at once, not when memory is next tidied."""
    left = own_shop.leave()
    with own_shop.app.app_context(), db.engines[None].begin() as connection:
        connection.execute(text("ALTER TABLE day_count RENAME TO day_count_away"))
    assert own_shop.send().status_code in {500, 503}
    begun = time.monotonic()
    message = {"id": str(uuid.uuid4()), "text": "Kuuluuko?"}
    response = own_shop.client.post(f"/w/v1/threads/{left['thread_key']}/messages", json=message)
    assert response.status_code == 201, response.text
    assert time.monotonic() - begun < 2
    with own_shop.app.app_context(), db.engines[None].begin() as connection:
        connection.execute(text("ALTER TABLE day_count_away RENAME TO day_count"))
    assert own_shop.send().status_code == 201


def test_what_is_on_record_is_found_by_index_however_many_are_asked_for(app, shop):
    """A row-value IN of several rows read the whole table for every batch: slower with every entry ever stored."""
    asked = []
    spy = SimpleNamespace(execute=lambda sql, values: asked.append((sql, values)), fetchall=list)
    with app.app_context(), db.engines[None].connect() as connection:
        cursor = driver_cursor(connection)
        stored_entries(DriverCursor(cursor.dialect, spy), [(shop.id, uuid.uuid4()) for _ in range(5)])
        ((sql, values),) = asked
        if cursor.dialect.name == "sqlite":
            plan = "\n".join(str(row[3]) for row in cursor.rows("EXPLAIN QUERY PLAN " + sql, values))
        else:  # a table of a few rows is read whole there, rightly, unless it is told not to
            cursor.driver.execute("SET LOCAL enable_seqscan = off")
            plan = "\n".join(str(row[0]) for row in cursor.rows("EXPLAIN " + sql, values))
    assert "SCAN feedback" not in plan, plan
    assert "Seq Scan on feedback" not in plan, plan


AWKWARD = 'C:\\temp "q" {"a": [1]} %s %(x)s ? :x $1 \u2028 \u0085 \t\r\n 😀 \\u0041 \\x41 ei näin'
NUMBERS = {"items": 2**53}, {"items": 0.1}, {"items": 1e-7}, {"items": -3.25e10}


@pytest.mark.parametrize("attributes", NUMBERS, ids=str)
def test_every_kind_of_value_is_stored_as_it_came(shop, ada, attributes):
    add_delivery(
        ada, shop, questions=[*DELIVERY["questions"], {"key": "why", "kind": "text", "text": {"fi": "Miksi?"}}]
    )
    left = shop.leave(
        touchpoint="delivery", rating=3, comment=AWKWARD, page_title=AWKWARD, subject=AWKWARD,
        answers={"why": AWKWARD, "place": "search"}, attributes=attributes, element={"selector": AWKWARD},
    )  # fmt: skip
    seen = ada.get(f"/feedback/{left['feedback_id']}").json
    assert (seen["comment"], seen["page_title"], seen["subject"]) == (AWKWARD, AWKWARD, AWKWARD)
    assert (seen["attributes"], seen["element"]["selector"]) == (attributes, AWKWARD)
    with shop.app.app_context():
        stored = db.session.scalars(select(Feedback).where(Feedback.site_id == shop.id)).one()
        assert (stored.texts, stored.choices) == ({"why": AWKWARD}, {"place": ["search"]})
        assert (stored.segment, stored.email, stored.reasons) == (None, None, None)
        assert stored.score == SCALES["ces"].score(3)
        assert stored.created_at == stored.said_at == stored.updated_at
        assert (len(stored.fingerprint), len(stored.thread_digest)) == (32, 32)
