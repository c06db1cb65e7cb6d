"""Take credentials away: a token that got out, a person who leaves."""

import logging
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select, update

from backend.accounts.credentials import Credential
from backend.accounts.models import ApiToken, OpenIdentity, SignInLink, Staff, StaffSession
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Conflict, NotFound

log = logging.getLogger(__name__)


def tokens_of(staff: Staff) -> Sequence[ApiToken]:
    """The tokens that still let somebody in, the oldest first."""
    mine = select(ApiToken).where(ApiToken.staff_id == staff.id).order_by(ApiToken.created_at, ApiToken.id)
    return [token for token in db.session.scalars(mine) if token.is_valid()]


def revoke_token(reference: str) -> ApiToken:
    """Revoke the token whose id is, or begins with, this; raises when it fits none or several."""
    standing = db.session.scalars(select(ApiToken).where(ApiToken.revoked_at.is_(None)))
    wanted = reference.strip().lower()
    fitting = [token for token in standing if wanted and str(token.id).startswith(wanted)]
    if not fitting:
        raise NotFound(f"No token has the id {reference}. List them: flask staff tokens EMAIL")
    if len(fitting) > 1:
        raise Conflict(f"{len(fitting)} tokens have an id that begins with {reference}. Write more of it.")
    fitting[0].revoked_at = now()
    log.info("token_revoked", extra={"token": fitting[0].id, "staff": fitting[0].staff_id})
    return fitting[0]


def revoke_tokens(staff: Staff) -> int:
    """Revoke every token of the person; how many there were."""
    standing = ApiToken.staff_id == staff.id, ApiToken.revoked_at.is_(None)
    revoked = db.session.execute(update(ApiToken).where(*standing).values(revoked_at=now()).returning(ApiToken.id))
    number = len(revoked.all())
    log.info("tokens_revoked", extra={"number": number, "staff": staff.id})
    return number


def revoke_own_token(owner: Credential, token_id: UUID) -> None:
    """Revoke one of the person's own tokens; NotFound for anybody else's."""
    token = db.session.get(ApiToken, token_id)
    if token is None or token.staff_id != owner.staff_id or token.revoked_at is not None:
        raise NotFound("There is no such token among yours.")
    token.revoked_at = now()
    log.info("token_revoked", extra={"token": token.id, "staff": token.staff_id})


def close_own_session(owner: Credential, session_id: UUID) -> None:
    """End one of the person's own sessions; NotFound for anybody else's."""
    mine = StaffSession.id == session_id, StaffSession.staff_id == owner.staff_id
    if not db.session.execute(delete(StaffSession).where(*mine)).rowcount:  # type: ignore[attr-defined]
        raise NotFound("There is no such session among yours.")


def forget_links(staff: Staff) -> None:
    db.session.execute(delete(SignInLink).where(SignInLink.staff_id == staff.id))


def deactivate(staff: Staff) -> None:
    """Nothing of the person's lets anybody in any more: no password, link, session, token or provider."""
    staff.is_active = False
    revoke_tokens(staff)
    forget_links(staff)
    # Who comes back may have another name at the provider by then.
    db.session.execute(delete(OpenIdentity).where(OpenIdentity.staff_id == staff.id))
    db.session.execute(delete(StaffSession).where(StaffSession.staff_id == staff.id))
    log.info("staff_deactivated", extra={"staff": staff.id})


def activate(staff: Staff) -> None:
    """The person may sign in again; revoked tokens stay revoked."""
    staff.is_active = True
    log.info("staff_activated", extra={"staff": staff.id})
