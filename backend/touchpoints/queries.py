from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, lazyload

from backend.foundation.database import db
from backend.foundation.errors import NotFound
from backend.touchpoints.models import Stage, Touchpoint


def stages_of(site_id: UUID) -> Sequence[Stage]:
    """A site's stages in journey order."""
    return db.session.scalars(select(Stage).where(Stage.site_id == site_id).order_by(Stage.position, Stage.id)).all()


def touchpoints_of(site_id: UUID) -> Sequence[Touchpoint]:
    """A site's touchpoints in journey order. The site, which most callers hold already, is not read with each."""
    ordered = select(Touchpoint).join(Touchpoint.stage).where(Touchpoint.site_id == site_id)
    ordered = ordered.order_by(Stage.position, Stage.id, Touchpoint.position, Touchpoint.id)
    its_own = contains_eager(Touchpoint.stage).lazyload(Stage.site)
    return db.session.scalars(ordered.options(its_own, lazyload(Touchpoint.site))).all()


def find_stage(site_ids: Sequence[UUID], stage_id: UUID) -> Stage:
    stage = db.session.scalar(select(Stage).where(Stage.site_id.in_(site_ids), Stage.id == stage_id))
    if stage is None:
        raise NotFound("There is no such stage on your sites.")
    return stage


def find_touchpoint(site_ids: Sequence[UUID], touchpoint_id: UUID, to_change: bool = False) -> Touchpoint:
    """`to_change` keeps every other writer off it until this transaction ends: two who add an option at once would
    else give both the same number in the counts."""
    wanted = select(Touchpoint).where(Touchpoint.site_id.in_(site_ids), Touchpoint.id == touchpoint_id)
    if to_change:
        wanted = wanted.with_for_update(of=Touchpoint, key_share=True)
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound("There is no such touchpoint on your sites.")
    return found


def stage_by_key(site_id: UUID, key: str) -> Stage | None:
    return db.session.scalar(select(Stage).where(Stage.site_id == site_id, Stage.key == key))


def touchpoint_by_key(site_id: UUID, key: str) -> Touchpoint | None:
    return db.session.scalar(select(Touchpoint).where(Touchpoint.site_id == site_id, Touchpoint.key == key))
