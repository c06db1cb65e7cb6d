"""Who may call what: every staff route against every kind of caller. A new route is in the table by itself."""

import uuid
from dataclasses import dataclass

import pytest

from backend.accounts.credentials import SCOPES
from backend.foundation.requests import contract
from backend.sites.roles import ROLE_SCOPES
from tests.applications import make_person
from tests.customers.signing import Signer

# What a route needs beside its address to get as far as asking whose the thing is.
BODIES = {
    "post_site": {"name": "Uusi"},
    "patch_site": {"name": "Muutettu"},
    "patch_feedback": {"case": "open"},
    "post_message": {"text": "Vastaus", "visibility": "private"},
    "post_decision": {"verdict": "hide"},
    "post_stage": {"key": "after", "name": {"fi": "Jälkeen"}},
    "patch_stage": {"name": {"fi": "Muutettu"}},
    "post_touchpoint": {
        "key": "shelf",
        "stage": "use",
        "name": {"fi": "Hylly"},
        "questions": [{"key": "rating", "kind": "stars", "text": {"fi": "?"}}],
    },
    "patch_touchpoint": {"name": {"fi": "Muutettu"}},
    "patch_session": {"name": "Ada"},
    "put_sentiment": {"label": "negative"},
    "put_password": {"password": "a new long password"},
    "put_second_factor": {"code": "123456"},
    "post_recovery_codes": {"code": "123456"},
    "post_second_factor_removal": {"code": "123456"},
    "post_invitation": {"email": "uusi@example.fi", "role": "agent"},
    "patch_member": {"role": "agent"},
    "post_change": {"title": "Uusi kassa"},
    "patch_change": {"kind": "price"},
    "put_baseline": {"since": "2026-01-05", "until": "2026-02-01"},
    "put_merger": {"into": "SECOND_CUSTOMER"},
    "post_identity_secret": {},
    "post_token": {"label": "Kassa", "scopes": ["read"]},
}
# Everyone's own: no site is asked for.
OWN = {"get_session", "patch_session", "put_password", "delete_session", "post_site", "list_sites"} | {
    "get_second_factor",
    "post_second_factor",
    "put_second_factor",
    "post_recovery_codes",
    "post_second_factor_removal",
    "list_sessions",
    "delete_own_session",
    "list_tokens",
    "post_token",
    "delete_token",
    "delete_own_membership",
}


@dataclass(frozen=True)
class Route:
    name: str
    method: str
    rule: str
    scope: str
    by_site: bool

    def call(self, caller, ids, site, **options):
        """Call it as `caller` about things with these ids, or about this site."""
        path = self.rule.removeprefix("/api/v1")
        for name, value in {**MISSING, **ids}.items():
            path = path.replace(f"<uuid:{name}>", str(value))
        if self.by_site:
            path += f"?site={site}"
        known = {**MISSING, **ids}
        body = {name: known.get(str(value), value) for name, value in BODIES.get(self.name, {}).items()}
        json = {"json": body} if self.method in {"POST", "PATCH", "PUT"} else {}
        return caller.call(self.method, path, **json, **options)


def routes_of(app):
    for rule in app.url_map.iter_rules():
        promise = contract(app.view_functions[rule.endpoint])
        if promise.guard != "staff":
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            by_site = promise.query is not None and "site" in promise.query.fields
            yield Route(rule.endpoint.partition(".")[2], method, rule.rule, promise.scope, by_site)


@pytest.fixture
def routes(app):
    return list(routes_of(app))


def ids_of(shop, owner):
    colleague = owner.post(
        f"/sites/{shop.id}/invitations", json={"email": f"{uuid.uuid4()}@example.fi", "role": "viewer"}
    )
    journey = {kind: owner.get(f"/{kind}?site={shop.key}").json["items"][0]["id"] for kind in ("stages", "touchpoints")}
    return {
        "site_id": str(shop.id),
        "stage_id": journey["stages"],
        "touchpoint_id": journey["touchpoints"],
        "feedback_id": shop.leave(comment="Jotain")["feedback_id"],
        "staff_id": colleague.json["member"]["id"],
        "change_id": owner.post(f"/changes?site={shop.key}", json={"title": "Uusi kassa"}).json["id"],
        **customers_of(shop, owner),
    }


def customers_of(shop, owner):
    """Two customers of one account; the second is named in bodies."""
    signer = Signer(shop, owner)
    signer.leave("c-1", account="a-1"), signer.leave("c-2", account="a-1")
    second, first = owner.get(f"/customers?site={shop.key}").json["items"]
    return {"customer_id": first["id"], "SECOND_CUSTOMER": second["id"], "account_id": first["account"]["id"]}


