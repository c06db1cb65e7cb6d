"""The session the staff page works in: its cookie, its token against forgery, its end."""

from backend.accounts.models import StaffSession
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.settings import database_url
from tests.applications import dispose, make_app
from tests.console.signing_in import SESSION, sign_in


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


def test_secrets_are_stored_as_digests_only(app, grace):
    client = app.test_client()
    sign_in(client, grace)
    secret = client.get_cookie("kohtaamo").value
    with app.app_context():
        session = db.session.query(StaffSession).filter_by(staff_id=grace.staff_id).one()
        assert len(session.digest) == 32
        assert secret.encode() not in session.digest
