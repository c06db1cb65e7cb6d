"""What a person sees and ends of her own credentials: sessions and API tokens."""

from datetime import timedelta

import pytest

from backend.accounts.models import Staff
from backend.foundation.clock import travel
from backend.foundation.database import db, writing
from tests.accounts.test_second_factor import (  # noqa: F401
    PASSWORD,
    QUICK,
    Browser,
    browser,
    grace,
    quick_hashes,
    stranger,
)
from tests.applications import make_person

SESSIONS, TOKENS = "/api/v1/sessions", "/api/v1/tokens"


def test_a_person_sees_where_she_is_signed_in(browser, stranger):  # noqa: F811
    stranger.sign_in()
    items = browser.call("GET", SESSIONS).json["items"]
    assert [item["is_current"] for item in items].count(True) == 1
    assert {item["agent"] for item in items} == {"Lynx/2.9 (Amiga)"}
    assert not {"digest", "staff_id"} & set(items[0])


def test_a_person_ends_a_session_that_is_not_hers_to_lose(browser, stranger):  # noqa: F811
    stranger.sign_in()
    other = next(item for item in browser.call("GET", SESSIONS).json["items"] if not item["is_current"])
    assert browser.call("DELETE", f"{SESSIONS}/{other['id']}").status_code == 204
    assert stranger.call("GET", "/api/v1/session").status_code == 401
    assert browser.call("GET", "/api/v1/session").status_code == 200
    assert browser.call("DELETE", f"{SESSIONS}/{other['id']}").status_code == 404


def test_when_a_session_was_last_used_is_known_to_five_minutes(browser):  # noqa: F811
    before = browser.call("GET", SESSIONS).json["items"][0]["last_seen_at"]
    with travel(timedelta(minutes=6)):
        browser.call("GET", "/api/v1/session")
        assert browser.call("GET", SESSIONS).json["items"][0]["last_seen_at"] > before


def test_a_token_is_shown_once_and_works_until_it_is_revoked(app, browser, shop):  # noqa: F811
    made = browser.call("POST", TOKENS, json={"label": "Kassa", "scopes": ["read"], "days": 30})
    assert made.status_code == 201
    view = made.json
    secret, listed = view.pop("token"), browser.call("GET", TOKENS).json["items"]
    assert view in listed
    assert secret not in str(listed)
    bearer = {"Authorization": f"Bearer {secret}"}
    program = app.test_client()
    assert program.get(f"/api/v1/feedback?site={shop.key}", headers=bearer).status_code == 200
    with travel(timedelta(days=31)):
        assert program.get(f"/api/v1/feedback?site={shop.key}", headers=bearer).status_code == 401
    assert browser.call("DELETE", f"{TOKENS}/{made.json['id']}").status_code == 204
    assert program.get(f"/api/v1/feedback?site={shop.key}", headers=bearer).status_code == 401


@pytest.mark.parametrize(
    "wrong", [{"scopes": ["rule"]}, {"scopes": []}, {"days": 0}, {"days": 3651}, {"label": " "}, {"token": "kt_mine"}]
)
def test_a_token_that_makes_no_sense_is_refused(browser, wrong):  # noqa: F811
    assert browser.call("POST", TOKENS, json={"label": "x", "scopes": ["read"], **wrong}).status_code == 422


def test_a_token_makes_no_tokens_and_sees_no_sessions(grace):  # noqa: F811
    assert grace.post("/tokens", json={"label": "x", "scopes": ["manage"]}).status_code == 404
    assert grace.get("/tokens").status_code == 404
    assert grace.get("/sessions").status_code == 404


def test_another_persons_credentials_are_as_if_they_were_not(app, browser, shop):  # noqa: F811
    made = browser.call("POST", TOKENS, json={"label": "Kassa", "scopes": ["read"]}).json
    session = browser.call("GET", SESSIONS).json["items"][0]
    other = make_person(app, shop, "owner", name="Mallory")
    with app.app_context(), writing():
        db.session.get_one(Staff, other.staff_id).password_hash = QUICK.hash(PASSWORD)
    mallory = Browser(app, other)
    mallory.sign_in()
    assert mallory.call("DELETE", f"{TOKENS}/{made['id']}").status_code == 404
    assert mallory.call("DELETE", f"{SESSIONS}/{session['id']}").status_code == 404
    assert made["id"] not in mallory.call("GET", TOKENS).text


def test_a_person_has_so_many_tokens_and_no_more(browser, monkeypatch):  # noqa: F811
    from backend.accounts import invite

    monkeypatch.setattr(invite, "MOST_TOKENS", 2)  # one came with the person
    made = browser.call("POST", TOKENS, json={"label": "x", "scopes": ["read"]})
    assert made.status_code == 201
    assert browser.call("POST", TOKENS, json={"label": "x", "scopes": ["read"]}).status_code == 409
    assert browser.call("DELETE", f"{TOKENS}/{made.json['id']}").status_code == 204
    assert browser.call("POST", TOKENS, json={"label": "x", "scopes": ["read"]}).status_code == 201


def test_a_new_token_is_told_with_its_own_id_though_the_clock_went_back(browser):  # noqa: F811
    browser.call("POST", TOKENS, json={"label": "first", "scopes": ["read"]})
    with travel(timedelta(minutes=-5)):
        assert browser.call("POST", TOKENS, json={"label": "second", "scopes": ["read"]}).json["label"] == "second"
