from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from backend.foundation.database import db
from backend.sites.models import Membership, Site


def site_by_key(key: str) -> Site | None:
    return db.session.scalar(select(Site).where(Site.key == key))


def members_of(site_id: UUID) -> Sequence[Membership]:
    return db.session.scalars(select(Membership).where(Membership.site_id == site_id)).all()


def membership_of(site_id: UUID, staff_id: UUID) -> Membership | None:
    return db.session.get(Membership, (site_id, staff_id))


def roles_of(staff_ids: Collection[UUID], site_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], str]:
    """By person and site: the role that she has there."""
    wanted = select(Membership.staff_id, Membership.site_id, Membership.role)
    wanted = wanted.where(Membership.staff_id.in_(staff_ids), Membership.site_id.in_(site_ids))
    return {(row.staff_id, row.site_id): row.role for row in db.session.execute(wanted)}


def site_versions() -> dict[str, int]:
    """Every site's key and version: one small read tells what changed."""
    return {row.key: row.version for row in db.session.execute(select(Site.key, Site.version))}
