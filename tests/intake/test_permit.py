"""Who may submit: the site's own pages by exact origin, and programs by token."""

from datetime import timedelta

import pytest

from backend.accounts.models import ApiToken, Staff
from backend.foundation.clock import now, travel
from backend.foundation.database import db, writing
from backend.foundation.signing import digest
from backend.settings import database_url
from tests.applications import dispose, make_app, make_person, make_site


@pytest.fixture(scope="module")
def quiet_shop(app):
    """A shop at which nothing is ever stored: whatever is refused may share it."""
    return make_site(app)


@pytest.fixture(scope="module")
def quiet_ada(app, quiet_shop):
    return make_person(app, quiet_shop, "owner")


def program(shop, person, **options):
    return shop.send(origin=None, headers={"Authorization": f"Bearer {person.token}"}, **options)


def is_empty(ada, shop):
    return ada.get(f"/feedback?site={shop.key}").json["items"] == []


@pytest.mark.parametrize(
    "origin",
    [
        "https://shop.example.fi.evil.example",
        "https://evilshop.example.fi",
        "https://www.shop.example.fi",
        "https://example.fi",
        "null",
        "https://shop.example.fi:8443",
        "http://shop.example.fi",
        "https://shop.example.fi@evil.example",
        "https://ada:pw@shop.example.fi",
        "https://shop.example.fi/",
        "https://shop.example.fi/path",
        "https://shop.example.fi?x",
        "https://shop.example.fi#x",
        "https://shop.example.fi https://evil.example",
        "https://shop.example.fi, https://evil.example",
        "https://shop.example.fi.",
        "https://shop%2Eexample.fi",
        "https:shop.example.fi",
        "//shop.example.fi",
        "shop.example.fi",
        "file://",
        "*",
        " https://shop.example.fi",
        "https://shop.example.fi:0443x",
        "https://sh\u00f6p.example.fi",
    ],
)
def test_another_origin_is_refused(quiet_shop, quiet_ada, origin):
    response = quiet_shop.send(origin=origin)
    assert (response.status_code, response.json["code"]) == (403, "origin_refused")
    assert is_empty(quiet_ada, quiet_shop)


@pytest.mark.parametrize(
    "origin",
    ["https://shop.example.fi", "https://shop.example.fi:443", "HTTPS://Shop.Example.FI", "http://localhost"],
    ids=["the same", "default port", "case", "this service's own pages"],
)
def test_the_same_origin_is_allowed(shop, origin):
    assert shop.send(origin=origin).status_code == 201


def test_no_origin_and_no_token_is_refused(quiet_shop):
    response = quiet_shop.send(origin=None)
    assert (response.status_code, response.json["code"]) == (403, "origin_refused")
    assert "API token" in response.json["detail"]


def test_an_origin_of_another_site_is_refused(app, shop):
    elsewhere = make_site(app, allowed_origins=["https://elsewhere.example"])
    assert shop.send(origin="https://elsewhere.example").status_code == 403
    assert elsewhere.send(origin="https://shop.example.fi").status_code == 403


def test_an_origin_taken_off_the_list_is_refused_at_once(shop, ada):
    assert shop.send().status_code == 201
    site_id = ada.get("/sites").json["items"][0]["id"]
    assert ada.patch(f"/sites/{site_id}", json={"allowed_origins": []}).status_code == 200
    assert shop.send().status_code == 403


def test_a_program_submits_with_a_token_instead_of_an_origin(shop, person, ada):
    response = program(shop, person("manager", ["submit"]))
    assert response.status_code == 201
    assert not is_empty(ada, shop)


def test_a_token_without_the_scope_is_refused(shop, person, ada):
    response = program(shop, person("owner", ["read", "manage"]))
    assert (response.status_code, response.json["code"]) == (403, "forbidden")
    assert is_empty(ada, shop)


@pytest.mark.parametrize("role", ["agent", "viewer"])
def test_a_role_that_may_not_submit_is_refused(shop, person, ada, role):
    assert program(shop, person(role, ["submit"])).status_code in {401, 403}
    assert is_empty(ada, shop)


def test_a_token_of_another_site_is_refused_even_from_an_allowed_origin(shop, mallory, ada):
    response = shop.send(headers={"Authorization": f"Bearer {mallory.token}"})
    assert (response.status_code, response.json["code"]) == (401, "not_signed_in")
    assert is_empty(ada, shop)


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer ", "Bearer kt_unknown", "Bearer  kt_x", "Basic YTpi", "kt_x", "Bearer kt_" + "a" * 5000],
    ids=["no token", "empty", "unknown", "two spaces", "basic", "no kind", "long"],
)
def test_a_credential_that_is_none_is_refused_and_the_origin_does_not_save_it(quiet_shop, header):
    response = quiet_shop.send(headers={"Authorization": header})
    assert (response.status_code, response.json["code"]) == (401, "not_signed_in")
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_token_stops_at_the_next_call(app, shop, person):
    seller = person("manager", ["submit"])
    assert program(shop, seller).status_code == 201
    with app.app_context(), writing():
        token = db.session.query(ApiToken).filter_by(digest=digest(seller.token)).one()
        token.revoked_at = now()
    assert program(shop, seller).status_code == 401


def test_an_expired_token_is_refused(app, shop, person):
    seller = person("manager", ["submit"])
    with app.app_context(), writing():
        token = db.session.query(ApiToken).filter_by(digest=digest(seller.token)).one()
        token.expires_at = now() + timedelta(days=1)
    assert program(shop, seller).status_code == 201
    with travel(timedelta(days=2)):
        assert program(shop, seller).status_code == 401


def test_a_person_who_left_takes_her_tokens_with_her(app, shop):
    seller = make_person(app, shop, "owner")
    with app.app_context(), writing():
        db.session.get_one(Staff, seller.staff_id).is_active = False
    assert program(shop, seller).status_code == 401


def test_a_session_cookie_is_no_leave_to_submit(quiet_shop):
    quiet_shop.client.set_cookie("kohtaamo", "ks_whatever")
    assert quiet_shop.send(origin=None).status_code == 403


def test_with_a_public_address_no_host_header_makes_another_origin_ours(database, tmp_path):
    app = make_app(database_url(database), tmp_path, public_url="https://kohtaamo.example.fi")
    shop = make_site(app)
    base = {"base_url": "https://evil.example"}
    assert shop.send(origin="https://evil.example", **base).status_code == 403
    assert shop.send(origin="http://localhost").status_code == 403
    assert shop.send(origin="https://kohtaamo.example.fi").status_code == 201
    dispose(app)


def test_a_site_with_letters_of_its_own_is_known_by_the_name_browsers_send(app):
    shop = make_site(app, allowed_origins=[])
    ada = make_person(app, shop, "owner")
    changed = ada.patch(f"/sites/{shop.id}", json={"allowed_origins": ["https://mäkelä.fi"]})
    assert changed.json["allowed_origins"] == ["https://xn--mkel-load.fi"]
    assert shop.send(origin="https://xn--mkel-load.fi").status_code == 201
    assert shop.send(origin="https://makela.fi").status_code == 403
