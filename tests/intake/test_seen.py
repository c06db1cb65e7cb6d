"""What pages showed: counted by day without keeping anyone waiting, and without a word about a visitor."""

import json
import threading
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from backend.feedback.seen import SeenCount
from backend.foundation.clock import travel
from backend.foundation.database import db
from backend.intake import seen as seen_module
from backend.settings import database_url
from backend.touchpoints.catalog import catalog
from tests.applications import LANDING, ORIGIN, dispose, make_app, make_site

STRANGER = "https://other.example"


@pytest.fixture
def tally(app, monkeypatch):
    """The app's own, which writes only when told to."""
    found = app.extensions["seen_tally"]
    monkeypatch.setattr(found, "_has_writer", True)
    monkeypatch.setattr(found, "_write_after", 3600.0)  # a thread of one test would take the counts of the next
    yield found
    found.write()


@pytest.fixture
def tell(shop, tally):
    """Tells of these steps as a page of the shop does."""

    def send(*steps, touchpoint="checkout", origin=ORIGIN, body=None, **headers):
        report = {"site": shop.key, "touchpoint": touchpoint, "steps": list(steps)}
        sent = json.dumps(report) if body is None else body
        headers = {**({"Origin": origin} if origin else {}), **headers}
        return shop.client.post("/w/v1/seen", data=sent, content_type="text/plain;charset=UTF-8", headers=headers)

    return send


@pytest.fixture
def counted(app, shop, tally):
    """Every row of the shop, as plain numbers, by the touchpoint's key and the day."""

    def look():
        tally.write()
        with app.app_context():
            keys = {one.id: one.key for one in catalog().site(shop.key).touchpoints.values()}
            rows = db.session.scalars(select(SeenCount).where(SeenCount.site_id == shop.id)).all()
            return {(keys[row.touchpoint_id], row.day): (row.shown, row.opened, row.answered) for row in rows}

    return look


def without_days(rows):
    return {key: numbers for (key, _), numbers in rows.items()}


def test_what_a_page_showed_is_counted_and_nothing_said_about_it(tell, counted):
    answer = tell("shown")
    assert (answer.status_code, answer.data) == (204, b"")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert without_days(counted()) == {"checkout": (1, 0, 0)}


def test_every_step_has_its_count_and_every_touchpoint_its_own(tell, counted):
    for steps in (["shown"], ["shown", "answered"], ["shown"]):
        tell(*steps)
    counted()
    tell("shown", "opened", touchpoint="landing")
    tell("answered", touchpoint="landing")
    tell("shown")
    assert without_days(counted()) == {"checkout": (4, 0, 1), "landing": (1, 1, 1)}


def test_a_step_named_twice_counts_once(tell, counted):
    tell("shown", "shown")
    assert without_days(counted()) == {"checkout": (1, 0, 0)}


def test_it_is_counted_on_the_day_of_the_sites_people(tell, counted):
    for evening in (datetime(2026, 11, 20, 21, 59, tzinfo=UTC), datetime(2026, 11, 20, 22, 1, tzinfo=UTC)):
        with travel(evening - datetime.now(UTC)):
            tell("shown")
    assert counted() == {
        ("checkout", date(2026, 11, 20)): (1, 0, 0),
        ("checkout", date(2026, 11, 21)): (1, 0, 0),
    }


