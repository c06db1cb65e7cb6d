"""Who works on a site: invite, change the role, let go. The last owner stays."""

from dataclasses import dataclass
from uuid import UUID

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from backend.accounts.credentials import Credential
from backend.accounts.invite import create_staff
from backend.accounts.models import Staff
from backend.accounts.sign_in import make_link
from backend.events.record import record
from backend.foundation.database import db
from backend.foundation.errors import Conflict, Forbidden, NotFound
from backend.settings import Settings
from backend.sites.manage import add_member
from backend.sites.models import Membership, Site
from backend.sites.queries import membership_of


@dataclass(frozen=True)
class Invitation:
    """A new member. `link_token` signs a person in who has never been here; None for who has a way in, and wherever
    the link goes by letter: then nobody but the reader of that address ever sees it."""

    member: Membership
    link_token: str | None
    is_mailed: bool


def invite(site: Site, email: str, name: str | None, role: str, actor: Credential) -> Invitation:
    """Make the person with this address a member of the site.

    A sign-in link opens everything a person may see, on other sites too. So it is made only for somebody new, or for
    somebody who has not come yet and was invited by this site alone.
    """
    _refuse_beyond_own(site, actor, role)
    staff = db.session.scalar(select(Staff).where(Staff.email == email.strip().lower()))
    if staff is not None and membership_of(site.id, staff.id):
        raise Conflict(f"{staff.email} works on this site already. Change the role instead.")
    member = _joined(site, staff, email, name, role)
    record("member.invited", site.id, member.staff_id, actor, role=role, email=member.staff.email)
    if _sends_mail():
        return Invitation(member, None, is_mailed=True)
    return Invitation(member, make_link(member.staff) if staff is None else None, is_mailed=False)


def renew_invitation(site: Site, staff_id: UUID, actor: Credential) -> Invitation:
    """A new link for who was invited here and has not come yet; the earlier one stops working."""
    member = _member(site, staff_id)
    _refuse_beyond_own(site, actor, member.role)
    elsewhere = select(func.count()).where(Membership.staff_id == staff_id, Membership.site_id != site.id)
    is_mailed = _sends_mail()
    if member.staff.has_come or (not is_mailed and db.session.scalar(elsewhere)):
        raise Conflict(f"{member.staff.email} signs in by themselves, or is asked by another site to.")
    record("member.invited", site.id, staff_id, actor, role=member.role, email=member.staff.email)
    return Invitation(member, None if is_mailed else make_link(member.staff), is_mailed)


def _sends_mail() -> bool:
    settings: Settings = current_app.extensions["settings"]
    return settings.sends_mail


def change_role(site: Site, staff_id: UUID, role: str, actor: Credential) -> Membership:
    member = _member(site, staff_id)
    _refuse_beyond_own(site, actor, member.role, role)
    if member.role == "owner" and role != "owner":
        _refuse_last_owner(member)
    before, member.role = member.role, role
    record("member.changed", site.id, staff_id, actor, role=role, before=before)
    db.session.flush()
    return member


def let_go(site: Site, staff_id: UUID, actor: Credential) -> None:
    """The person works on the site no more; what she wrote stays. Anybody may leave a site herself."""
    member = _member(site, staff_id)
    if staff_id != actor.staff_id:
        _refuse_beyond_own(site, actor, member.role)
    if member.role == "owner":
        _refuse_last_owner(member)
    record("member.removed", site.id, staff_id, actor, role=member.role, email=member.staff.email)
    db.session.delete(member)


def _joined(site: Site, staff: Staff | None, email: str, name: str | None, role: str) -> Membership:
    try:
        with db.session.begin_nested():
            return add_member(site, (staff or create_staff(email, name)).id, role)
    except IntegrityError:
        raise Conflict(f"{email} was invited by somebody else at this very moment. Invite once more.") from None


def _member(site: Site, staff_id: UUID) -> Membership:
    member = membership_of(site.id, staff_id)
    if member is None:
        raise NotFound("Nobody with this id works on this site.")
    return member


def _refuse_beyond_own(site: Site, actor: Credential, *roles: str) -> None:
    """Only an owner makes, changes or removes an owner."""
    own = membership_of(site.id, actor.staff_id)
    if "owner" in roles and (own is None or own.role != "owner"):
        raise Forbidden("Only an owner of this site decides who its owners are.")


def _refuse_last_owner(leaving: Membership) -> None:
    """Somebody else must be able to come in as an owner. Locked, because two owners may leave at one moment."""
    owners = (
        select(Membership.staff_id, Staff.is_active)
        .join(Membership.staff)
        .where(Membership.site_id == leaving.site_id, Membership.role == "owner")
        .order_by(Membership.staff_id)
        .with_for_update(of=Membership)
    )
    if not any(row.is_active and row.staff_id != leaving.staff_id for row in db.session.execute(owners)):
        raise Conflict("A site needs an owner. Make somebody else an owner first.")
