"""The session the staff page works in: sign in, stay safe, sign out."""

import uuid
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from backend.accounts import passwords
from backend.accounts.invite import create_staff
from backend.accounts.models import Staff, StaffSession
from backend.accounts.sign_in import make_link
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.settings import database_url
from tests.applications import dispose, make_app, make_person, make_site

PASSWORD = "correct horse battery"
SESSION = "/api/v1/session"

# What makes a hash slow to guess would make these tests slow too; tests/accounts has the real one.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
HASH = QUICK.hash(PASSWORD)


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    monkeypatch.setattr(passwords, "_hasher", QUICK)
    monkeypatch.setattr(passwords, "_nobody", [])


@pytest.fixture
def grace(app, shop):
    """Grace, an agent of the shop, with a password."""
    grace = make_person(app, shop, "agent", name="Grace")
    with app.app_context(), writing():
        db.session.get_one(Staff, grace.staff_id).password_hash = HASH
    return grace


def link_of(app, person):
    with app.app_context(), writing():
        return make_link(db.session.get_one(Staff, person.staff_id))


def sign_in(client, person, password=PASSWORD, **options):
    return client.post(SESSION, json={"email": person.email, "password": password}, **options)


def test_a_password_opens_a_session(app, shop, grace):
    client = app.test_client()
    response = sign_in(client, grace)
    assert response.status_code == 201
    assert response.json["staff"]["email"] == grace.email
    assert response.json["must_set_password"] is False
    [site] = response.json["sites"]
    assert (site["key"], site["role"], site["scopes"]) == (shop.key, "agent", ["moderate", "read", "reply"])
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
    from backend.accounts.models import SignInLink

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


def test_the_cookie_is_for_this_host_alone_and_hidden_from_scripts(app, grace):
    cookie = sign_in(app.test_client(), grace).headers["Set-Cookie"]
    name, *flags = cookie.split("; ")
    assert name.startswith("kohtaamo=ks_")
    assert {"HttpOnly", "Path=/", "SameSite=Strict"} <= set(flags)
    assert "Secure" not in flags, "over plain http the browser would drop it"
    assert not [flag for flag in flags if flag.startswith("Domain")]


def test_a_forwarded_scheme_is_believed_from_a_trusted_proxy_only(app, grace, database, tmp_path):
    https = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
    assert "Secure" not in sign_in(app.test_client(), grace, headers=https).headers["Set-Cookie"]
    behind_proxy = make_app(database_url(database), tmp_path, trusted_hops=1)
    client = behind_proxy.test_client()
    cookie = sign_in(client, grace, headers=https).headers["Set-Cookie"]
    assert cookie.startswith("__Host-kohtaamo=")
    assert "Secure" in cookie
    dispose(behind_proxy)


def test_a_public_https_address_makes_the_cookie_secure_whatever_the_last_hop_speaks(app, grace, database, tmp_path):
    public = make_app(database_url(database), tmp_path, public_url="https://kohtaamo.example.fi")
    client = public.test_client()
    cookie = sign_in(client, grace).headers["Set-Cookie"]
    assert cookie.startswith("__Host-kohtaamo=")
    assert "Secure" in cookie
    assert client.get(SESSION, base_url="https://localhost").status_code == 200
    dispose(public)


