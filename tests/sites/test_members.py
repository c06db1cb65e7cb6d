"""Who works on a site: invitations that cannot become a way into somebody else's account, roles, and who stays."""

import contextlib
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.accounts.models import Staff
from backend.foundation.database import db, writing
from backend.sites import invite as invite_verbs
from tests.applications import make_person


def address():
    return f"{uuid.uuid4().hex[:12]}@example.fi"


def invite(person, shop, email, role="agent", **more):
    return person.post(f"/sites/{shop.id}/invitations", json={"email": email, "role": role, **more})


def token_in(response):
    return response.json["link"].rpartition("/")[2]


def members(person, shop):
    return {item["email"]: item["role"] for item in person.get(f"/staff?site={shop.key}").json["items"]}


def test_an_invited_person_comes_in_by_her_link_and_works_on_that_site_alone(app, shop, other_shop, ada):
    invited = invite(ada, shop, address(), name="Grace Hopper")
    assert invited.status_code == 201
    assert invited.json["member"]["name"] == "Grace Hopper"
    client = app.test_client()
    session = client.post("/api/v1/session", json={"link_token": token_in(invited)})
    assert session.status_code == 201
    assert [(site["key"], site["role"]) for site in session.json["sites"]] == [(shop.key, "agent")]
    assert client.post("/api/v1/session", json={"link_token": token_in(invited)}).status_code == 401


def test_a_link_into_an_account_that_exists_is_never_given_to_another_sites_manager(app, shop, ada, mallory):
    email = address()
    invite(ada, shop, email)
    theirs = mallory.get("/sites").json["items"][0]["id"]
    again = mallory.post(f"/sites/{theirs}/invitations", json={"email": email.upper(), "role": "agent"})
    assert (again.status_code, again.json["link"]) == (201, None)
    renewed = mallory.post(f"/sites/{theirs}/members/{again.json['member']['id']}/links")
    assert renewed.status_code == 409
    assert mallory.post(f"/sites/{shop.id}/members/{again.json['member']['id']}/links").status_code == 404


def test_an_invitation_that_got_lost_is_made_anew_until_she_has_come(app, shop, ada):
    first = invite(ada, shop, address())
    path = f"/sites/{shop.id}/members/{first.json['member']['id']}/links"
    second = ada.post(path)
    assert second.status_code == 201
    assert app.test_client().post("/api/v1/session", json={"link_token": token_in(first)}).status_code == 401
    with app.app_context(), writing():
        db.session.get_one(Staff, uuid.UUID(first.json["member"]["id"])).password_hash = "$argon2id$set"
    assert ada.post(path).status_code == 409


def test_nobody_is_invited_twice(shop, ada):
    email = address()
    invite(ada, shop, email)
    assert invite(ada, shop, email.upper()).status_code == 409


@pytest.mark.parametrize("wrong", [{"email": "grace"}, {"email": "a b@example.fi"}, {"role": "boss"}, {"scopes": []}])
def test_an_invitation_that_makes_no_sense_is_refused(shop, ada, wrong):
    assert (
        ada.post(f"/sites/{shop.id}/invitations", json={"email": address(), "role": "agent", **wrong}).status_code
        == 422
    )


def test_only_an_owner_decides_who_owns(app, shop, ada):
    manager = make_person(app, shop, "manager")
    assert invite(manager, shop, address(), "owner").status_code == 403
    assert invite(manager, shop, address(), "manager").status_code == 201
    assert manager.patch(f"/sites/{shop.id}/members/{manager.staff_id}", json={"role": "owner"}).status_code == 403
    assert manager.patch(f"/sites/{shop.id}/members/{ada.staff_id}", json={"role": "viewer"}).status_code == 403
    assert manager.delete(f"/sites/{shop.id}/members/{ada.staff_id}").status_code == 403
    assert ada.patch(f"/sites/{shop.id}/members/{manager.staff_id}", json={"role": "owner"}).status_code == 200


def test_the_last_owner_stays(app, shop, ada):
    mine = f"/sites/{shop.id}/members/{ada.staff_id}"
    assert ada.patch(mine, json={"role": "agent"}).status_code == 409
    assert ada.delete(mine).status_code == 409
    make_person(app, shop, "owner", name="Grace")
    assert ada.delete(mine).status_code == 204
    assert ada.get(f"/staff?site={shop.key}").status_code == 404


def test_who_is_let_go_sees_nothing_at_once(app, shop, ada):
    agent = make_person(app, shop, "agent")
    assert ada.delete(f"/sites/{shop.id}/members/{agent.staff_id}").status_code == 204
    assert agent.get(f"/feedback?site={shop.key}").status_code == 404
    assert agent.email not in members(ada, shop)


def test_an_agent_leaves_by_herself_but_sends_nobody_away(app, shop, ada):
    agent, other = make_person(app, shop, "agent"), make_person(app, shop, "viewer")
    assert agent.delete(f"/sites/{shop.id}/members/{other.staff_id}").status_code == 403
    assert agent.delete(f"/session/sites/{shop.id}").status_code == 204
    assert agent.email not in members(ada, shop)
    assert agent.delete(f"/session/sites/{shop.id}").status_code == 404


def test_a_change_of_role_holds_from_the_next_request(app, shop, ada):
    viewer = make_person(app, shop, "viewer")
    feedback = shop.leave(comment="Jotain")["feedback_id"]
    decide = lambda: viewer.post(f"/feedback/{feedback}/decisions", json={"verdict": "hide"})  # noqa: E731
    assert decide().status_code == 403
    assert ada.patch(f"/sites/{shop.id}/members/{viewer.staff_id}", json={"role": "agent"}).status_code == 200
    assert decide().status_code == 201


def test_an_owner_who_may_not_come_in_does_not_count(app, shop, ada):
    gone = make_person(app, shop, "owner", name="Grace")
    with app.app_context(), writing():
        db.session.get_one(Staff, gone.staff_id).is_active = False
    assert ada.delete(f"/session/sites/{shop.id}").status_code == 409
    assert ada.delete(f"/sites/{shop.id}/members/{gone.staff_id}").status_code == 204


@pytest.fixture
def at_one_moment(monkeypatch):
    """Two deeds that meet at this function of `invite` if nothing keeps them apart: their statuses, in order."""

    def both(name, *deeds):
        real, meeting = getattr(invite_verbs, name), threading.Barrier(2)

        def met(*arguments, **options):
            with contextlib.suppress(threading.BrokenBarrierError):
                meeting.wait(timeout=1)
            return real(*arguments, **options)

        monkeypatch.setattr(invite_verbs, name, met)
        with ThreadPoolExecutor() as pool:
            return sorted(done.status_code for done in pool.map(lambda deed: deed(), deeds))

    return both


def test_two_owners_who_leave_at_one_moment_do_not_both_leave(app, shop, ada, at_one_moment):
    grace = make_person(app, shop, "owner", name="Grace")
    leave = [lambda who=who: who.delete(f"/session/sites/{shop.id}") for who in (ada, grace)]
    assert at_one_moment("record", *leave) == [204, 409]


def test_two_who_invite_the_same_person_at_one_moment_are_told_so(app, shop, ada, at_one_moment):
    grace, email = make_person(app, shop, "owner", name="Grace"), address()
    both = [lambda who=who: invite(who, shop, email) for who in (ada, grace)]
    assert at_one_moment("add_member", *both) == [201, 409]
    assert members(ada, shop)[email] == "agent"
