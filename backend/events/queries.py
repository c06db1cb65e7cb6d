from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.events.models import Event
from backend.foundation.database import db


def events_since(site_ids: Collection[UUID], first: UUID) -> Sequence[Any]:
    """Kind and subject of what happened on these sites from this id on, in the order of their ids."""
    wanted = select(Event.site_id, Event.id, Event.kind, Event.subject_id)
    wanted = wanted.where(Event.site_id.in_(site_ids), Event.id >= first)
    return db.session.execute(wanted.order_by(Event.id)).all()


def events_about(site_id: UUID, subject_id: UUID, limit: int = 200) -> Sequence[Event]:
    """The newest events about one subject, oldest first."""
    newest = select(Event).where(Event.site_id == site_id, Event.subject_id == subject_id).order_by(Event.id.desc())
    return list(db.session.scalars(newest.limit(limit)))[::-1]
