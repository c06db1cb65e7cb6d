"""Logs name what happened; they never hold what a visitor wrote, her address or her thread key."""

import io
import json
import logging

import pytest
from sqlalchemy import text

from backend.foundation.database import db
from backend.foundation.logs import JsonLine
from backend.settings import database_url
from tests.applications import dispose, make_app, make_site
from tests.databases import KINDS

WORDS, EMAIL, ADDRESS = "Salainen tarina", "aino@example.fi", "203.0.113.77"


@pytest.fixture
def lines():
    """Everything that is logged below `backend`, as it would be printed."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLine())
    logger = logging.getLogger("backend")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield stream
    logger.removeHandler(handler)
    logger.setLevel(level)


# Every new turn of a conversation fails in the database, after its words have been handed over.
BREAK = {
    "sqlite": ["CREATE TRIGGER broken BEFORE INSERT ON message BEGIN SELECT RAISE(ABORT, 'disk on fire'); END"],
    "postgresql": [
        "CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'disk on fire'; END$$",
        "CREATE TRIGGER broken BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION break()",
    ],
}


@pytest.fixture(params=KINDS)
def broken_shop(fresh_database_url, request, tmp_path):
    app = make_app(database_url(fresh_database_url(request.param)), tmp_path)
    shop = make_site(app)
    with app.app_context(), db.engines[None].begin() as connection:
        for statement in BREAK[request.param]:
            connection.execute(text(statement))
    yield shop
    dispose(app)


def test_a_failure_is_logged_without_the_visitors_words(broken_shop, lines):
    left = broken_shop.leave(comment=WORDS, email=EMAIL)
    response = broken_shop.client.post(
        f"/w/v1/threads/{left['thread_key']}/messages",
        json={"id": "6f1d1a4e-0d7e-4c59-8d0b-333333333333", "text": WORDS},
        environ_overrides={"REMOTE_ADDR": ADDRESS},
    )
    assert (response.status_code, response.json["code"]) == (500, "internal")
    assert "disk on fire" in lines.getvalue(), "the operator must learn what broke"
    assert response.json["request_id"] in lines.getvalue()
    for secret in (WORDS, EMAIL, ADDRESS, left["thread_key"]):
        assert secret not in lines.getvalue()
        assert secret not in response.text


def test_refusals_are_logged_by_route_and_code_alone(shop, lines):
    left = shop.leave(comment=WORDS)
    shop.client.get(f"/w/v1/threads/{left['thread_key']}x")
    shop.send(shop.entry(comment=WORDS, rating=9))
    shop.send(b'{"comment": "' + WORDS.encode())
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert [(line["event"], line["code"], line["route"]) for line in told] == [
        ("refused", "not_found", "/w/v1/threads/<thread_key>"),
        ("refused", "invalid", "/w/v1/entries"),
        ("refused", "bad_request", "/w/v1/entries"),
    ]
    assert all(line["request_id"] for line in told)
    assert WORDS not in lines.getvalue()
    assert left["thread_key"] not in lines.getvalue()


def test_nothing_that_was_sent_can_forge_a_line(lines):
    logging.getLogger("backend.tests").warning("told", extra={"sent": 'a\n{"event": "forged"}\u2028\x1b[31m'})
    [line] = lines.getvalue().splitlines()
    assert json.loads(line)["sent"] == 'a\n{"event": "forged"}\u2028\x1b[31m'
    assert line.isascii()
    assert "\x1b" not in line


def test_a_line_says_when_how_grave_what_and_where(lines):
    logging.getLogger("backend.tests").error("broke", extra={"n": 5})
    told = json.loads(lines.getvalue())
    assert (told["level"], told["event"], told["logger"], told["n"]) == ("error", "broke", "backend.tests", 5)
    assert told["time"].endswith("Z")