@pytest.mark.parametrize(
    ("case", "options"),
    [
        ("another origin", {"origin": STRANGER}),
        ("no origin", {"origin": None}),
        ("a sandboxed page", {"origin": "null"}),
        ("an origin that begins alike", {"origin": ORIGIN + ".other.example"}),
        ("no such touchpoint", {"touchpoint": "nowhere"}),
        ("a browser that wants no sharing", {"Sec-GPC": "1"}),
        ("a browser that wants no following", {"DNT": "1"}),
        ("a program without a valid token", {"Authorization": "Bearer kt_wrong"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whom_it_cannot_count_it_answers_alike(tell, counted, case, options):
    assert tell("shown", **options).status_code == 204
    assert counted() == {}


def test_an_unknown_site_is_nobodys_trouble(shop, tell, counted):
    report = {"site": "pk_unknown", "touchpoint": "checkout", "steps": ["shown"]}
    assert tell(body=json.dumps(report)).status_code == 204
    assert counted() == {}


HOSTILE = {
    "nothing": b"",
    "no json": b"shown",
    "a list": b'[{"site": "pk_x"}]',
    "cut short": b'{"site": "pk_x"',
    "invalid utf-8": b'{"site": "pk_x", "touchpoint": "checkout", "steps": ["\xff"]}',
    "a name twice": b'{"site": "pk_x", "site": "pk_x", "touchpoint": "checkout", "steps": ["shown"]}',
    "no number": b'{"site": "pk_x", "touchpoint": "checkout", "steps": [NaN]}',
    "too deep": b'{"steps": ' + b"[" * 30 + b"]" * 30 + b"}",
    "no site": b'{"touchpoint": "checkout", "steps": ["shown"]}',
    "a site of another form": b'{"site": "\\u0000", "touchpoint": "checkout", "steps": ["shown"]}',
    "an unknown step": b'{"site": "pk_x", "touchpoint": "checkout", "steps": ["bought"]}',
    "no steps": b'{"site": "pk_x", "touchpoint": "checkout", "steps": []}',
    "too many steps": b'{"site": "pk_x", "touchpoint": "checkout", "steps": ["shown", "shown", "shown", "shown"]}',
    "a number of steps": b'{"site": "pk_x", "touchpoint": "checkout", "steps": 10000}',
    "a null": b'{"site": "pk_x", "touchpoint": null, "steps": ["shown"]}',
    "too large": b'{"site": "' + b"x" * 70_000 + b'"}',
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_body_of_another_form_is_refused_and_counts_nothing(shop, tell, counted, body):
    answer = tell(body=body.replace(b"pk_x", shop.key.encode()))
    assert answer.status_code in {400, 413, 422}
    assert answer.mimetype == "application/problem+json"
    assert counted() == {}


def test_members_of_a_newer_tag_are_ignored_and_kept_nowhere(shop, tell, counted):
    more = {"page_url": "https://shop.example.fi/secret", "n": 1000}
    report = {"site": shop.key, "touchpoint": "checkout", "steps": ["shown"], **more}
    assert tell(body=json.dumps(report)).status_code == 204
    assert without_days(counted()) == {"checkout": (1, 0, 0)}


def test_a_visitor_waits_for_no_write(tell, counted, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(seen_module, "_store", lambda *_: pytest.fail("written inside a request"))
        tell("shown")
    assert without_days(counted()) == {"checkout": (1, 0, 0)}


def test_what_a_database_does_not_take_waits_for_the_next_time(tell, counted, tally, monkeypatch, caplog):
    tell("shown")
    with monkeypatch.context() as patched:
        patched.setattr(seen_module, "add_seen", lambda *_: 1 / 0)
        tally.write()
    assert "seen_counts_not_written" in caplog.text
    tell("shown")
    assert without_days(counted()) == {"checkout": (2, 0, 0)}


def test_the_counts_of_a_touchpoint_go_with_it_and_take_no_others_along(app, shop, ada, tell, counted):
    made = ada.post(f"/touchpoints?site={shop.key}", json={**LANDING, "key": "short-lived"})
    assert made.status_code == 201, made.text
    tell("shown", touchpoint="short-lived")
    assert without_days(counted()) == {"short-lived": (1, 0, 0)}
    tell("shown", touchpoint="short-lived")
    tell("shown")
    assert ada.delete(f"/touchpoints/{made.json['id']}").status_code == 204
    assert without_days(counted()) == {"checkout": (1, 0, 0)}


def test_what_is_on_record_is_not_counted_again_when_the_rest_fails(app, shop, ada, tell, counted, tally, monkeypatch):
    made = ada.post(f"/touchpoints?site={shop.key}", json={**LANDING, "key": "goes-away"})
    tell("shown")
    tell("shown", touchpoint="goes-away")
    assert ada.delete(f"/touchpoints/{made.json['id']}").status_code == 204
    alone = seen_module._store_alone

    stored = []

    def fails_at_the_second(key, steps):
        if stored:
            raise RuntimeError("the database went away between two keys")
        alone(key, steps)
        stored.append(key)

    monkeypatch.setattr(seen_module, "_store_alone", fails_at_the_second)
    tally.write()
    monkeypatch.setattr(seen_module, "_store_alone", alone)
    assert without_days(counted()) == {"checkout": (1, 0, 0)}


def test_it_is_written_a_little_later_by_itself(app, shop, tell, tally, monkeypatch):
    monkeypatch.setattr(tally, "_has_writer", False)
    monkeypatch.setattr(tally, "_write_after", 0.01)
    done = []
    store = seen_module._store
    written = threading.Event()

    def told(counts):
        done.append(dict(counts))
        store(counts)
        written.set()

    monkeypatch.setattr(seen_module, "_store", told)
    tell("shown")
    assert written.wait(10)
    [counts] = done
    assert list(counts.values()) == [Counter(shown=1)]


def test_beyond_the_limit_it_answers_alike_and_takes_nothing_from_what_is_said(fresh_database_url, tmp_path):
    limits = {"limits": True, "limit_reading": "2/day", "limit_address": "1/day"}
    app = make_app(database_url(fresh_database_url("sqlite")), tmp_path, **limits)
    try:
        shop = make_site(app)
        report = {"site": shop.key, "touchpoint": "checkout", "steps": ["shown"]}
        for _ in range(4):
            assert shop.client.post("/w/v1/seen", json=report, headers={"Origin": ORIGIN}).status_code == 204
        waiting = app.extensions["seen_tally"]._waiting
        assert [dict(steps) for steps in waiting.values()] == [{"shown": 2}]
        assert shop.send().status_code == 201
    finally:
        app.extensions["seen_tally"].write()
        dispose(app)


def test_the_table_has_no_column_that_could_tell_of_anyone():
    names = {column.name for column in SeenCount.__table__.columns}
    assert names == {"site_id", "day", "touchpoint_id", "shown", "opened", "answered"}
