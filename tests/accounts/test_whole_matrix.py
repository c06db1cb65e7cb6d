"""The whole matrix, made from the URL map: every route × every caller × one's own, another's and what is nowhere.

What another has and what nobody has must be answered alike to the byte, or answers would tell what exists. A route
that is new needs its rows: its ids and body in tests/accounts/test_matrix.py, or its place in OPEN if it is nobody's.
"""

import re
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from backend.accounts.credentials import SCOPES
from backend.accounts.models import ApiToken
from backend.events.models import Event
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.requests import contract
from backend.foundation.signing import digest
from backend.sites.roles import ROLE_SCOPES, ROLES
from tests.accounts.test_matrix import BODIES, MISSING, OWN, ids_of, routes_of
from tests.applications import ORIGIN, Person, make_person

# Who may call these is no matter of staff, ids or roles; each has tests of its own beside its room.
OPEN = {
    "hosted_notices": {"get_notice", "post_notice_form"},
    "notices": {"post_notice"},
    "done": {"get_done"},
    "hosted_done": {"get_done_page"},
    "files": {"get_launcher", "get_frozen_launcher", "get_file"},
    "hosted": {"get_page_file", "get_form", "post_form"},
    "hosted_mail": {"get_stop", "post_stop"},
    "hosted_shared": {"get_shared"},
    "intake": {"post_entry", "post_seen"},
    "embed": {"get_config", "get_check", "list_published"},
    "console": {"redirect_to_console", "get_console", "get_console_file"},
    "session": {"post_session"},
    "open_id": {"go_to_provider", "come_from_provider"},
    "health": {"live", "ready"},
    "api_docs": {"get_openapi", "get_docs", "get_problems"},
    "demo": {"get_demo", "get_demo_help", "get_front"},
    "page_files": {"get_page_file"},
}
# Of those who hold a thread key: what such a route needs to get as far as asking for the conversation.
HELD = {
    "threads.post_follow_up": {"id": str(uuid.uuid4()), "text": "Lisää"},
    "threads.put_rating": {"value": 3},
    "intake.put_permission": {"granted": True},
    "intake.patch_entry": {"rating": 3},
}
NAMED = {"X-Request-ID": "matrix-12345"}  # so that two answers can be alike to the byte


@pytest.fixture
def routes(app):
    """What takes a thing away comes last, and what stands below another thing before that."""
    return sorted(routes_of(app), key=lambda route: (route.method == "DELETE", -route.rule.count("/")))


def told(response):
    """All that an answer tells, but for the moment."""
    headers = {name: value for name, value in response.headers.items() if name != "Date"}
    return response.status_code, headers, response.data


def with_token(app, person, **changed):
    """The person, whose token has come to this."""
    with app.app_context(), writing():
        db.session.execute(update(ApiToken).where(ApiToken.digest == digest(person.token)).values(**changed))
    return person


def bearer(app, secret):
    """Somebody who sends this as an API token."""
    return Person(app.test_client(), uuid.uuid4(), "", secret)


class Nobody(Person):
    """Sends no credential at all."""

    def call(self, method, path, **options):
        return self.client.open(f"/api/v1{path}", method=method, **options)


