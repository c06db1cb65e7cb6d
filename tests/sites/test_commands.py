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


@pytest.fixture
def linus(app, shop, run):
    """Linus owns the shop and has two tokens that read."""
    email = address()
    run("create", email, "--site", shop.key)
    tokens = [run("token", email, "--scope", "read", "--label", label).output.strip() for label in ("kassa", "varasto")]
    return email, tokens


def lets_in(app, token):
    return app.test_client().get(SESSION, headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_tokens_are_listed_without_their_secrets(app, run, linus):
    email, tokens = linus
    assert lets_in(app, tokens[1])
    first, second = run("tokens", email.upper()).output.splitlines()
    assert "kassa  read  last used: never" in first
    assert re.search(r"varasto  read  last used: \d{4}-\d\d-\d\d$", second)
    assert not [token for token in tokens if token in first + second]


def test_a_revoked_token_lets_nobody_in_and_the_others_still_do(app, run, linus):
    email, tokens = linus
    identifier = run("tokens", email).output.split()[0]
    assert run("revoke", identifier.upper()).output == f"Revoked: kassa of {email}.\n"
    assert [lets_in(app, token) for token in tokens] == [False, True]
    assert "varasto" in run("tokens", email).output
    assert "kassa" not in run("tokens", email).output
    assert run("revoke", identifier).exit_code == 1


def test_all_tokens_of_a_person_are_revoked_at_once(app, run, linus):
    email, tokens = linus
    assert run("revoke", email, "--all").output == "2 revoked.\n"
    assert not any(lets_in(app, token) for token in tokens)
    assert run("tokens", email).output == "No token.\n"


def test_half_an_id_that_fits_several_tokens_revokes_none(app, run, linus):
    email, tokens = linus
    result = run("revoke", run("tokens", email).output[:2])
    assert result.exit_code == 1
    assert "Write more of it" in result.output
    assert all(lets_in(app, token) for token in tokens)


def test_who_is_deactivated_gets_in_by_nothing_she_has(app, run, linus):
    email, tokens = linus
    browser = app.test_client()
    assert browser.post(SESSION, json={"link_token": token_in(run("link", email).output)}).status_code == 201
    link = token_in(run("link", email).output)
    assert run("deactivate", email).exit_code == 0
    assert not any(lets_in(app, token) for token in tokens)
    assert browser.get(SESSION).status_code == 401
    assert app.test_client().post(SESSION, json={"link_token": link}).status_code == 401
    assert f"flask staff activate {email}" in run("link", email).output


def test_who_is_activated_again_signs_in_by_a_new_link_and_her_tokens_stay_revoked(app, run, linus):
    email, tokens = linus
    run("deactivate", email)
    assert run("activate", email).exit_code == 0
    assert not any(lets_in(app, token) for token in tokens)
    token = token_in(run("link", email).output)
    assert app.test_client().post(SESSION, json={"link_token": token}).status_code == 201
