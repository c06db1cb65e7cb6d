"""How staff sign in: by password, by one-time link, and never by guessing."""

import uuid
from datetime import timedelta

import pytest

from backend.accounts.invite import create_staff
from backend.accounts.models import SignInLink, Staff
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.errors import Conflict
from backend.settings import database_url
from tests.applications import dispose, make_app, make_person, make_site
from tests.console.signing_in import PASSWORD, SESSION, link_of, sign_in


def test_a_password_opens_a_session(app, shop, grace):
    client = app.test_client()
    response = sign_in(client, grace)
    assert response.status_code == 201
    assert response.json["staff"]["email"] == grace.email
    assert response.json["must_set_password"] is False
    [site] = response.json["sites"]
    assert (site["key"], site["timezone"], site["role"], site["scopes"]) == (
        shop.key,
        "Europe/Helsinki",
        "agent",
        ["moderate", "read", "reply"],
    )
    assert client.get(SESSION).json == response.json


def test_the_address_may_be_typed_in_capitals(app, grace):
    response = app.test_client().post(SESSION, json={"email": f" {grace.email.upper()} ", "password": PASSWORD})
    assert response.status_code == 201


def test_a_wrong_password_and_an_unknown_address_look_alike(app, grace):
    client = app.test_client()
    wrong = sign_in(client, grace, "wrong password!!")
    unknown = client.post(SESSION, json={"email": "nobody@example.fi", "password": PASSWORD})
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.json["detail"] == unknown.json["detail"]
    assert "Set-Cookie" not in wrong.headers


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"email": "a@example.fi"},
        {"password": PASSWORD},
        {"email": "a@example.fi", "password": PASSWORD, "link_token": "kl_x"},
        {"email": "a@example.fi", "password": ["x"]},
        {"email": "a@example.fi", "password": "p" * 201},
        {"email": "a@example.fi", "password": PASSWORD, "role": "owner"},
    ],
    ids=["nothing", "no password", "no address", "both ways", "list", "long", "unknown member"],
)
def test_half_a_sign_in_is_refused(app, given):
    assert app.test_client().post(SESSION, json=given).status_code == 422


def test_one_address_is_one_person_however_it_is_written(app, grace):
    with app.app_context(), writing(), pytest.raises(Conflict):
        create_staff(grace.email.upper())


def test_a_link_signs_in_once(app, grace):
    token = link_of(app, grace)
    first = app.test_client().post(SESSION, json={"link_token": token})
    assert (first.status_code, first.json["staff"]["email"]) == (201, grace.email)
    assert app.test_client().post(SESSION, json={"link_token": token}).status_code == 401


def test_a_newer_link_ends_the_older(app, grace):
    older, newer = link_of(app, grace), link_of(app, grace)
    assert app.test_client().post(SESSION, json={"link_token": older}).status_code == 401
    assert app.test_client().post(SESSION, json={"link_token": newer}).status_code == 201


def test_an_old_link_signs_nobody_in(app, grace):
    token = link_of(app, grace)
    with app.app_context(), writing():
        link = db.session.query(SignInLink).filter_by(staff_id=grace.staff_id).one()
        link.expires_at = now() - timedelta(seconds=1)
    assert app.test_client().post(SESSION, json={"link_token": token}).status_code == 401


def test_who_has_left_signs_in_by_neither_way(app, grace):
    token = link_of(app, grace)
    with app.app_context(), writing():
        db.session.get_one(Staff, grace.staff_id).is_active = False
    assert app.test_client().post(SESSION, json={"link_token": token}).status_code == 401
    assert sign_in(app.test_client(), grace).status_code == 401


def test_opening_a_link_in_a_browser_uses_nothing_up(app, grace):
    """Mail scanners open links: only the POST that the page sends counts."""
    token = link_of(app, grace)
    client = app.test_client()
    for path in ("/console/", f"/console/?token={token}", f"{SESSION}?link_token={token}"):
        client.get(path), client.head(path)
    assert client.post(SESSION, json={"link_token": token}).status_code == 201


@pytest.fixture
def throttled(fresh_database_url, tmp_path):
    app = make_app(database_url(fresh_database_url("sqlite")), tmp_path, limits=True, limit_sign_in="4/day")
    yield app
    dispose(app)


def test_guessing_is_slowed_by_account_whatever_address_it_comes_from(throttled):
    ada = make_person(throttled, make_site(throttled), "owner")
    statuses = [
        sign_in(throttled.test_client(), ada, "guess", environ_overrides={"REMOTE_ADDR": f"203.0.113.{n}"}).status_code
        for n in range(6)
    ]
    assert statuses == [401] * 4 + [429] * 2


def test_guessing_is_slowed_by_address_whatever_account_it_tries(throttled):
    client = throttled.test_client()
    statuses = [
        client.post(SESSION, json={"email": f"{uuid.uuid4().hex}@example.fi", "password": "guess"}).status_code
        for _ in range(6)
    ]
    assert statuses == [401] * 4 + [429] * 2


def test_guessing_the_code_behind_a_link_is_slowed_whatever_address_it_comes_from(throttled):
    token = link_of(throttled, make_person(throttled, make_site(throttled), "owner"))[:-1]
    statuses = [
        throttled.test_client()
        .post(SESSION, json={"link_token": token, "code": "1"}, environ_overrides={"REMOTE_ADDR": f"203.0.113.{n}"})
        .status_code
        for n in range(6)
    ]
    assert statuses == [401] * 4 + [429] * 2


def test_guessing_links_is_slowed_too(throttled):
    client = throttled.test_client()
    statuses = [client.post(SESSION, json={"link_token": f"kl_{n}"}).status_code for n in range(6)]
    assert statuses == [401] * 4 + [429] * 2