def happened(app, shop):
    """How much has happened on the site."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Event).where(Event.site_id == shop.id))


def three_ways(route, caller, ids, others, shop, other_shop):
    """The answers about this shop's things, another's, and things that are nowhere."""
    asked = ((ids, shop.key), (others, other_shop.key), (MISSING, "pk_missing"))
    return [route.call(caller, things, site, headers=dict(NAMED)) for things, site in asked]


def test_every_route_has_its_rows(app, routes):
    for rule in app.url_map.iter_rules():
        room, _, name = rule.endpoint.partition(".")
        if contract(app.view_functions[rule.endpoint]).guard == "staff" or "<thread_key>" in rule.rule:
            continue
        assert name in OPEN.get(room, set()) or rule.endpoint in HELD, f"{rule.endpoint}: give it its place in OPEN"
    for route in routes:
        for name in re.findall(r"<(?:\w+:)?(\w+)>", route.rule):
            assert name in MISSING, f"{route.rule}: add {name} to THINGS, and to ids_of what the shop has"


def test_every_body_in_the_rows_is_a_good_one(app):
    """Else its route refuses it before it asks whose the thing is, and the matrix proves nothing."""
    for rule in app.url_map.iter_rules():
        promise = contract(app.view_functions[rule.endpoint])
        if promise.guard != "staff" or promise.body is None:
            continue
        given = BODIES.get(rule.endpoint.partition(".")[2], {})
        known = {
            name: MISSING.get(str(value), value) if isinstance(value, str) else value for name, value in given.items()
        }
        assert promise.body.validate(known) == {}, f"{rule.endpoint}: give it a row in BODIES"


def test_without_a_valid_credential_every_answer_is_the_same(app, shop, other_shop, ada, mallory, routes):
    ids, others = ids_of(shop, ada), ids_of(other_shop, mallory)
    left = shop.leave(comment="Avain")
    before = happened(app, shop)
    callers = {
        "nobody": Nobody(app.test_client(), uuid.uuid4(), "", ""),
        "a visitor with her thread key": bearer(app, left["thread_key"]),
        "an expired token": with_token(app, make_person(app, shop, "owner"), expires_at=now() - timedelta(seconds=1)),
        "a revoked token": with_token(app, make_person(app, shop, "owner"), revoked_at=now()),
    }
    for name, caller in callers.items():
        for route in routes:
            answers = three_ways(route, caller, ids, others, shop, other_shop)
            assert {answer.status_code for answer in answers} == {401}, (name, route)
            assert told(answers[0]) == told(answers[1]) == told(answers[2]), (name, route)
            assert answers[0].headers["WWW-Authenticate"].startswith("Bearer")
    assert happened(app, shop) == before


def test_a_page_of_the_shop_is_no_member_of_its_staff(app, shop, ada, routes):
    ids, visitor = ids_of(shop, ada), Nobody(app.test_client(), uuid.uuid4(), "", "")
    for route in routes:
        assert route.call(visitor, ids, shop.key, headers={"Origin": ORIGIN}).status_code == 401, route


def test_without_the_scope_every_answer_is_the_same(app, shop, other_shop, ada, mallory, routes):
    ids, others = ids_of(shop, ada), ids_of(other_shop, mallory)
    before = happened(app, shop)
    lacking = {left: make_person(app, shop, "owner", [scope for scope in SCOPES if scope != left]) for left in SCOPES}
    for route in routes:
        answers = three_ways(route, lacking[route.scope], ids, others, shop, other_shop)
        assert {answer.status_code for answer in answers} == {403}, route
        assert told(answers[0]) == told(answers[1]) == told(answers[2]), route
    assert happened(app, shop) == before


@pytest.mark.parametrize("role", ROLES)
def test_to_a_member_of_another_site_what_exists_and_what_does_not_are_one(app, shop, other_shop, ada, routes, role):
    """By no answer, whatever her role there, may a stranger learn what exists here, and nothing may come of it."""
    ids, stranger = ids_of(shop, ada), make_person(app, other_shop, role, name="Mallory")
    before = happened(app, shop)
    for route in routes:
        if route.name in OWN or not (route.by_site or "<" in route.rule):
            continue
        foreign = route.call(stranger, ids, shop.key, headers=dict(NAMED))
        missing = route.call(stranger, MISSING, "pk_missing", headers=dict(NAMED))
        assert (foreign.status_code, foreign.json["code"]) == (404, "not_found"), (route, foreign.text)
        assert told(foreign) == told(missing), route
    assert happened(app, shop) == before


def test_another_sites_thing_below_ones_own_site_is_nowhere(app, shop, other_shop, ada, mallory, routes):
    """Where an address names two things, the first of which is one's own."""
    ids, others = ids_of(shop, ada), ids_of(other_shop, mallory)
    for route in routes:
        first, *further = re.findall(r"<\w+:(\w+)>", route.rule) or [""]
        if not further:
            continue
        foreign = route.call(ada, {**others, first: ids[first]}, shop.key, headers=dict(NAMED))
        missing = route.call(ada, {**MISSING, first: ids[first]}, shop.key, headers=dict(NAMED))
        assert foreign.status_code == 404, (route, foreign.text)
        assert told(foreign) == told(missing), route


@pytest.mark.parametrize("role", ROLES)
def test_a_role_reaches_as_far_as_it_says_whatever_its_token_carries(app, shop, ada, routes, role):
    ids, member = ids_of(shop, ada), make_person(app, shop, role)
    for route in routes:
        if route.name in OWN:
            continue
        response = route.call(member, ids, shop.key)
        if route.scope in ROLE_SCOPES[role]:
            assert response.status_code < 400 or response.status_code == 409, (route, response.text)
        else:
            assert (response.status_code, response.json["code"]) == (403, "forbidden"), route


def test_a_thread_key_that_is_nearly_right_opens_as_little_as_any_other(app, shop):
    left = shop.leave(comment="Salainen")
    entry, key = left["id"], left["thread_key"]
    nearly, other = key[:-1] + ("A" if key[-1] != "A" else "B"), "tk_" + "x" * (len(key) - 3)
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if "<thread_key>" not in rule.rule or not rule.rule.startswith("/w/v1/"):
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            body = {"json": HELD.get(rule.endpoint, {})} if method not in {"GET", "DELETE"} else {}
            paths = [rule.rule.replace("<thread_key>", tried) for tried in (nearly, other)]
            answers = [client.open(path, method=method, headers=NAMED, **body) for path in paths]
            assert answers[0].status_code == 404, (rule, answers[0].text)
            assert told(answers[0]) == told(answers[1]), rule
    theirs = shop.leave(comment="Toisen")["id"]
    paths = [f"/w/v1/entries/{tried}" for tried in (theirs, uuid.uuid4())]
    answers = [client.patch(path, json={"thread_key": key, "rating": 1}, headers=NAMED) for path in paths]
    assert answers[0].status_code == 404
    assert told(answers[0]) == told(answers[1])
    assert client.get(f"/w/v1/threads/{key}").json["id"] == entry
