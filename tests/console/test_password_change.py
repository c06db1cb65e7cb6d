"""A password is changed by its owner, and with it everything that the old one opened."""

import pytest

from tests.console.signing_in import PASSWORD, SESSION, link_of, sign_in


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
