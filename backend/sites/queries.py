from collections.abc import Sequence
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


def site_versions() -> dict[str, int]:
    """Every site's key and version: one small read tells what changed."""
    return {row.key: row.version for row in db.session.execute(select(Site.key, Site.version))}
