"""The audit trail: who did what, in the transaction that did it, without a visitor's words."""

import json

from sqlalchemy import select

from backend.events.models import Event
from backend.foundation.database import db


def events(app, shop):
    with app.app_context():
        return list(db.session.scalars(select(Event).where(Event.site_id == shop.id).order_by(Event.id)))


def test_every_deed_is_on_record_once_in_order(app, shop, ada):
    left = shop.leave(comment="Sanoja")
    about = f"/feedback/{left['feedback_id']}"
    shop.step(left["id"], left["thread_key"], rating=1)
    ada.post(f"{about}/decisions", json={"verdict": "publish"})
    ada.post(f"{about}/messages", json={"text": "Kiitos", "visibility": "public"})
    ada.patch(about, json={"case": "solved"})
    ada.patch(f"/sites/{shop.id}", json={"name": "Uusi"})
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    kinds = [event.kind for event in events(app, shop) if not event.kind.startswith(("site.created", "touchpoint."))]
    assert kinds == [
        "feedback.received", "feedback.revised", "feedback.published", "reply.sent", "case.solved", "site.changed",
        "feedback.erased",
    ]  # fmt: skip


def test_staff_are_named_and_visitors_are_not(app, shop, ada):
    left = shop.leave(comment="Sanoja")
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "publish"})
    *_, received, published = events(app, shop)
    assert (received.actor_id, received.actor_name) == (None, None)
    assert (published.actor_id, published.actor_name) == (ada.staff_id, "Ada")


def test_the_trail_holds_no_visitors_words(app, shop, ada):
    left = shop.leave(comment="Salainen", answers={"why": "Syy"}, email="aino@example.fi", page_title="Otsikko")
    shop.step(left["id"], left["thread_key"], comment="Muutettu")
    told = json.dumps([event.data for event in events(app, shop)], ensure_ascii=False)
    for word in ("Salainen", "Syy", "aino", "Otsikko", "Muutettu", left["thread_key"]):
        assert word not in told


def test_a_refused_deed_leaves_no_event(app, shop, ada):
    left = shop.leave()
    before = len(events(app, shop))
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "publish"})
    ada.patch(f"/touchpoints/{left['feedback_id']}", json={"name": {"fi": "x"}})
    shop.send(shop.entry(rating=9))
    assert len(events(app, shop)) == before, "a rating alone is published already"


def test_a_repetition_leaves_no_second_event(app, shop):
    entry = shop.entry()
    shop.send(entry), shop.send(entry)
    assert [event.kind for event in events(app, shop)].count("feedback.received") == 1
