"""Sign-in by a provider, against a small real one on loopback that signs its tokens."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from backend.settings import SettingsError, database_url, read_settings
from tests.applications import dispose, make_app, make_person

CLIENT, SECRET = "kohtaamo-test", "a secret of the client"
KEY = RSAKey.generate_key(2048, {"kid": "first"})


class Provider:
    """What a test may bend: `claims` go into the next token, `key` signs it; `codes` are those it has given out."""

    def __init__(self):
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send(provider.pages().get(self.path))

            def do_POST(self):
                sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.send(
                    provider.token(self.headers["Authorization"], {name: value[0] for name, value in sent.items()})
                )

            def send(self, value):
                self.send_response(404 if value is None else 200 if "error" not in value else 400)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(value or {}).encode())

            def log_message(self, *said): ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.claims, self.key, self.asked = {}, KEY, {}
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def pages(self):
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
            },
            "/keys": {"keys": [KEY.as_dict(private=False)]},
        }

    def sign_in(self, address):
        """What a person's browser brings back after she has signed in there."""
        self.asked = {name: value[0] for name, value in parse_qs(urlsplit(address).query).items()}
        return {"state": self.asked["state"], "code": "code-1"}

    def token(self, authorization, sent):
        expected = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".replace(" ", "%20").encode()).decode()
        challenge = (
            base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"].encode()).digest()).decode().rstrip("=")
        )
        plain = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if (
            authorization not in {expected, plain}
            or sent["code"] != "code-1"
            or challenge != self.asked["code_challenge"]
        ):
            return {"error": "invalid_grant"}
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": "grace-1", "nonce": self.asked["nonce"]}
        claims |= {"iat": int(time.time()), "exp": int(time.time()) + 300, "email_verified": True, **self.claims}
        return {
            "access_token": "x",
            "token_type": "Bearer",
            "id_token": jwt.encode({"alg": "RS256", "kid": "first"}, claims, self.key),
        }


@pytest.fixture
def provider():
    provider = Provider()
    yield provider
    provider.server.shutdown()
    provider.server.server_close()


@pytest.fixture
def service(database, provider, tmp_path):
    app = make_app(
        database_url(database), tmp_path, secret_key="k" * 40,
        oidc_issuer=provider.issuer, oidc_client_id=CLIENT, oidc_client_secret=SECRET,
    )  # fmt: skip
    yield app
    dispose(app)


@pytest.fixture
def grace(service, shop):
    return make_person(service, shop, "agent", name="Grace")


def away(client):
    response = client.get("/console/provider")
    assert response.status_code == 303, response.text
    return response.headers["Location"]


def back(client, **given):
    return client.get("/console/provider/back", query_string=given)


def is_in(client):
    return client.get("/api/v1/session").status_code == 200


def test_staff_signs_in_at_the_provider_and_works_here(service, provider, grace):
    provider.claims = {"email": grace.email.upper()}
    client = service.test_client()
    response = back(client, **provider.sign_in(away(client)))
    assert (response.status_code, response.headers["Location"]) == (303, "/console/")
    assert client.get("/api/v1/session").json["staff"]["email"] == grace.email
    assert provider.asked["code_challenge_method"] == "S256"
    assert provider.asked["redirect_uri"].endswith("/console/provider/back")


def test_she_is_known_by_the_providers_name_for_her_when_her_address_has_changed(service, provider, grace):
    provider.claims = {"email": grace.email}
    client = service.test_client()
    back(client, **provider.sign_in(away(client)))
    provider.claims = {"email": "grace.married@example.fi"}
    other = service.test_client()
    back(other, **provider.sign_in(away(other)))
    assert other.get("/api/v1/session").json["staff"]["email"] == grace.email


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@example.fi"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"aud": "another-client"},
        {"iss": "https://elsewhere.example.fi"},
        {"nonce": "another"},
        {"exp": 1},
        {"email": None},
    ],
    ids=str,
)
def test_whom_the_provider_does_not_vouch_for_as_staff_stays_outside(service, provider, grace, claims):
    provider.claims = {"email": grace.email, **claims}
    client = service.test_client()
    response = back(client, **provider.sign_in(away(client)))
    assert response.headers["Location"].startswith("/console/#/sign-in/")
    assert not is_in(client)


def test_a_token_signed_by_somebody_else_opens_nothing(service, provider, grace):
    provider.claims, provider.key = {"email": grace.email}, RSAKey.generate_key(2048, {"kid": "first"})
    client = service.test_client()
    back(client, **provider.sign_in(away(client)))
    assert not is_in(client)


def test_an_answer_that_this_browser_did_not_ask_for_signs_nobody_in(service, provider, grace):
    """Otherwise a page could sign its visitor in as somebody else."""
    provider.claims = {"email": grace.email}
    given = provider.sign_in(away(service.test_client()))
    other = service.test_client()
    assert back(other, **given).headers["Location"] == "/console/#/sign-in/not_signed_in"
    away(other)
    assert back(other, **given).headers["Location"] == "/console/#/sign-in/not_signed_in"
    assert not is_in(other)


