"""Make staff and their API tokens."""

from datetime import timedelta

from sqlalchemy import func, select

from backend.accounts.credentials import SCOPES, TOKEN_PREFIX
from backend.accounts.models import ApiToken, Staff
from backend.accounts.revoke import tokens_of
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Conflict, NotFound, invalid_param
from backend.foundation.signing import digest, new_secret

MOST_TOKENS = 100  # of one person, at a time


def find_staff(email: str) -> Staff:
    staff = db.session.scalar(select(Staff).where(func.lower(Staff.email) == email.strip().lower()))
    if staff is None:
        raise NotFound(f"Nobody here has the address {email}. Make them first: flask staff create {email}")
    return staff


def create_staff(email: str, name: str | None = None, locale: str | None = None) -> Staff:
    """A new staff member without a password; a sign-in link lets them in."""
    email = email.strip().lower()
    if "@" not in email or len(email) > 254 or any(character.isspace() for character in email):
        raise invalid_param("email", "invalid", f"{email!r} is no e-mail address")
    if db.session.scalar(select(Staff.id).where(Staff.email == email)):
        raise Conflict(f"{email} is already staff. For a new sign-in link: flask staff link {email}")
    staff = Staff(email=email, name=name or email.partition("@")[0].replace(".", " ").title(), locale=locale)
    db.session.add(staff)
    db.session.flush()
    return staff


def create_token(staff: Staff, scopes: list[str], label: str = "", days: int | None = None) -> str:
    """A new API token, to be shown once."""
    return make_token(staff, scopes, label, days)[1]


def make_token(staff: Staff, scopes: list[str], label: str, days: int | None) -> tuple[ApiToken, str]:
    """A new API token's row, and the token itself, to be shown once."""
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown or not scopes:
        raise invalid_param("scope", "invalid", f"choose from {', '.join(SCOPES)}; got {', '.join(unknown) or 'none'}")
    if len(tokens_of(staff)) >= MOST_TOKENS:
        raise Conflict(f"{MOST_TOKENS} tokens are as many as one person may have. Revoke those that nobody uses.")
    secret = new_secret(TOKEN_PREFIX)
    expires = now() + timedelta(days=days) if days else None
    token = ApiToken(
        staff_id=staff.id, digest=digest(secret), scopes=sorted(set(scopes)), label=label, expires_at=expires
    )
    db.session.add(token)
    db.session.flush()
    return token, secret
