"""Sign-in by a provider the operator trusts: OpenID Connect, authorization code with PKCE, through Authlib.

The provider says who it is; who may work here is decided here. A first sign-in is matched by the verified address of
somebody who is staff already, every later one by the provider's own name for her, so that an address which changes
hands there opens nothing here.
"""

import hmac
import json
import logging
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from importlib import import_module
from types import ModuleType
from uuid import UUID

from flask import current_app
from sqlalchemy import func, select

from backend.accounts.models import OpenIdentity, Staff
from backend.foundation.database import db
from backend.foundation.errors import Forbidden, NotFound, NotSignedIn, Unavailable
from backend.foundation.signing import derived_secret
from backend.settings import Settings

log = logging.getLogger(__name__)

BEGUN_LASTS = 600  # seconds


class ProviderFault(NotSignedIn):
    code, title = "provider_fault", "The sign-in provider's answer was of no use"


@dataclass(frozen=True)
class Begun:
    """What the browser keeps while it is away at the provider."""

    state: str
    nonce: str
    verifier: str
    at: int


@dataclass(frozen=True)
class Identity:
    """Whom the provider has seen. `email` is None unless the provider has verified it."""

    issuer: str
    subject: str
    email: str | None


def begin_open_id(callback: str) -> tuple[str, str]:
    """The provider's address to go to, and what the browser must bring back (signed, for a cookie)."""
    settings, provider = _settings(), _provider()
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    try:
        address = provider.address_to_go_to(settings, callback, state, nonce, verifier)
    except provider.FAULTS as fault:
        log.warning("open_id_provider_unreachable", exc_info=fault)
        raise Unavailable("The sign-in provider does not answer. Try again, or sign in by password.") from None
    return address, _signed(Begun(state, nonce, verifier, int(time.time())))


def finish_open_id(callback: str, kept: str, state: str, code: str) -> Identity:
    """Whom the provider vouches for; raises NotSignedIn when this answer does not belong to what was begun here."""
    settings, provider, begun = _settings(), _provider(), _unsigned(kept)
    if begun is None or not hmac.compare_digest(begun.state.encode(), state.encode()):
        raise NotSignedIn("This sign-in was not begun in this browser, or too long ago. Begin again.")
    try:
        claims = provider.claims_of(settings, callback, code, begun.nonce, begun.verifier)
    except provider.FAULTS as fault:
        log.warning("open_id_refused", exc_info=fault)
        raise ProviderFault("The sign-in provider's answer could not be checked. Begin again.") from None
    email = claims.get("email") if claims.get("email_verified") is True else None
    return Identity(settings.oidc_issuer or "", claims["sub"], email if isinstance(email, str) else None)


def staff_of(identity: Identity) -> UUID:
    """The staff member this is; raises Forbidden when the provider's person is nobody here."""
    known = db.session.get(OpenIdentity, (identity.issuer, identity.subject))
    staff = db.session.get(Staff, known.staff_id) if known else _staff_by_address(identity)
    if staff is None or not staff.is_active:
        raise Forbidden(
            "You are not staff here. Ask an owner of the site to invite you at the address you sign in with."
        )
    if known is None:
        db.session.add(OpenIdentity(issuer=identity.issuer, subject=identity.subject, staff_id=staff.id))
    return staff.id


def _staff_by_address(identity: Identity) -> Staff | None:
    """Who has the address and is not known to this provider by another name: addresses are given to others in time."""
    if identity.email is None:
        return None
    staff = db.session.scalar(select(Staff).where(func.lower(Staff.email) == identity.email.strip().lower()))
    if staff is not None and any(known.issuer == identity.issuer for known in staff.identities):
        log.warning("open_id_address_of_another", extra={"staff": staff.id})
        return None
    return staff


def _provider() -> ModuleType:
    return import_module("backend.accounts.open_id_provider")


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    if settings.oidc_issuer is None:
        raise NotFound("Sign-in by a provider is not set up here.")
    return settings


def _signed(begun: Begun) -> str:
    body = urlsafe_b64encode(json.dumps(asdict(begun)).encode()).decode()
    return f"{body}.{derived_secret('', 'open id begun', body.encode())}"


def _unsigned(kept: str) -> Begun | None:
    body, _, mark = kept.partition(".")
    if not hmac.compare_digest(mark.encode(), derived_secret("", "open id begun", body.encode()).encode()):
        return None
    begun = Begun(**json.loads(urlsafe_b64decode(body)))
    return begun if begun.at > time.time() - BEGUN_LASTS else None
