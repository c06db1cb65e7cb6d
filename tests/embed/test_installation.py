"""Where the tag was seen: noted without keeping any visitor waiting, and bounded whoever asks."""

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from backend.embed import sightings as sightings_module
from backend.foundation.clock import now, travel
from backend.touchpoints.catalog import catalog
from tests.applications import ORIGIN

STRANGER = "https://other.example"


@pytest.fixture
def sightings(app, monkeypatch):
    """The app's own, which write only when told to."""
    found = app.extensions["sightings"]
    monkeypatch.setattr(found, "_write_after", 3600.0)
    monkeypatch.setattr(found, "_has_writer", True)
    yield found
    found.write()


@pytest.fixture
def ask(shop):
    return lambda **headers: shop.client.get(f"/w/v1/sites/{shop.key}", headers=headers)


@pytest.fixture
def seen(shop, ada, sightings):
    def look():
        sightings.write()
        return ada.get(f"/sites/{shop.id}/installation").json

    return look


def test_nothing_is_seen_before_a_page_asked(seen):
    assert seen() == {"items": [], "last_entry_at": None}


@pytest.mark.parametrize("turn", ["first", "prepared"])
def test_a_page_with_the_tag_is_seen(ask, seen, turn):
    if turn == "prepared":
        ask()
    ask(Origin=ORIGIN)
    [one] = seen()["items"]
    assert (one["origin"], one["is_allowed"]) == (ORIGIN, True)
    assert one["first_seen_at"] == one["last_seen_at"]


def test_an_unchanged_config_counts_as_asked_for(ask, seen):
    tag = ask().headers["ETag"]
    assert ask(**{"If-None-Match": tag, "Origin": ORIGIN}).status_code == 304
    assert len(seen()["items"]) == 1


def test_a_page_of_our_own_is_seen_by_its_referrer(ask, seen):
    ask(Referer="http://localhost/demo?secret=1")
    [one] = seen()["items"]
    assert (one["origin"], one["is_allowed"]) == ("http://localhost", True)


def test_a_foreign_page_is_marked_and_follows_the_owners_decision(shop, ask, ada, seen):
    ask(Origin=STRANGER)
    assert [one["is_allowed"] for one in seen()["items"]] == [False]
    ada.patch(f"/sites/{shop.id}", json={"allowed_origins": [ORIGIN, STRANGER]})
    assert [one["is_allowed"] for one in seen()["items"]] == [True]


@pytest.mark.parametrize("origin", ["null", "nonsense", "file://", "https://", "https://a.example/path", "h" * 5000])
def test_what_is_no_origin_is_not_kept(ask, seen, origin):
    ask(Origin=origin)
    assert seen()["items"] == []


def test_it_is_written_once_an_hour_and_then_moves_on(ask, seen, sightings, monkeypatch):
    ask(Origin=ORIGIN)
    [first] = seen()["items"]
    with travel(timedelta(minutes=30)):
        ask(Origin=ORIGIN)
        assert seen()["items"] == [first]
        monkeypatch.setattr(sightings_module, "AGAIN_AFTER_SECONDS", 0.0)
        ask(Origin=ORIGIN)
        [later] = seen()["items"]
    assert later["first_seen_at"] == first["first_seen_at"] < later["last_seen_at"]


def test_a_visitor_waits_for_no_write(ask, sightings, monkeypatch):
    monkeypatch.setattr(sightings_module, "_record", lambda *_: pytest.fail("written inside a request"))
    for _ in range(2):
        assert ask(Origin="https://waits.example").status_code == 200
    sightings._waiting.clear()


def test_whoever_makes_up_origins_fills_no_table(shop, ask, seen):
    ask(Origin=ORIGIN)
    for number in range(40):
        with travel(timedelta(seconds=number)):
            ask(Origin=f"https://made-up-{number}.example")
    items = seen()["items"]
    assert len(items) == 21
    assert [one["origin"] for one in items if one["is_allowed"]] == [ORIGIN]
    assert items[0]["origin"] == "https://made-up-39.example"
    assert seen()["items"] == items


def test_what_waits_is_bounded(ask, sightings, monkeypatch):
    monkeypatch.setattr(sightings_module, "MOST_WAITING", 3)
    sightings.write()
    for number in range(9):
        ask(Origin=f"https://many-{number}.example")
    assert len(sightings._waiting) == 3


def test_a_page_not_seen_for_half_a_year_is_forgotten(ask, seen):
    ask(Origin=STRANGER)
    seen()
    with travel(timedelta(days=181)):
        ask(Origin=ORIGIN)
        assert [one["origin"] for one in seen()["items"]] == [ORIGIN]


def test_a_failing_database_is_no_visitors_trouble(sightings, monkeypatch, caplog):
    with monkeypatch.context() as patched:
        patched.setattr(sightings, "write", lambda: 1 / 0)
        sightings._write_later()
    assert "sightings_not_written" in caplog.text


def test_two_processes_that_see_the_same_at_one_moment_lose_nothing(app, shop, seen, monkeypatch):
    record, meeting = sightings_module._record, threading.Barrier(2)

    def met(site, noted):
        record(site, noted)
        with contextlib.suppress(threading.BrokenBarrierError):
            meeting.wait(timeout=1)

    def put(origins):
        with app.app_context():
            sightings_module._put_on_record(catalog().site(shop.key), dict.fromkeys(origins, now()))

    monkeypatch.setattr(sightings_module, "_record", met)
    with ThreadPoolExecutor() as pool:
        list(pool.map(put, [[ORIGIN], [ORIGIN, STRANGER]]))
    assert {row["origin"] for row in seen()["items"]} == {ORIGIN, STRANGER}


def test_a_note_is_written_by_itself_a_little_later(app, shop, ada, ask, monkeypatch):
    import time

    monkeypatch.setattr(app.extensions["sightings"], "_write_after", 0.01)
    ask(Origin="https://soon.example")
    deadline = time.monotonic() + 5
    while not ada.get(f"/sites/{shop.id}/installation").json["items"]:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_it_says_when_the_last_entry_came(shop, ada, seen):
    shop.leave(rating=1)
    shop.leave(rating=2)
    [newest, _] = ada.get(f"/feedback?site={shop.key}").json["items"]
    assert seen()["last_entry_at"] == newest["created_at"]


@pytest.mark.parametrize(
    ("headers", "origin", "allowed"),
    [
        ({"Origin": ORIGIN}, ORIGIN, True),
        ({"Origin": STRANGER}, STRANGER, False),
        ({"Origin": "null"}, None, False),
        ({"Referer": "https://other.example/page"}, STRANGER, False),
        ({"Sec-Fetch-Site": "same-origin"}, "http://localhost", True),
        ({}, None, False),
    ],
)
def test_a_page_may_ask_whether_it_may_send(shop, headers, origin, allowed, sightings):
    told = shop.client.get(f"/w/v1/sites/{shop.key}/check", headers=headers)
    assert (told.json["origin"], told.json["origin_allowed"]) == (origin, allowed)
    assert set(told.json) == {"origin", "origin_allowed", "version"}
    assert (told.headers["Cache-Control"], told.headers["Access-Control-Allow-Origin"]) == ("no-store", "*")
    assert sightings._waiting == {}, "asking stores nothing"


def test_an_unknown_site_cannot_be_checked(shop):
    assert shop.client.get("/w/v1/sites/pk_missing/check").status_code == 404
