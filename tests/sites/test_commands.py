"""`flask staff …` on the data folder of a running server."""

import re
import uuid

import pytest

SESSION = "/api/v1/session"


@pytest.fixture
def run(app):
    def run(*words):
        return app.test_cli_runner().invoke(args=["staff", *words])

    return run


def address():
    return f"{uuid.uuid4().hex[:12]}@example.fi"


def token_in(output):
    return re.search(r"/console/#/welcome/(kl_\S+)", output)[1]


def test_create_prints_a_link_that_signs_in(app, shop, run):
    email = address()
    result = run("create", email, "--name", "Grace", "--role", "agent", "--site", shop.key)
    assert result.exit_code == 0, result.output
    assert f"{email} is agent of Puoti." in result.output
    session = app.test_client().post(SESSION, json={"link_token": token_in(result.output)})
    assert session.status_code == 201
    assert (session.json["staff"]["name"], session.json["must_set_password"]) == ("Grace", True)
    assert [(site["key"], site["role"]) for site in session.json["sites"]] == [(shop.key, "agent")]


def test_a_new_link_replaces_the_old(app, shop, run):
    email = address()
    old = token_in(run("create", email, "--site", shop.key).output)
    new = token_in(run("link", email.upper()).output)
    assert app.test_client().post(SESSION, json={"link_token": old}).status_code == 401
    assert app.test_client().post(SESSION, json={"link_token": new}).status_code == 201


def test_a_token_is_printed_once_and_works_with_its_scopes_alone(app, shop, run):
    email = address()
    run("create", email, "--site", shop.key)
    token = run("token", email, "--scope", "read", "--label", "kassa").output.strip()
    assert token.startswith("kt_")
    headers = {"Authorization": f"Bearer {token}"}
    client = app.test_client()
    assert client.get(f"/api/v1/feedback?site={shop.key}", headers=headers).status_code == 200
    assert client.post("/api/v1/sites", json={"name": "X"}, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["create", "not-an-address"], "is no e-mail address"),
        (["create", "a b@example.fi"], "is no e-mail address"),
        (["create", address(), "--site", "pk_missing"], "No site has the key pk_missing"),
        (["create", address(), "--role", "king"], "'king' is not one of"),
        (["link", "nobody@example.fi"], "flask staff create nobody@example.fi"),
        (["token", "nobody@example.fi", "--scope", "read"], "flask staff create nobody@example.fi"),
        (["token", "nobody@example.fi"], "Missing option '--scope'"),
    ],
    ids=["no address", "space", "no site", "no role", "nobody's link", "nobody's token", "no scope"],
)
def test_a_refusal_is_one_plain_line(run, words, told):
    result = run(*words)
    assert result.exit_code != 0
    assert told in result.output
    assert "Traceback" not in result.output


def test_a_refused_command_leaves_nothing(app, run):
    email = address()
    run("create", email, "--site", "pk_missing")
    assert "flask staff create" in run("link", email).output


def test_the_same_person_is_not_made_twice(run, shop):
    email = address()
    run("create", email, "--site", shop.key)
    again = run("create", email.upper(), "--site", shop.key)
    assert again.exit_code == 1
    assert f"flask staff link {email}" in again.output


def test_an_unknown_scope_is_refused_with_the_known_ones(run, shop):
    email = address()
    run("create", email, "--site", shop.key)
    result = run("token", email, "--scope", "everything")
    assert result.exit_code == 1
    assert "choose from read, reply, moderate, manage, submit; got everything" in result.output
