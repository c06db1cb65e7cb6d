"""Entries taken through together: each is judged by itself, one transaction keeps them all."""

import json
from io import BytesIO

import pytest
from sqlalchemy import delete, event, func, select

from backend.feedback.models import Feedback
from backend.foundation.database import db, writing
from backend.foundation.errors import Unavailable
from backend.intake import together
from backend.intake.shortcut import ARRIVALS
from backend.settings import database_url
from backend.touchpoints.models import Touchpoint
from tests.applications import ORIGIN, dispose, make_app, make_site
from tests.databases import KINDS

HEADS = {"REQUEST_METHOD": "POST", "PATH_INFO": "/w/v1/entries", "CONTENT_TYPE": "application/json"}


@pytest.fixture(params=KINDS)
def own_shop(request, fresh_database_url, tmp_path):
    """A shop on a database of its own, which the test may damage."""
    app = make_app(database_url(fresh_database_url(request.param)), tmp_path)
    yield make_site(app)
    dispose(app)


def arrive(shop, *entries, origin=ORIGIN, **fields):
    """What becomes of these entries when they come in one list, as the server brings them."""
    arrivals = []
    for entry in entries:
        body = json.dumps(entry).encode()
        environ = {**HEADS, "wsgi.url_scheme": "http", "wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        environ |= {
            "SERVER_NAME": "a",
            "SERVER_PORT": "80",
            "HTTP_ORIGIN": origin,
            "REMOTE_ADDR": "192.0.2.7",
            **fields,
        }
        assert shop.app({**environ, ARRIVALS: arrivals}, never) == []
    return arrivals


def never(*_):
    raise AssertionError("answered although it joined the list")


def store(shop, arrivals):
    """Store them; the status each is answered with, and the body."""
    shortcut = shop.app.extensions["entry_shortcut"]
    shortcut.store(arrivals)
    return [told(shortcut, arrival) for arrival in arrivals]


def told(shortcut, arrival):
    if arrival.receipt is not None:
        return 201, json.loads(shortcut.receipt(arrival)[1])
    statuses = []

    def start(status, *_):
        statuses.append(int(status[:3]))

    body = b"".join(shortcut.refusal(arrival, start))
    return statuses[0], json.loads(body)


@pytest.fixture
def commits(own_shop):
    """Counts the transactions that end well."""
    counted = []
    with own_shop.app.app_context():
        event.listen(db.engines[None], "checkout", lambda *_: counted.append(1))
    return counted


def test_all_that_come_together_are_kept_in_one_transaction(own_shop, commits):
    store(own_shop, arrive(own_shop, own_shop.entry()))  # what is read once has been read
    commits.clear()
    entries = [own_shop.entry(comment="Hyvä palvelu") for _ in range(12)]
    answers = store(own_shop, arrive(own_shop, *entries))
    assert [status for status, _ in answers] == [201] * 12
    assert [body["id"] for _, body in answers] == [entry["id"] for entry in entries]
    assert len(commits) == 1


def test_one_that_is_refused_takes_no_other_with_it(own_shop):
    entries = [own_shop.entry(), own_shop.entry(rating=9), own_shop.entry(site="pk_nobody"), own_shop.entry()]
    assert [status for status, _ in store(own_shop, arrive(own_shop, *entries))] == [201, 422, 404, 201]


def test_one_that_the_database_refuses_fails_alone(own_shop):
    store(own_shop, arrive(own_shop, own_shop.entry()))
    with own_shop.app.app_context(), writing():
        db.session.execute(delete(Touchpoint).where(Touchpoint.site_id == own_shop.id, Touchpoint.key == "landing"))
    entries = [own_shop.entry(), own_shop.entry(touchpoint="landing"), own_shop.entry()]
    answers = store(own_shop, arrive(own_shop, *entries))
    assert [status for status, _ in answers] == [201, 409, 201]
    assert answers[1][1]["code"] == "conflict"


def test_a_repetition_gets_the_first_receipt_though_it_would_be_refused_now(own_shop):
    entry = own_shop.entry()
    [(_, first)] = store(own_shop, arrive(own_shop, entry))
    [(status, again)] = store(own_shop, arrive(own_shop, entry, origin="https://evil.example"))
    assert (status, again) == (201, first)


def test_the_same_entry_twice_in_one_list_is_kept_once(own_shop):
    entry = own_shop.entry()
    answers = store(own_shop, arrive(own_shop, entry, entry, {**entry, "rating": 1}))
    assert [status for status, _ in answers] == [201, 201, 422]
    assert answers[0] == answers[1]


def test_when_the_database_cannot_be_had_all_are_told_and_nothing_is_kept(own_shop, monkeypatch):
    def is_held(many):
        raise Unavailable("Another program holds the database.")

    entries = [own_shop.entry(), own_shop.entry(rating=9), own_shop.entry()]
    with monkeypatch.context() as held:
        held.setattr(together, "store_batch", is_held)
        answers = store(own_shop, arrive(own_shop, *entries))
    assert [status for status, _ in answers] == [503, 422, 503]
    assert [status for status, _ in store(own_shop, arrive(own_shop, *entries))] == [201, 422, 201]
    with own_shop.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Feedback)) == 2


def test_every_answer_carries_its_own_name_and_limits(fresh_database_url, tmp_path):
    app = make_app(database_url(fresh_database_url("sqlite")), tmp_path, limits=True, limit_address="2/minute")
    shop = make_site(app)
    arrivals = arrive(shop, shop.entry(), HTTP_X_REQUEST_ID="first-name") + arrive(shop, shop.entry(), shop.entry())
    shortcut = app.extensions["entry_shortcut"]
    assert [status for status, _ in store(shop, arrivals)] == [201, 201, 429]
    heads = [dict(shortcut.receipt(arrival)[0]) for arrival in arrivals[:2]]
    assert heads[0]["X-Request-ID"] == "first-name"
    assert heads[1]["X-Request-ID"] != "first-name"
    assert ['"address";r=1' in head["RateLimit"] for head in heads] == [True, False]
    dispose(app)


def test_what_is_unusual_does_not_join_the_list(shop):
    assert arrive(shop, shop.entry(), HTTP_AUTHORIZATION="Bearer x") == []
