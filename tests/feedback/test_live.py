"""What is told to those who follow, and who may follow. The server that keeps their connections: tests/ops."""

import json
import secrets
from datetime import timedelta
from uuid import UUID

import pytest

from backend.accounts.credentials import Credential
from backend.accounts.models import ApiToken, StaffSession
from backend.feedback.follow import Follower, may_still_follow
from backend.feedback.news import WHOLE_EVERY, Watch
from backend.foundation import clock, ids
from backend.foundation.database import db, writing
from backend.sites.models import Membership


def messages(body):
    """The messages of a stream: event, id and data of each."""
    found = []
    for block in body.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "event" in fields:
            found.append((fields["event"], fields.get("id"), json.loads(fields["data"])))
    return found


@pytest.fixture
def look(app, shop):
    watch = Watch()

    def look(site_id=shop.id):
        with app.app_context():
            return watch.look([site_id]).get(site_id)

    look()
    return look


def test_what_arrives_and_what_changes_is_told_once(shop, ada, look):
    first, second = shop.leave(comment="Yksi"), shop.leave(comment="Kaksi")
    told = look()
    assert [str(each) for each in told.arrived] == [first["feedback_id"], second["feedback_id"]]
    assert look() is None
    ada.post(f"/feedback/{first['feedback_id']}/decisions", json={"verdict": "publish"})
    ada.post(f"/feedback/{first['feedback_id']}/messages", json={"text": "Kiitos", "visibility": "note"})
    told = look()
    assert (told.arrived, [str(each) for each in told.changed]) == ([], [first["feedback_id"]])
    assert look() is None


def test_nothing_of_another_site_is_told(shop, other_shop, look):
    other_shop.leave(comment="Muualla")
    assert look() is None


def test_an_event_that_comes_to_light_after_a_younger_one_is_told_too(shop, look, monkeypatch):
    """Its id was made first, its transaction ended last."""
    then = clock.now() - timedelta(seconds=5)
    shop.leave(comment="Nuorempi")
    assert len(look().arrived) == 1
    made = ids.new_id
    monkeypatch.setattr("backend.events.record.new_id", lambda: made(then))
    late = shop.leave(comment="Vanhempi")
    told = [news for news in (look() for _ in range(WHOLE_EVERY)) if news]
    assert [str(each) for news in told for each in news.arrived] == [late["feedback_id"]]


def test_nothing_is_missed_between_two_looks_that_were_far_apart(shop, look):
    look()
    left = shop.leave(comment="Hei")
    with clock.travel(timedelta(seconds=8)):
        assert [str(each) for each in look().arrived] == [left["feedback_id"]]
        assert look() is None


def test_without_a_server_that_keeps_connections_the_browser_is_asked_to_come_again(shop, ada):
    left = shop.leave(comment="Hei")
    response = ada.get(f"/feedback/live?site={shop.key}")
    assert (response.status_code, response.mimetype) == (200, "text/event-stream")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Accel-Buffering"] == "no"
    assert response.text.startswith("retry: 10000\n\n")
    assert messages(response.text) == [("hello", None, {})]
    assert left


def test_who_lost_the_stream_is_told_what_she_missed(shop, ada, look):
    shop.leave(comment="Ennen")
    last = look().last
    after = [shop.leave(comment=f"Sitten {number}")["feedback_id"] for number in range(3)]
    response = ada.get(f"/feedback/live?site={shop.key}", headers={"Last-Event-ID": last.hex})
    (kind, event_id, data), hello = messages(response.text)
    assert (kind, data["site"], data["more"], hello[0]) == ("news", shop.key, False, "hello")
    assert set(after) <= set(data["arrived"])
    assert UUID(event_id) > last


def test_of_many_the_newest_are_named_and_that_there_are_more_is_said(shop, ada, look, monkeypatch):
    monkeypatch.setattr("backend.feedback.news.MOST_TOLD", 3)
    last = look() or ids.new_id(clock.now())
    left = [shop.leave()["feedback_id"] for _ in range(4)]
    response = ada.get(f"/feedback/live?site={shop.key}", headers={"Last-Event-ID": last.hex})
    data = messages(response.text)[0][2]
    assert (data["more"], data["arrived"]) == (True, left[1:])


def test_an_event_id_that_is_none_is_refused(shop, ada):
    response = ada.get(f"/feedback/live?site={shop.key}", headers={"Last-Event-ID": "x"})
    assert (response.status_code, response.json["invalid_params"][0]["name"]) == (422, "Last-Event-ID")


def test_who_lost_token_or_role_follows_no_longer(app, shop, person):
    member = person("viewer", ["read"])
    with app.app_context():
        token_id = db.session.query(ApiToken).filter_by(staff_id=member.staff_id).one().id
        credential = Credential(member.staff_id, "A", "a@example.fi", None, frozenset({"read"}), token_id=token_id)
        follower = Follower(credential, {shop.id: shop.key})
        assert may_still_follow([follower]) == {follower}
        membership = db.session.get_one(Membership, (shop.id, member.staff_id))
        with writing():
            db.session.delete(db.session.merge(membership))
        assert not may_still_follow([follower])
        with writing():
            db.session.add(Membership(site_id=shop.id, staff_id=member.staff_id, role="viewer"))
        assert may_still_follow([follower])
        with writing():
            db.session.get_one(ApiToken, token_id).revoked_at = clock.now()
        assert not may_still_follow([follower])


def test_who_signed_out_follows_no_longer_and_the_others_do(app, shop, person):
    members = [person("viewer", ["read"]) for _ in range(3)]
    with app.app_context():
        tomorrow = clock.now() + timedelta(days=1)
        sessions = [
            StaffSession(digest=secrets.token_bytes(32), staff_id=one.staff_id, expires_at=tomorrow)
            for one in members[:2]
        ]
        with writing():
            db.session.add_all(sessions)
        token_id = db.session.query(ApiToken).filter_by(staff_id=members[2].staff_id).one().id
        held = [{"session_id": sessions[0].id}, {"session_id": sessions[1].id}, {"token_id": token_id}]
        followers = [
            Follower(
                Credential(one.staff_id, "A", "a@example.fi", None, frozenset({"read"}), **by), {shop.id: shop.key}
            )
            for one, by in zip(members, held, strict=True)
        ]
        assert may_still_follow(followers) == set(followers)
        with writing():
            db.session.delete(sessions[0])
        assert may_still_follow(followers) == set(followers[1:])
