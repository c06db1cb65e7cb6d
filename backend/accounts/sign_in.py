"""Sign in and out: by password or by one-time link."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select

from backend.accounts.credentials import SESSION_PREFIX, Credential
from backend.accounts.models import SignInLink, Staff, StaffSession
from backend.accounts.passwords import verify_password
from backend.accounts.revoke import forget_links
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Conflict, NotSignedIn, invalid_param
from backend.foundation.signing import digest, new_secret

SESSION_LASTS = timedelta(days=14)
LINK_LASTS = timedelta(days=7)


def check_password(email: str, password: str) -> UUID:
    """Whose address and password these are (an id); raises NotSignedIn with the same words whatever was wrong."""
    staff = db.session.scalar(select(Staff).where(func.lower(Staff.email) == email.strip().lower(), Staff.is_active))
    if not verify_password(staff.password_hash if staff else None, password) or staff is None:
        raise NotSignedIn("The address and the password do not belong together.")
    return staff.id


def use_link(token: str) -> UUID:
    """The id of the staff member whose link this is; the link is used up with it."""
    gone = db.session.execute(
        delete(SignInLink)
        .where(SignInLink.digest == digest(token))
        .returning(SignInLink.staff_id, SignInLink.expires_at)
    ).one_or_none()
    staff = db.session.get(Staff, gone.staff_id) if gone else None
    if gone is None or staff is None or not staff.is_active or gone.expires_at < now():
        raise NotSignedIn("This link has been used or is out of date. Ask for a new one with `flask staff link EMAIL`.")
    return staff.id


def open_session(staff_id: UUID, by_link: bool, agent: str = "") -> str:
    """A new session's secret, for the cookie. `agent` is what the browser calls itself: its owner knows it by that."""
    secret = new_secret(SESSION_PREFIX)
    lasts = {"expires_at": now() + SESSION_LASTS, "agent": agent[:300]}
    db.session.add(StaffSession(digest=digest(secret), staff_id=staff_id, by_link=by_link, **lasts))
    db.session.flush()
    return secret


def sessions_of(credential: Credential) -> list[dict[str, Any]]:
    """The person's sessions, the one last used first, each with whether it is the one that asks."""
    mine = select(StaffSession).where(StaffSession.staff_id == credential.staff_id, StaffSession.expires_at > now())
    members = ("id", "agent", "by_link", "created_at", "last_seen_at", "expires_at")
    return [
        {**{name: getattr(row, name) for name in members}, "is_current": row.id == credential.session_id}
        for row in db.session.scalars(mine.order_by(StaffSession.last_seen_at.desc(), StaffSession.id))
    ]


def close_session(secret: str) -> None:
    db.session.execute(delete(StaffSession).where(StaffSession.digest == digest(secret)))


def make_link(staff: Staff) -> str:
    """A one-time sign-in token for this person, good for seven days; earlier ones stop working."""
    if not staff.is_active:
        raise Conflict(f"{staff.email} may not sign in. To let them in again: flask staff activate {staff.email}")
    forget_links(staff)
    token = new_secret("kl_")
    db.session.add(SignInLink(digest=digest(token), staff_id=staff.id, expires_at=now() + LINK_LASTS))
    return token


def check_current_password(credential: Credential, current: str | None) -> None:
    """Raises unless `current` is the person's password. A link, or having none yet, stands for it."""
    staff = db.session.get_one(Staff, credential.staff_id)
    may_skip = credential.by_link or staff.password_hash is None
    if not may_skip and not verify_password(staff.password_hash, current or ""):
        raise invalid_param("current_password", "invalid", "this is not your current password")


def set_password(credential: Credential, password_hash: str, keep: str | None) -> None:
    """Set the password and end the person's links and other sessions; the one whose secret is `keep` goes on."""
    staff = db.session.get_one(Staff, credential.staff_id)
    staff.password_hash = password_hash
    forget_links(staff)
    others = delete(StaffSession).where(StaffSession.staff_id == staff.id)
    db.session.execute(others if keep is None else others.where(StaffSession.digest != digest(keep)))


def change_profile(credential: Credential, changes: dict[str, Any]) -> Staff:
    staff = db.session.get_one(Staff, credential.staff_id)
    for name, value in changes.items():
        setattr(staff, name, value)
    return staff


def forget_ended_sessions() -> int:
    """Delete sessions and links that are out of date; how many rows went."""
    ended = db.session.execute(delete(StaffSession).where(StaffSession.expires_at < now()))
    unused = db.session.execute(delete(SignInLink).where(SignInLink.expires_at < now()))
    return int(ended.rowcount + unused.rowcount)  # type: ignore[attr-defined]
