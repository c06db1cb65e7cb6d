"""The short way to the public door: what a page sends meets the same rules and gets the same answer as the long way."""

import json
from contextlib import contextmanager
from io import BytesIO

import pytest

from backend.intake.shortcut import EntryShortcut
from backend.settings import database_url
from tests.applications import ORIGIN, make_app, make_site

VARYING = {"X-Request-ID", "Content-Length"}


@pytest.fixture
def ways(shop):
    """Sends a request both ways: (short, long)."""

    def send(make, **options):
        answers = []
        for way in (contextmanager(lambda: (yield)), lambda: long_way(shop.app)):
            with way():
                answers.append(shop.client.post("/w/v1/entries", **make(), **options))
        return answers

    return send


@contextmanager
def long_way(app):
    """For a moment, nothing is usual enough for the short way."""
    short = app.wsgi_app
    while not isinstance(short, EntryShortcut):
        short = short.app
    path, short._path = short._path, "/nowhere"
    try:
        yield
    finally:
        short._path = path


def by_name(response):
    return sorted((name, value) for name, value in response.headers if name not in VARYING)


def test_a_receipt_carries_the_same_headers_both_ways(shop, ways):
    short, long = ways(lambda: {"json": shop.entry()}, headers={"Origin": ORIGIN, "X-Request-ID": "abcdefgh"})
    assert (short.status, short.json.keys()) == (long.status, long.json.keys())
    assert by_name(short) == by_name(long)
    assert short.headers["X-Request-ID"] == long.headers["X-Request-ID"] == "abcdefgh"
    assert int(short.headers["Content-Length"]) == len(short.data)


def test_the_device_is_told_both_ways(shop, ada, ways):
    phone = {"Sec-CH-UA-Mobile": "?1", "User-Agent": "Mozilla/5.0 (Linux; Android 10; K) Mobile Safari/537.36"}
    answers = ways(lambda: {"json": shop.entry()}, headers={"Origin": ORIGIN, **phone})
    assert [answer.status_code for answer in answers] == [201, 201]
    assert [row["device"] for row in ada.get(f"/feedback?site={shop.key}").json["items"]] == ["phone", "phone"]


REFUSED = {
    "an unknown site": ({"site": "pk_nobody"}, ORIGIN, 404),
    "a foreign page": ({}, "https://evil.example", 403),
    "no origin": ({}, None, 403),
    "a rating off the scale": ({"rating": 9}, ORIGIN, 422),
    "a member of the wrong kind": ({"comment": 7}, ORIGIN, 422),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_reads_the_same_both_ways(shop, ways, case):
    members, origin, status = REFUSED[case]
    headers = {"X-Request-ID": "abcdefgh", **({"Origin": origin} if origin else {})}
    short, long = ways(lambda: {"json": shop.entry(**members)}, headers=headers)
    assert short.status_code == long.status_code == status
    assert short.json == long.json
    assert by_name(short) == by_name(long)


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"id": NaN}', b"[" * 40, b"[]", b""])
def test_a_body_that_is_no_entry_reads_the_same_both_ways(ways, body):
    headers = {"Origin": ORIGIN, "X-Request-ID": "abcdefgh", "Content-Type": "application/json"}
    short, long = ways(lambda: {"data": body}, headers=headers)
    assert (short.status_code, short.json) == (long.status_code, long.json)
    assert short.status_code == 400


def test_a_body_that_breaks_off_is_told_and_nothing_is_stored(shop, ada):
    whole = json.dumps(shop.entry()).encode()
    environ = {"wsgi.input": BytesIO(whole[:-9]), "CONTENT_LENGTH": str(len(whole))}
    response = shop.client.post(
        "/w/v1/entries", headers={"Origin": ORIGIN}, content_type="application/json", environ_overrides=environ
    )
    assert (response.status_code, response.json["code"]) == (408, "too_slow")
    assert ada.get(f"/feedback?site={shop.key}").json["items"] == []


def test_limits_are_counted_and_told_on_the_short_way(fresh_database_url, tmp_path):
    app = make_app(database_url(fresh_database_url("sqlite")), tmp_path, limits=True, limit_address="2/minute")
    shop = make_site(app)
    first, second, third = shop.send(), shop.send(), shop.send()
    assert [answer.status_code for answer in (first, second, third)] == [201, 201, 429]
    assert '"address";r=1' in first.headers["RateLimit"]
    assert '"address";q=2;w=60' in first.headers["RateLimit-Policy"]
    assert third.headers["Retry-After"]


def test_a_failure_on_the_short_way_is_answered_as_a_problem(shop, monkeypatch):
    def fail(*_):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("backend.intake.shortcut.submit", fail)
    response = shop.send()
    assert (response.status_code, response.json["code"]) == (500, "internal")
    assert response.content_type == "application/problem+json"