def test_who_has_left_stays_outside(service, provider, grace):
    from backend.accounts.models import Staff
    from backend.foundation.database import db, writing

    with service.app_context(), writing():
        db.session.get_one(Staff, grace.staff_id).is_active = False
    provider.claims = {"email": grace.email}
    client = service.test_client()
    assert back(client, **provider.sign_in(away(client))).headers["Location"] == "/console/#/sign-in/forbidden"


def test_a_provider_that_does_not_answer_leaves_the_password(service, provider):
    provider.server.shutdown()
    provider.server.server_close()
    response = service.test_client().get("/console/provider")
    assert response.headers["Location"] == "/console/#/sign-in/unavailable"


def test_without_the_setting_there_is_no_such_way(app):
    assert app.test_client().get("/console/provider").headers["Location"] == "/console/#/sign-in/not_found"


@pytest.mark.parametrize("value", ["http://login.example.fi", "login.example.fi", "https://login.example.fi?x=1"])
def test_an_issuer_that_cannot_be_trusted_stops_the_start(value):
    with pytest.raises(SettingsError, match="KOHTAAMO_OIDC_ISSUER"):
        read_settings({"KOHTAAMO_OIDC_ISSUER": value})


def test_an_issuer_without_a_client_stops_the_start():
    with pytest.raises(SettingsError, match="CLIENT_SECRET"):
        read_settings({"KOHTAAMO_OIDC_ISSUER": "https://login.example.fi", "KOHTAAMO_OIDC_CLIENT_ID": "x"})


def test_an_address_that_was_given_to_somebody_else_opens_nothing_of_hers(service, provider, grace):
    provider.claims = {"email": grace.email}
    client = service.test_client()
    back(client, **provider.sign_in(away(client)))
    assert is_in(client)
    provider.claims = {"email": grace.email, "sub": "who-came-after-her"}
    other = service.test_client()
    assert back(other, **provider.sign_in(away(other))).headers["Location"] == "/console/#/sign-in/forbidden"
    assert not is_in(other)


def test_who_comes_back_may_have_another_name_at_the_provider(service, provider, grace):
    provider.claims = {"email": grace.email}
    first, second = service.test_client(), service.test_client()
    back(first, **provider.sign_in(away(first)))
    run = service.test_cli_runner().invoke
    for command in ("deactivate", "activate"):
        assert run(args=["staff", command, grace.email]).exit_code == 0
    provider.claims = {"email": grace.email, "sub": "grace-2"}
    back(second, **provider.sign_in(away(second)))
    assert is_in(second)


def test_no_link_is_made_into_the_account_of_who_comes_by_the_provider(service, provider, shop):
    """She has no password, yet she has come: a manager's new link would let him work in her name."""
    owner = make_person(service, shop, "owner")
    invited = owner.post(f"/sites/{shop.id}/invitations", json={"email": "joan@example.fi", "role": "agent"})
    provider.claims = {"email": "joan@example.fi", "sub": f"joan-{shop.key}"}
    client = service.test_client()
    back(client, **provider.sign_in(away(client)))
    assert is_in(client)
    member = invited.json["member"]["id"]
    assert owner.post(f"/sites/{shop.id}/members/{member}/links").status_code == 409
    [joan] = [one for one in owner.get(f"/staff?site={shop.key}").json["items"] if one["id"] == member]
    assert joan["has_come"] is True


def test_a_provider_may_end_its_name_with_a_slash(service, provider, grace):
    plain, provider.issuer = provider.issuer, provider.issuer + "/"
    pages = provider.pages()
    pages["/.well-known/openid-configuration"] |= {
        "authorization_endpoint": f"{plain}/authorize", "token_endpoint": f"{plain}/token", "jwks_uri": f"{plain}/keys",
    }  # fmt: skip
    provider.pages = lambda: pages
    provider.claims = {"email": grace.email}
    client = service.test_client()
    back(client, **provider.sign_in(away(client)))
    assert is_in(client)


@pytest.mark.parametrize("email", [["grace@example.fi"], 5, {}], ids=str)
def test_an_address_that_is_none_signs_nobody_in(service, provider, grace, email):
    provider.claims = {"email": email}
    client = service.test_client()
    assert back(client, **provider.sign_in(away(client))).headers["Location"] == "/console/#/sign-in/forbidden"


def test_who_comes_too_often_is_told_so_by_the_console(fresh_database_url, provider, tmp_path):
    app = make_app(
        database_url(fresh_database_url("sqlite")), tmp_path, limits=True, limit_sign_in="2/day",
        oidc_issuer=provider.issuer, oidc_client_id=CLIENT, oidc_client_secret=SECRET,
    )  # fmt: skip
    client = app.test_client()
    for path in ("/console/provider", "/console/provider/back"):
        told = [client.get(path).headers["Location"] for _ in range(3)]
        assert told[2] == "/console/#/sign-in/too_many_requests"
        assert told[1] != told[2]
    dispose(app)


def test_the_sign_in_page_knows_the_providers_name(service, app):
    assert 'data-provider="OpenID Connect"' in service.test_client().get("/console/").text
    assert "data-provider" not in app.test_client().get("/console/").text
