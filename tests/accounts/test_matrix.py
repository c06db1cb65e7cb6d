"""Who may call what: the rows that the matrix needs of each route, and what is asked beside it.

The matrix itself, made from the URL map, is in tests/accounts/test_whole_matrix.py.
"""

import uuid
from dataclasses import dataclass

import pytest

from backend.accounts.credentials import SCOPES
from backend.events.models import Event
from backend.feedback.queries import find_feedback
from backend.foundation.database import db, writing
from backend.foundation.requests import contract
from backend.moderation.notices import report
from backend.notifications.models import GIVEN_UP, Mail
from tests.applications import make_person
from tests.customers.signing import Signer

# What a route needs beside its address to get as far as asking whose the thing is.
BODIES = {
    "post_site": {"name": "Uusi"},
    "patch_site": {"name": "Muutettu"},
    "patch_feedback": {"case": "open"},
    "post_message": {"text": "Vastaus", "visibility": "private"},
    "put_tags": {"tags": ["maksu"]},
    "put_duplicate": {"feedback_id": "0199d9a3-0000-7000-8000-000000000000"},
    "put_draft": {"text": "Luonnos", "visibility": "private"},
    "post_decision": {"verdict": "hide"},
    "post_thanks": {"text": "Kiitos!"},
    "post_recovery_outcome": {"outcome": "no_change"},
    "put_recovery_absence": {"away_until": None},
    "post_template": {"name": "Kiitos", "texts": {"fi": "Kiitos!"}},
    "patch_template": {"name": "Kiitos vielä"},
    "post_settlement": {"verdict": "keep", "statement": "Sallittu"},
    "post_bulk_decision": {"verdict": "hide", "all": True},
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
    "post_view": {"name": "Omat", "filters": {"case": ["new"]}},
    "patch_view": {"name": "Muutettu"},
    "put_password": {"password": "a new long password"},
    "put_second_factor": {"code": "123456"},
    "post_recovery_codes": {"code": "123456"},
    "post_second_factor_removal": {"code": "123456"},
    "post_invitation": {"email": "uusi@example.fi", "role": "agent"},
    "patch_member": {"role": "agent"},
    "post_change": {"title": "Uusi kassa"},
    "patch_change": {"kind": "price"},
    "post_improvement": {"title": {"fi": "Nopeampi kassa"}},
    "patch_improvement": {"state": "in_progress"},
    "post_group_members": {"all": True},
    "post_gathering": {"topic": "delivery", "improvement_id": "improvement_id"},
    "put_baseline": {"since": "2026-01-05", "until": "2026-02-01"},
    "put_merger": {"into": "SECOND_CUSTOMER"},
    "post_identity_secret": {},
    "post_customer_events": {
        "items": [{"key": "o-1", "customer": "c-1", "kind": "purchase", "occurred_at": "2026-11-01T12:00:00Z"}]
    },
    "post_customer_event_import": "key,customer,kind,occurred_at\no-2,c-1,purchase,2026-11-01",
    "put_digest": {"is_on": True},
    "post_share_link": {"since": "2026-10-01", "until": "2026-10-31", "language": "fi"},
    "put_topic": {"key": "delivery", "name": "Kuljetukset"},
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
    "put_digest",
    "post_view",
    "patch_view",
    "remove_view",
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
        return caller.call(self.method, path, **self.body(ids), **options)

    def body(self, ids):
        """The body of its row, naming these things; a text is a table."""
        row, known = BODIES.get(self.name, {}), {**MISSING, **ids}
        if isinstance(row, str):
            return {"data": row, "content_type": "text/csv"}
        if self.method not in {"POST", "PATCH", "PUT"}:
            return {}
        return {"json": {name: known.get(str(value), value) for name, value in row.items()}}


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
    template = owner.post(f"/templates?site={shop.key}", json=BODIES["post_template"])
    feedback_id = shop.leave(comment="Jotain")["feedback_id"]
    with shop.app.app_context(), writing():
        notice = report(find_feedback([shop.id], uuid.UUID(feedback_id)), "other", None, None)
        notice_id = str(notice.id)
        mail_id = given_up_letter(shop, uuid.UUID(feedback_id))
    bulk = owner.post(f"/bulk-decisions?site={shop.key}", json={"verdict": "spam", "ids": [feedback_id]})
    return {
        "bulk_id": bulk.json["id"],
        "notice_id": notice_id,
        "mail_id": mail_id,
        "template_id": template.json["id"],
        "site_id": str(shop.id),
        "stage_id": journey["stages"],
        "touchpoint_id": journey["touchpoints"],
        "feedback_id": feedback_id,
        "staff_id": colleague.json["member"]["id"],
        "link_id": owner.post(f"/share-links?site={shop.key}", json=BODIES["post_share_link"]).json["id"],
        "change_id": owner.post(f"/changes?site={shop.key}", json={"title": "Uusi kassa"}).json["id"],
        **improvement_of(shop, owner, feedback_id),
        "view_id": owner.post(f"/sites/{shop.id}/views", json=SHARED_VIEW).json["id"],
        **customers_of(shop, owner),
    }


def given_up_letter(shop, feedback_id):
    event = db.session.scalars(
        db.select(Event).where(Event.site_id == shop.id, Event.subject_id == feedback_id)
    ).first()
    db.session.add(Mail(event=event, kind="reply.sent", about_id=feedback_id, state=GIVEN_UP))
    return str(event.id)


def improvement_of(shop, owner, feedback_id):
    """One that is declined, so that those in its group can be told."""
    wish = {"title": {"fi": "Nopeampi kassa"}, "state": "declined"}
    made = owner.post(f"/improvements?site={shop.key}", json=wish).json["id"]
    grouped = owner.post(f"/improvements/{made}/members", json={"ids": [feedback_id]}).json
    return {"improvement_id": made, "grouping_id": grouped["id"]}


def customers_of(shop, owner):
    """Two customers of one account; the second is named in bodies."""
    signer = Signer(shop, owner)
    signer.leave("c-1", account="a-1"), signer.leave("c-2", account="a-1")
    second, first = owner.get(f"/customers?site={shop.key}").json["items"]
    return {"customer_id": first["id"], "SECOND_CUSTOMER": second["id"], "account_id": first["account"]["id"]}


SHARED_VIEW = {"name": "Kaikkien", "filters": {"case": ["new"]}, "is_shared": True}
THINGS = (
    *("site_id", "stage_id", "touchpoint_id", "feedback_id", "session_id", "token_id", "staff_id"),
    *("change_id", "template_id", "customer_id", "account_id", "SECOND_CUSTOMER", "view_id"),
)
THINGS = (*THINGS, "bulk_id", "notice_id", "improvement_id", "grouping_id")
THINGS = (*THINGS, "bulk_id", "notice_id", "link_id", "mail_id")
MISSING = {name: str(uuid.uuid4()) for name in THINGS}


def test_every_route_of_staff_stands_under_the_api_and_needs_a_scope_there_is(routes):
    assert len(routes) >= 20
    for route in routes:
        assert route.rule.startswith("/api/v1/")
        assert route.scope in SCOPES
        assert route.method == "GET" or route.scope != "read" or route.name in OWN, f"{route} changes things"


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