THINGS = (
    *("site_id", "stage_id", "touchpoint_id", "feedback_id", "session_id", "token_id", "staff_id"),
    *("change_id", "customer_id", "account_id", "SECOND_CUSTOMER"),
)
MISSING = {name: str(uuid.uuid4()) for name in THINGS}


def test_every_route_of_staff_stands_under_the_api_and_needs_a_scope_there_is(routes):
    assert len(routes) >= 20
    for route in routes:
        assert route.rule.startswith("/api/v1/")
        assert route.scope in SCOPES
        assert route.method == "GET" or route.scope != "read" or route.name in OWN, f"{route} changes things"


def test_nobody_gets_in_without_a_credential(app, shop, ada, routes):
    ids = ids_of(shop, ada)
    stranger = app.test_client()
    for route in routes:
        path = route.rule
        for name, value in {**MISSING, **ids}.items():
            path = path.replace(f"<uuid:{name}>", value)
        response = stranger.open(path, method=route.method, json=BODIES.get(route.name))
        assert (response.status_code, response.json["code"]) == (401, "not_signed_in"), route
        assert response.headers["WWW-Authenticate"].startswith("Bearer"), route


def test_a_token_without_the_scope_gets_403_for_every_route(app, shop, ada, routes):
    ids = ids_of(shop, ada)
    for route in routes:
        lacking = make_person(app, shop, "owner", [scope for scope in SCOPES if scope != route.scope])
        response = route.call(lacking, ids, shop.key)
        assert (response.status_code, response.json["code"]) == (403, "forbidden"), route


@pytest.mark.parametrize("role", ["viewer", "agent", "manager"])
def test_a_role_reaches_as_far_as_it_says_whatever_its_token_carries(app, shop, ada, routes, role):
    ids = ids_of(shop, ada)
    member = make_person(app, shop, role)
    for route in sorted(routes, key=lambda route: route.method == "DELETE"):
        if route.name in OWN:
            continue
        response = route.call(member, ids, shop.key)
        if route.scope in ROLE_SCOPES[role]:
            assert response.status_code < 400 or response.status_code == 409, (route, response.text)
        else:
            assert (response.status_code, response.json["code"]) == (403, "forbidden"), route


def test_anothers_things_and_missing_things_look_alike(shop, ada, mallory, routes):
    """Mallory owns another site: by no answer may she learn what exists here."""
    ids = ids_of(shop, ada)
    for route in routes:
        if route.name in OWN or not (route.by_site or "<" in route.rule):
            continue
        foreign = route.call(mallory, ids, shop.key)
        missing = route.call(mallory, MISSING, "pk_missing")
        assert (foreign.status_code, foreign.json["code"]) == (404, "not_found"), route
        assert shape(foreign) == shape(missing), route


def shape(response):
    return response.status_code, {name: value for name, value in response.json.items() if name != "request_id"}


def test_who_works_nowhere_sees_nothing(app, shop, ada, routes):
    ids, nobody = ids_of(shop, ada), make_person(app, None, "viewer")
    for route in routes:
        if route.name in OWN:
            continue
        response = route.call(nobody, ids, shop.key)
        assert response.status_code == 404, route
    assert nobody.get("/sites").json["items"] == []
    assert nobody.get("/feedback").json["items"] == []


def test_a_site_is_named_by_key_or_by_id(shop, ada):
    assert ada.get(f"/stages?site={shop.key}").json == ada.get(f"/stages?site={shop.id}").json


def test_a_person_of_two_sites_sees_both_and_filters_one(app, shop, other_shop, ada):
    from backend.foundation.database import db, writing
    from backend.sites.manage import add_member
    from backend.sites.models import Site

    with app.app_context(), writing():
        add_member(db.session.get_one(Site, other_shop.id), ada.staff_id, "viewer")
    here, there = shop.leave(comment="Täällä"), other_shop.leave(comment="Tuolla")
    assert {row["comment"] for row in ada.get("/feedback").json["items"]} == {"Täällä", "Tuolla"}
    assert [row["comment"] for row in ada.get(f"/feedback?site={shop.key}").json["items"]] == ["Täällä"]
    decision = {"verdict": "publish"}
    assert ada.post(f"/feedback/{here['feedback_id']}/decisions", json=decision).status_code == 201
    assert ada.post(f"/feedback/{there['feedback_id']}/decisions", json=decision).status_code == 403