def test_a_browser_must_send_the_csrf_token_to_change_anything(app, grace, shop):
    left = shop.leave(comment="Kysymys")
    client = app.test_client()
    token = sign_in(client, grace).json["csrf_token"]
    path = f"/api/v1/feedback/{left['feedback_id']}/messages"
    reply = {"text": "Vastaus", "visibility": "public"}
    for headers in ({}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": token[:-1]}, {"X-CSRF-Token": "ä" * 43}):
        response = client.post(path, json=reply, headers=headers)
        assert (response.status_code, response.json["code"]) == (403, "forbidden")
    assert client.post(path, json=reply, headers={"X-CSRF-Token": token}).status_code == 201


def test_another_sessions_csrf_token_is_no_use(app, grace):
    first, second = app.test_client(), app.test_client()
    sign_in(first, grace)
    token = sign_in(second, grace).json["csrf_token"]
    assert first.patch(SESSION, json={"name": "X"}, headers={"X-CSRF-Token": token}).status_code == 403


def test_a_program_needs_no_csrf_token(ada, shop):
    assert ada.patch(f"/sites/{shop.id}", json={"name": "Kauppa"}).json["name"] == "Kauppa"


def test_a_token_changes_nobodys_profile(app, grace, person):
    reader = person("owner", ["read"], name="Linus")
    response = reader.patch("/session", json={"name": "Renamed"})
    assert (response.status_code, response.json["code"]) == (404, "not_found")
    assert reader.get("/session").json["staff"]["name"] == "Linus"
    client = app.test_client()
    headers = {"X-CSRF-Token": sign_in(client, grace).json["csrf_token"]}
    assert client.patch(SESSION, json={"name": "Grace H."}, headers=headers).json["staff"]["name"] == "Grace H."


def test_a_cookie_beside_a_bad_token_does_not_help(app, grace):
    client = app.test_client()
    sign_in(client, grace)
    assert client.get(SESSION, headers={"Authorization": "Bearer kt_wrong"}).status_code == 401


def test_signing_out_ends_the_session_everywhere(app, grace):
    client = app.test_client()
    csrf = sign_in(client, grace).json["csrf_token"]
    cookie = client.get_cookie("kohtaamo").value
    response = client.delete(SESSION, headers={"X-CSRF-Token": csrf})
    assert response.status_code == 204
    assert "Max-Age=0" in response.headers["Set-Cookie"]
    other = app.test_client()
    other.set_cookie("kohtaamo", cookie)
    assert other.get(SESSION).status_code == 401


def test_a_session_ends_by_itself(app, grace):
    client = app.test_client()
    sign_in(client, grace)
    with app.app_context(), writing():
        db.session.query(StaffSession).filter_by(staff_id=grace.staff_id).one().expires_at = now()
    assert client.get(SESSION).status_code == 401


def test_a_new_password_ends_the_other_sessions(app, grace):
    here, elsewhere = app.test_client(), app.test_client()
    csrf = sign_in(here, grace).json["csrf_token"]
    sign_in(elsewhere, grace)
    change = {"password": "a new long password", "current_password": PASSWORD}
    assert here.put(f"{SESSION}/password", json=change, headers={"X-CSRF-Token": csrf}).status_code == 204
    assert here.get(SESSION).status_code == 200
    assert elsewhere.get(SESSION).status_code == 401
    assert sign_in(app.test_client(), grace).status_code == 401
    assert sign_in(app.test_client(), grace, "a new long password").status_code == 201


def test_a_new_password_ends_the_links_that_still_lay_about(app, grace):
    client = app.test_client()
    csrf = sign_in(client, grace).json["csrf_token"]
    token = link_of(app, grace)
    change = {"password": "a new long password", "current_password": PASSWORD}
    assert client.put(f"{SESSION}/password", json=change, headers={"X-CSRF-Token": csrf}).status_code == 204
    assert app.test_client().post(SESSION, json={"link_token": token}).status_code == 401


@pytest.mark.parametrize("current", [None, "", "wrong password!!"], ids=["none", "empty", "wrong"])
def test_a_password_is_changed_only_by_who_knows_the_present_one(app, grace, current):
    client = app.test_client()
    csrf = sign_in(client, grace).json["csrf_token"]
    change = {"password": "a new long password", "current_password": current}
    response = client.put(f"{SESSION}/password", json=change, headers={"X-CSRF-Token": csrf})
    assert response.status_code == 422
    assert response.json["invalid_params"][0]["name"] == "current_password"


def test_who_came_by_link_sets_a_password_without_the_old_one(app, grace):
    client = app.test_client()
    csrf = client.post(SESSION, json={"link_token": link_of(app, grace)}).json["csrf_token"]
    response = client.put(f"{SESSION}/password", json={"password": "twelve chars"}, headers={"X-CSRF-Token": csrf})
    assert response.status_code == 204


def test_a_short_password_is_refused_and_a_token_has_none(app, grace, ada):
    client = app.test_client()
    csrf = sign_in(client, grace).json["csrf_token"]
    short = {"password": "eleven char", "current_password": PASSWORD}
    assert client.put(f"{SESSION}/password", json=short, headers={"X-CSRF-Token": csrf}).status_code == 422
    assert ada.call("PUT", "/session/password", json={"password": "a new long password"}).status_code == 404


def test_secrets_are_stored_as_digests_only(app, grace):
    client = app.test_client()
    sign_in(client, grace)
    secret = client.get_cookie("kohtaamo").value
    with app.app_context():
        session = db.session.query(StaffSession).filter_by(staff_id=grace.staff_id).one()
        assert len(session.digest) == 32
        assert secret.encode() not in session.digest


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


def test_guessing_links_is_slowed_too(throttled):
    client = throttled.test_client()
    statuses = [client.post(SESSION, json={"link_token": f"kl_{n}"}).status_code for n in range(6)]
    assert statuses == [401] * 4 + [429] * 2


def test_one_address_is_one_person_however_it_is_written(app, grace):
    from backend.foundation.errors import Conflict

    with app.app_context(), writing(), pytest.raises(Conflict):
        create_staff(grace.email.upper())
