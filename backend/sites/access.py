"""Which sites the caller may touch. Another site's id and a missing one look alike: 404."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select

from backend.accounts.credentials import Credential, current_credential
from backend.foundation.database import db
from backend.foundation.errors import Forbidden, NotFound
from backend.sites.models import Membership, Site
from backend.sites.roles import allows


def memberships(credential: Credential | None = None) -> Sequence[Membership]:
    """The caller's memberships, by the site's name."""
    credential = credential or current_credential()
    return db.session.scalars(_MINE, {"staff_id": credential.staff_id}).all()


# Asked by every request of the staff's, so built once.
_MINE = (
    select(Membership)
    .where(Membership.staff_id == bindparam("staff_id"))
    .join(Membership.site)
    .order_by(Site.name, Site.id)
)


def require_site(reference: str | UUID, scope: str) -> Site:
    """The site with this key or id, if the caller may use the scope there; NotFound where she is no member."""
    return _require_membership(reference, scope).site


def _require_membership(reference: str | UUID, scope: str) -> Membership:
    for membership in memberships():
        if reference in (membership.site.id, membership.site.key, str(membership.site.id)):
            if not allows(membership.role, scope):
                raise Forbidden(f"Your role on this site ({membership.role}) does not allow this.")
            return membership
    raise NotFound("There is no such site among yours.")


def may(site_id: UUID, scope: str) -> bool:
    """Whether both the caller's role on this site and her credential carry the scope."""
    roles = [membership.role for membership in memberships() if membership.site.id == site_id]
    return scope in current_credential().scopes and any(allows(role, scope) for role in roles)


def asked_sites(reference: str | None, scope: str) -> Sequence[Site]:
    """The one site that was named, else all on which the caller may use the scope."""
    return [membership.site for membership in asked_memberships(reference, scope)]


def asked_memberships(reference: str | None, scope: str) -> Sequence[Membership]:
    """The caller's on the one site that was named, else on all on which she may use the scope."""
    if reference is not None:
        return [_require_membership(reference, scope)]
    mine = memberships()
    allowed = [membership for membership in mine if allows(membership.role, scope)]
    if mine and not allowed:
        raise Forbidden("Your role does not allow this on any of your sites.")
    return allowed


def require_new_site() -> None:
    """Raises unless the caller may open another site: who manages one, and anyone of the staff while there is none."""
    if not asked_sites(None, "manage") and db.session.scalar(select(Site.id).limit(1)):
        raise Forbidden("You work on no site yet. Ask an owner to make you a member of one first.")


def site_ids(scope: str) -> list[UUID]:
    """The ids of all sites on which the caller may use the scope; Forbidden when she is a member but may nowhere."""
    return [site.id for site in asked_sites(None, scope)]
