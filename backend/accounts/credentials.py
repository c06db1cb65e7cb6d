"""Who is asking: a token or a session cookie turned into a plain value that outlives the database session."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import current_app, g, request
from sqlalchemy import Update, bindparam, select, update

from backend.accounts.models import ApiToken, StaffSession
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.errors import Forbidden, NotFound, NotSignedIn
from backend.foundation.signing import derived_secret, digest
from backend.settings import Settings

log = logging.getLogger(__name__)

SCOPES = ("read", "reply", "moderate", "manage", "submit")
TOKEN_PREFIX, SESSION_PREFIX = "kt_", "ks_"
LAST_USED_STEP = timedelta(minutes=5)


@dataclass(frozen=True)
class Credential:
    staff_id: UUID
    name: str
    email: str
    locale: str | None
    scopes: frozenset[str]
    csrf_token: str | None = None
    by_link: bool = False
    session_id: UUID | None = None
    token_id: UUID | None = None

    @property
    def is_session(self) -> bool:
        return self.csrf_token is not None


def current_credential() -> Credential:
    """The credential of this request; raises NotSignedIn when the route's guard did not ask for one."""
    found: Credential | None = g.get("credential")
    if found is None:
        raise NotSignedIn("Sign in, or send an API token as `Authorization: Bearer …`.")
    return found


def current_session() -> Credential:
    """The credential of a signed-in browser: what a program's token must not do asks for this."""
    credential = current_credential()
    if not credential.is_session:
        raise NotFound("An API token has no profile and no password. Sign in on the console.")
    return credential


def authenticate() -> Credential:
    """The caller's credential from the header or the cookie; raises NotSignedIn."""
    header = request.headers.get("Authorization")
    if header is not None:
        return _by_token(header)
    cookie = request.cookies.get(cookie_name())
    if cookie:
        return _by_session(cookie)
    raise NotSignedIn("Sign in, or send an API token as `Authorization: Bearer …`.")


def which_still_hold(credentials: Collection[Credential]) -> set[UUID]:
    """The ids of the sessions and tokens of earlier requests, as many as would be taken now."""
    sessions = select(StaffSession).where(StaffSession.id.in_({one.session_id for one in credentials} - {None}))
    tokens = select(ApiToken).where(ApiToken.id.in_({one.token_id for one in credentials} - {None}))
    held = [*db.session.scalars(sessions), *db.session.scalars(tokens)]
    return {one.id for one in held if one.is_valid()}


def cookie_name() -> str:
    """With `__Host-` the browser itself keeps the cookie to this host; it takes that name over https only."""
    return "__Host-kohtaamo" if over_https() else "kohtaamo"


def over_https() -> bool:
    """Whether the browser speaks https: the proxy we trust says so, or the operator by PUBLIC_URL."""
    settings: Settings = current_app.extensions["settings"]
    return request.is_secure or settings.is_https


def csrf_token_of(secret: str) -> str:
    return derived_secret("", "csrf", digest(secret))


def _by_token(header: str) -> Credential:
    kind, _, secret = header.partition(" ")
    if kind.lower() != "bearer" or not secret.startswith(TOKEN_PREFIX) or len(secret) > 100:
        raise NotSignedIn("The Authorization header must be `Bearer` and an API token of this service.")
    token = db.session.scalar(_TOKEN, {"digest": digest(secret)})
    if token is None or not token.is_valid():
        raise NotSignedIn("This API token is unknown, revoked or out of date.")
    staff = token.staff
    credential = Credential(staff.id, staff.name, staff.email, staff.locale, frozenset(token.scopes), token_id=token.id)
    _note_use(token)
    return credential


_TOKEN = select(ApiToken).where(ApiToken.digest == bindparam("digest"))


def _note_use(token: ApiToken) -> None:
    # Written at most every five minutes: a busy program must not cost a write for each read.
    if token.last_used_at is not None and token.last_used_at >= now() - LAST_USED_STEP:
        return
    _note(update(ApiToken).where(ApiToken.id == token.id).values(last_used_at=now()))


def _note(when: Update) -> None:
    try:
        with writing():
            db.session.execute(when)
    except Exception as fault:
        # A full or busy disk is no reason to refuse a read; whatever else is wrong, the request itself will find out.
        log.warning("use_not_noted", exc_info=fault)


def _by_session(cookie: str) -> Credential:
    session = db.session.get(StaffSession, digest(cookie)) if len(cookie) <= 100 else None
    if session is None or not session.is_valid():
        raise NotSignedIn("The session has ended. Sign in again.")
    staff = session.staff
    credential = Credential(
        staff.id, staff.name, staff.email, staff.locale, frozenset(SCOPES) - {"submit"},
        csrf_token=csrf_token_of(cookie), by_link=session.by_link, session_id=session.id,
    )  # fmt: skip
    if session.last_seen_at < now() - LAST_USED_STEP:
        _note(update(StaffSession).where(StaffSession.digest == digest(cookie)).values(last_seen_at=now()))
    return credential


def require_scope(credential: Credential, scope: str) -> None:
    if scope not in credential.scopes:
        raise Forbidden(f"This API token lacks the scope `{scope}`.")
