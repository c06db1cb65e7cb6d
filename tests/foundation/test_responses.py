"""What every answer carries, whatever was asked and whatever came of it."""

import json
import uuid

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.routing import BuildError

from backend.foundation.requests import contract


def addresses(app):
    """One address for every rule of the URL map, with ids that belong to nothing."""
    for rule in app.url_map.iter_rules():
        filled = {
            name: str(uuid.uuid4()) if type(converter).__name__ == "UUIDConverter" else "nothing"
            for name, converter in rule._converters.items()
        }
        with app.test_request_context():
            try:
                yield rule, app.url_map.bind("localhost").build(rule.endpoint, filled, force_external=False)
            except BuildError:  # pragma: no cover
                pytest.fail(f"no address for {rule.rule}")


def test_every_answer_of_every_route_is_safe_to_open(app):
    client = app.test_client()
    for rule, address in addresses(app):
        for method in sorted((rule.methods or set()) - {"OPTIONS"}):
            response = client.open(address, method=method)
            told = response.headers
            place = f"{method} {rule.rule}"
            assert told["X-Content-Type-Options"] == "nosniff", place
            assert "default-src" in told["Content-Security-Policy"], place
            assert "unsafe" not in told["Content-Security-Policy"], place
            assert told["Referrer-Policy"] == "no-referrer", place
            assert told["X-Request-ID"], place
            assert told["Cross-Origin-Resource-Policy"] in {"same-origin", "cross-origin"}, place
            assert "Set-Cookie" not in told, place
            assert response.status_code < 500, place


def test_only_what_visitors_pages_call_is_open_to_other_origins(app):
    client = app.test_client()
    for rule, address in addresses(app):
        told = client.options(address, headers={"Origin": "https://evil.example"}).headers
        is_open = told.get("Access-Control-Allow-Origin") == "*"
        assert is_open == rule.rule.startswith("/w/"), rule.rule
        assert "Access-Control-Allow-Credentials" not in told, rule.rule


def test_errors_of_every_route_are_problems(app):
    client = app.test_client()
    for rule, address in addresses(app):
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            response = client.open(address, method=method, data=b"{", content_type="application/json")
            if response.status_code < 400:
                continue
            place = f"{method} {rule.rule}"
            if rule.endpoint.startswith("hosted") and response.mimetype == "text/html":
                continue  # a visitor without JavaScript reads her error as a page, in her language
            assert response.mimetype == "application/problem+json", place
            assert response.json["status"] == response.status_code, place
            assert response.json["request_id"] == response.headers["X-Request-ID"], place


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/nowhere", None, 404, "not_found"),
        ("GET", "/api/v1/nowhere", None, 404, "not_found"),
        ("GET", "/w/v1/threads/", None, 404, "not_found"),
        ("GET", "/api/v1/feedback/5", None, 404, "not_found"),
        ("GET", "/api/v1/feedback/", None, 404, "not_found"),
        ("DELETE", "/api/v1/feedback", None, 405, "method_not_allowed"),
        ("GET", "/w/v1/entries", None, 405, "method_not_allowed"),
        ("POST", "/healthz", None, 405, "method_not_allowed"),
        ("POST", "/w/v1/entries", b"<a/>", 415, "unsupported_media_type"),
    ],
)
def test_a_failure_is_told_in_one_shape(app, method, path, body, status, code):
    response = app.test_client().open(path, method=method, data=body)
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    problem = response.json
    assert set(problem) == {"type", "title", "status", "detail", "code", "request_id", "invalid_params"}
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["type"] == f"/api/problems#{code}"
    if status == 405:
        assert response.headers["Allow"]


def test_every_code_is_explained_where_its_type_points(app):
    page = app.test_client().get("/api/problems").text
    for code in ("not_found", "method_not_allowed", "internal", "bad_request", "erased", "origin_refused"):
        assert f'id="{code}"' in page, code


def test_a_request_id_is_kept_when_it_is_one_and_made_when_it_is_not(app):
    client = app.test_client()
    assert client.get("/healthz", headers={"X-Request-ID": "abc-12345678"}).headers["X-Request-ID"] == "abc-12345678"
    for sent in ("short", "x" * 65, "with space here", "<script>alert(1)</script>"):
        assert client.get("/healthz", headers={"X-Request-ID": sent}).headers["X-Request-ID"] != sent


def test_no_route_of_staff_changes_things_outside_a_transaction_by_accident(app):
    """Some know why: a password hash is slow and must not hold the write lock; an idempotency record would keep a
    secret that is shown once; reading marks a feedback at its first reading alone."""
    known = {"session.put_password", "session.post_session"}
    known |= {f"accounts.{name}" for name in ("post_second_factor", "put_second_factor", "post_recovery_codes")}
    known |= {"accounts.post_second_factor_removal", "accounts.post_token"}
    known |= {"customers.post_identity_secret", "customer_words.delete_customer"}
    known |= {"share.post_share_link"}
    known |= {"sites.post_invitation", "sites.post_member_link", "feedback.put_read"}
    for rule in app.url_map.iter_rules():
        promise = contract(app.view_functions[rule.endpoint])
        changes = (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
        if promise.guard == "staff" and changes:
            assert promise.transaction or rule.endpoint in known, rule.endpoint


def test_answers_are_json_that_keeps_every_script(shop, ada):
    left = shop.leave(comment="Ääkköset ja 👍")
    response = ada.get(f"/feedback/{left['feedback_id']}")
    assert response.content_type == "application/json"
    assert json.loads(response.data)["comment"] == "Ääkköset ja 👍"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("fault", [OperationalError, IntegrityError])
def test_whoever_changes_something_is_not_promised_that_a_broken_write_left_nothing(shop, ada, monkeypatch, fault):
    left = shop.leave(comment="Moi")

    def broken(*arguments, **options):
        raise fault("COMMIT", {}, Exception())

    monkeypatch.setattr("backend.moderation.routes.decide", broken)
    monkeypatch.setattr("backend.intake.routes.add_step", broken)
    monkeypatch.setattr("backend.conversations.routes.StaffView", broken)
    by_staff = ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "hide"})
    by_visitor = shop.step(left["id"], left["thread_key"], rating=1)
    read = ada.get(f"/feedback/{left['feedback_id']}")
    assert by_staff.status_code == by_visitor.status_code == read.status_code >= 500
    assert "It may not have been stored; look before you try again." in by_staff.json["detail"]
    assert "try again shortly, with the same id" in by_visitor.json["detail"]
    assert "stored" not in read.json["detail"]
