"""The session the staff page works in: who is signed in, and on which sites she may do what."""

from typing import Any
from uuid import UUID

from flask import Response, request

from backend.accounts.credentials import Credential, cookie_name, csrf_token_of, over_https
from backend.accounts.models import Staff
from backend.accounts.sign_in import SESSION_LASTS
from backend.foundation.database import db
from backend.sites.access import memberships
from backend.sites.roles import ROLE_SCOPES


def session_of(credential: Credential) -> dict[str, Any]:
    return session_view(db.session.get_one(Staff, credential.staff_id), credential.csrf_token, credential)


def new_session_of(staff_id: UUID, secret: str) -> dict[str, Any]:
    staff = db.session.get_one(Staff, staff_id)
    csrf_token = csrf_token_of(secret)
    credential = Credential(staff.id, staff.name, staff.email, staff.locale, frozenset(), csrf_token)
    return session_view(staff, csrf_token, credential)


def session_view(staff: Staff, csrf_token: str | None, credential: Credential) -> dict[str, Any]:
    sites = [
        {
            "id": membership.site.id,
            "key": membership.site.key,
            "name": membership.site.name,
            "timezone": membership.site.timezone,
            "role": membership.role,
            "scopes": sorted(ROLE_SCOPES.get(membership.role, frozenset()) - {"submit"}),
        }
        for membership in memberships(credential)
    ]
    return {"staff": staff, "csrf_token": csrf_token, "must_set_password": staff.password_hash is None, "sites": sites}


def set_cookie(response: Response, secret: str) -> Response:
    response.set_cookie(
        cookie_name(), secret, max_age=int(SESSION_LASTS.total_seconds()), path="/",
        secure=over_https(), httponly=True, samesite="Strict",
    )  # fmt: skip
    return response


def drop_cookie(response: Response) -> Response:
    response.delete_cookie(cookie_name(), path="/", secure=over_https(), httponly=True, samesite="Strict")
    return response


def own_cookie() -> str | None:
    return request.cookies.get(cookie_name())
