"""A person's own credentials: second factor, sessions, API tokens. Only from a signed-in browser, never by a token."""

from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_session
from backend.accounts.guards import staff
from backend.accounts.invite import make_token
from backend.accounts.models import Staff
from backend.accounts.revoke import close_own_session, revoke_own_token, tokens_of
from backend.accounts.schemas import (
    Code,
    NewToken,
    OwnSessionPage,
    RecoveryCodes,
    SecondFactorSecret,
    SecondFactorState,
    ShownToken,
    TokenPage,
)
from backend.accounts.second_factor import (
    SecondFactorNeeded,
    begin_second_factor,
    check_second_factor,
    confirm_second_factor,
    has_second_factor,
    recovery_codes_left,
    remove_second_factor,
    renew_recovery_codes,
)
from backend.accounts.sign_in import sessions_of
from backend.foundation.database import db, writing
from backend.foundation.errors import NotFound, invalid_param
from backend.foundation.limits import limits
from backend.foundation.pages import Page
from backend.foundation.requests import answer, body, contract, transaction

blueprint = Blueprint("accounts", __name__, url_prefix="/api/v1")


@blueprint.get("/session/second-factor")
@staff("read")
@answer(SecondFactorState())
def get_second_factor() -> dict[str, Any]:
    staff_id = current_session().staff_id
    return {"is_on": has_second_factor(staff_id), "recovery_codes_left": recovery_codes_left(staff_id)}


# None of the deeds below is a @transaction: an idempotency record would keep the secret that is shown once.
@blueprint.post("/session/second-factor")
@staff("read")
@answer(SecondFactorSecret(), 201)
def post_second_factor() -> Any:
    credential = current_session()
    with writing():
        return begin_second_factor(db.session.get_one(Staff, credential.staff_id))


@blueprint.put("/session/second-factor")
@staff("read")
@body(Code())
@answer(RecoveryCodes())
def put_second_factor(given: dict[str, Any]) -> dict[str, Any]:
    staff_id = _who_tries()
    with writing():
        return {"recovery_codes": confirm_second_factor(staff_id, given["code"])}


@blueprint.post("/session/second-factor/recovery-codes")
@staff("read")
@body(Code())
@answer(RecoveryCodes(), 201)
def post_recovery_codes(given: dict[str, Any]) -> dict[str, Any]:
    staff_id = _who_tries()
    with writing():
        _check(staff_id, given["code"])
        return {"recovery_codes": renew_recovery_codes(staff_id)}


@blueprint.post("/session/second-factor/removals")
@staff("read")
@body(Code())
@answer(None, 204)
def post_second_factor_removal(given: dict[str, Any]) -> None:
    staff_id = _who_tries()
    with writing():
        _check(staff_id, given["code"])
        remove_second_factor(staff_id)


@blueprint.get("/sessions")
@staff("read")
@answer(OwnSessionPage())
def list_sessions() -> Page:
    credential = current_session()
    return Page(sessions_of(credential), None)


@blueprint.delete("/sessions/<uuid:session_id>")
@staff("read")
@transaction
@answer(None, 204)
def delete_own_session(session_id: UUID) -> None:
    close_own_session(current_session(), session_id)


@blueprint.get("/tokens")
@staff("read")
@answer(TokenPage())
def list_tokens() -> Page:
    return Page(tokens_of(db.session.get_one(Staff, current_session().staff_id)), None)


@blueprint.post("/tokens")
@staff("read")
@body(NewToken())
@answer(ShownToken(), 201)
def post_token(given: dict[str, Any]) -> dict[str, Any]:
    credential = current_session()
    with writing():
        owner = db.session.get_one(Staff, credential.staff_id)
        token, secret = make_token(owner, given["scopes"], given["label"], given["days"])
        return {**{name: getattr(token, name) for name in TOKEN_MEMBERS}, "token": secret}


@blueprint.delete("/tokens/<uuid:token_id>")
@staff("read")
@transaction
@answer(None, 204)
def delete_token(token_id: UUID) -> None:
    revoke_own_token(current_session(), token_id)


TOKEN_MEMBERS = ("id", "label", "scopes", "created_at", "expires_at", "last_used_at")
contract(get_second_factor).problems |= {404}
contract(post_second_factor).problems |= {404, 409, 503}
contract(put_second_factor).problems |= {404, 409, 429, 503}
contract(post_recovery_codes).problems |= {404, 429, 503}
contract(post_second_factor_removal).problems |= {404, 429, 503}
contract(list_sessions).problems |= {404}
contract(list_tokens).problems |= {404}
contract(post_token).problems |= {404, 409, 503}


def _who_tries() -> UUID:
    """Whose code this is meant to be; six digits can be guessed, so the tries are counted."""
    credential = current_session()
    limits().count("sign_in", "code", credential.staff_id.hex)
    return credential.staff_id


def _check(staff_id: UUID, code: str) -> None:
    """Raises unless two-step sign-in is on and this is a code of it. A wrong one is no reason to sign anybody out."""
    if not has_second_factor(staff_id):
        raise NotFound("Two-step sign-in is not on.")
    try:
        check_second_factor(staff_id, code)
    except SecondFactorNeeded as fault:
        raise invalid_param("code", "invalid", fault.detail) from None
