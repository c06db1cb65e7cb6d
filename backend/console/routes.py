from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request

from backend.accounts.credentials import current_credential, current_session
from backend.accounts.guards import staff
from backend.accounts.passwords import hash_password
from backend.accounts.second_factor import check_second_factor
from backend.accounts.sign_in import (
    change_profile,
    check_current_password,
    check_password,
    close_session,
    open_session,
    set_password,
    use_link,
)
from backend.console.files import console_manifest
from backend.console.schemas import NewPassword, ProfileChanges, SessionView, SignIn
from backend.console.session import drop_cookie, new_session_of, own_cookie, session_of, set_cookie
from backend.foundation.database import writing
from backend.foundation.errors import NotFound
from backend.foundation.files import IMMUTABLE, BuiltFile, file_response
from backend.foundation.guards import public, visitor
from backend.foundation.limits import limits
from backend.foundation.requests import answer, body, contract, json_response, transaction
from backend.foundation.signing import digest
from backend.settings import Settings

session_blueprint = Blueprint("session", __name__, url_prefix="/api/v1")
blueprint = Blueprint("console", __name__, url_prefix="/console", template_folder="templates")

CONSOLE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


@session_blueprint.get("/session")
@staff("read")
@answer(SessionView())
def get_session() -> dict[str, Any]:
    return session_of(current_credential())


# A password hash takes a quarter of a second: it is checked before the write transaction, which holds up all writers.
@session_blueprint.post("/session")
@visitor
@body(SignIn())
@answer(SessionView(), 201)
def post_session(given: dict[str, Any]) -> Response:
    limits().count_address(request.environ, "sign_in", "address")
    by_link = "link_token" in given
    # A code can be guessed from many addresses: who has the link is as counted as who has the password.
    whose = digest(given["link_token"]).hex() if by_link else given["email"].strip().lower()
    limits().count("sign_in", "link" if by_link else "account", whose)
    staff_id = None if by_link else check_password(given["email"], given["password"])
    with writing():
        staff_id = staff_id or use_link(given["link_token"])
        # A refusal rolls back, so that a link is not used up by it.
        check_second_factor(staff_id, given.get("code"))
        secret = open_session(staff_id, by_link, request.user_agent.string)
        view = SessionView().dump(new_session_of(staff_id, secret))
    return set_cookie(json_response(view, 201), secret)


@session_blueprint.patch("/session")
@staff("read")
@body(ProfileChanges())
@transaction
@answer(SessionView())
def patch_session(changes: dict[str, Any]) -> dict[str, Any]:
    change_profile(current_session(), changes)
    return session_of(current_credential())


@session_blueprint.put("/session/password")
@staff("read")
@body(NewPassword())
@answer(None, 204)
def put_password(given: dict[str, Any]) -> None:
    credential = current_session()
    limits().count("sign_in", "account", credential.email)
    check_current_password(credential, given["current_password"])
    password_hash = hash_password(given["password"])
    with writing():
        set_password(credential, password_hash, own_cookie())


contract(post_session).problems |= {401, 429, 503}
contract(patch_session).problems |= {404}
contract(put_password).problems |= {404, 429, 503}


@session_blueprint.delete("/session")
@staff("read")
@transaction
@answer(None, 204)
def delete_session() -> Response:
    secret = own_cookie()
    if secret:
        close_session(secret)
    return drop_cookie(Response(status=204))


@blueprint.get("")
@public
def redirect_to_console() -> Any:
    return redirect("/console/", 308)


@blueprint.get("/")
@public
def get_console() -> Response:
    settings: Settings = current_app.extensions["settings"]
    provider = settings.oidc_name if settings.oidc_issuer else None
    page = render_template("console.html", manifest=console_manifest(), prefix=settings.prefix, provider=provider)
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = CONSOLE_POLICY
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/f/<name>")
@public
def get_console_file(name: str) -> Response:
    files: dict[str, BuiltFile] = current_app.extensions["console_files"]
    if name not in files:
        raise NotFound("There is no such file. Load the console again.")
    return file_response(files[name], IMMUTABLE)
