"""A customer taken along, and forgotten: words gone, counts right, nobody else touched."""

import json

import pytest
from sqlalchemy import func, select

from backend.customers.models import Account, Customer, Identification
from backend.events.models import Event
from backend.feedback.models import DayCount, Feedback
from backend.foundation.database import db
from tests.customers.signing import Signer


@pytest.fixture
def signer(shop, ada):
    return Signer(shop, ada)


def customer_of(shop, ada, reference):
    [customer] = ada.get(f"/customers?site={shop.key}&reference={reference}").json["items"]
    return customer["id"]


def rows_of(app, shop, table):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table).where(table.site_id == shop.id))


def counted(app, shop):
    with app.app_context():
        return db.session.scalar(select(func.sum(DayCount.n)).where(DayCount.site_id == shop.id)) or 0


def test_forgetting_a_customer_leaves_nothing_of_hers_and_all_of_others(app, shop, ada, signer, monkeypatch):
    monkeypatch.setattr("backend.conversations.erase_customer.AT_ONCE", 3)
    shop.leave(comment="Toisen sanat", rating=4)
    signer.leave("c-2", comment="Kaverin sanat", name="Kaveri")
    before = counted(app, shop)
    lefts = [signer.leave("c-1", comment=f"Salaisuus{number}", rating=2, account="a-1") for number in range(8)]
    assert counted(app, shop) > before
    ada.post(f"/feedback/{lefts[0]['feedback_id']}/messages", json={"text": "Vastaus", "visibility": "private"})
    assert ada.delete(f"/customers/{customer_of(shop, ada, 'c-1')}").status_code == 204
    assert [row["comment"] for row in ada.get(f"/feedback?site={shop.key}").json["items"]] == [
        "Kaverin sanat",
        "Toisen sanat",
    ]
    assert ada.get("/feedback?q=salaisuus3").json["items"] == []
    assert counted(app, shop) == before
    assert [rows_of(app, shop, table) for table in (Feedback, Customer, Identification, Account)] == [2, 1, 1, 0]
    thread = shop.client.get(f"/w/v1/threads/{lefts[0]['thread_key']}")
    assert thread.status_code == 404
    assert ada.get(f"/customers?site={shop.key}&reference=c-1").json["items"] == []


def test_a_late_repetition_brings_nothing_back(shop, ada, signer):
    entry = {**shop.entry(comment="Salaisuus"), "identity": signer.sign("c-1")}
    shop.send(entry)
    ada.delete(f"/customers/{customer_of(shop, ada, 'c-1')}")
    assert shop.send(entry).json["code"] == "erased"
    assert ada.get(f"/customers?site={shop.key}").json["items"] == []


def test_who_was_merged_into_her_is_forgotten_too(app, shop, ada, signer):
    signer.leave("a", comment="Yksi"), signer.leave("b", comment="Kaksi")
    a, b = customer_of(shop, ada, "a"), customer_of(shop, ada, "b")
    ada.call("PUT", f"/customers/{b}/merger", json={"into": a})
    ada.delete(f"/customers/{a}")
    assert [rows_of(app, shop, table) for table in (Feedback, Customer)] == [0, 0]


def test_the_trail_says_that_she_was_forgotten_and_not_who_she_was(app, shop, ada, signer):
    signer.leave("viite-77", name="Aino Salainen", email="aino@example.fi")
    ada.delete(f"/customers/{customer_of(shop, ada, 'viite-77')}")
    with app.app_context():
        events = db.session.scalars(select(Event).where(Event.site_id == shop.id).order_by(Event.id)).all()
    assert [event.kind for event in events][-2:] == ["feedback.erased", "customer.erased"]
    assert events[-1].actor_name == "Ada"
    told = json.dumps([event.data for event in events])
    assert not any(word in told for word in ("viite-77", "Salainen", "aino@"))


def test_only_who_manages_the_site_forgets_or_takes_along(shop, ada, person, signer):
    signer.leave("c-1")
    customer = customer_of(shop, ada, "c-1")
    assert person("agent").delete(f"/customers/{customer}").status_code == 403
    assert person("agent").get(f"/customers/{customer}/export").status_code == 403
    assert ada.get(f"/customers/{customer}").status_code == 200


def test_all_that_is_kept_of_her_is_taken_along(shop, ada, signer, monkeypatch):
    monkeypatch.setattr("backend.conversations.export_customer.AT_ONCE", 2)
    lefts = [signer.leave("c-1", comment=f"Sana {number}", name="Aino") for number in range(5)]
    shop.leave(comment="Toisen")
    ada.post(f"/feedback/{lefts[4]['feedback_id']}/messages", json={"text": "Vastaus", "visibility": "note"})
    shop.client.put(f"/w/v1/threads/{lefts[0]['thread_key']}/withdrawal")
    response = ada.get(f"/customers/{customer_of(shop, ada, 'c-1')}/export")
    exported = json.loads(response.data)
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert exported["customer"]["name"] == "Aino"
    assert [entry["comment"] for entry in exported["entries"]] == ["Sana 4", "Sana 3", "Sana 2", "Sana 1", "Sana 0"]
    assert [message["text"] for message in exported["entries"][0]["messages"]] == ["Vastaus"]
