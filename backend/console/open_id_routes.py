"""The way to the sign-in provider and back. Browsers come here by links, so these are GETs that lead to a session."""

from flask import Blueprint, Response, current_app, redirect, request

from backend.accounts.credentials import over_https
from backend.accounts.open_id import BEGUN_LASTS, begin_open_id, finish_open_id, staff_of
from backend.accounts.sign_in import open_session
from backend.console.session import set_cookie
from backend.foundation.database import writing
from backend.foundation.errors import Problem
from backend.foundation.guards import visitor
from backend.foundation.limits import limits

open_id_blueprint = Blueprint("open_id", __name__, url_prefix="/console/provider")

KEPT = "kohtaamo-away"


@open_id_blueprint.get("")
@visitor
def go_to_provider() -> Response:
    try:
        limits().count_address(request.environ, "sign_in", "provider")
        address, kept = begin_open_id(_callback())
    except Problem as fault:
        return _back(fault.code)
    response = _redirect(address)
    # Lax: the browser comes back from another site, and a strict cookie would stay behind.
    response.set_cookie(
        KEPT, kept, max_age=BEGUN_LASTS, path="/console/provider", secure=over_https(), httponly=True, samesite="Lax"
    )
    return response


@open_id_blueprint.get("/back")
@visitor
def come_from_provider() -> Response:
    try:
        limits().count_address(request.environ, "sign_in", "back")
        given = (request.args.get("state", ""), request.args.get("code", ""))
        identity = finish_open_id(_callback(), request.cookies.get(KEPT, ""), *given)
        with writing():
            secret = open_session(staff_of(identity), by_link=False, agent=request.user_agent.string)
    except Problem as fault:
        return _back(fault.code)
    return set_cookie(_back(), secret)


def _callback() -> str:
    return f"{current_app.extensions['settings'].address}/console/provider/back"


def _back(fault: str = "") -> Response:
    """To the console, which says what went wrong."""
    response = _redirect(f"/console/#/sign-in/{fault}" if fault else "/console/")
    if KEPT in request.cookies:
        response.delete_cookie(KEPT, path="/console/provider", secure=over_https(), httponly=True, samesite="Lax")
    return response


def _redirect(address: str) -> Response:
    response = redirect(address, 303)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response  # type: ignore[return-value]
