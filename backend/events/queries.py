from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from backend.events.models import Event
from backend.foundation.database import db


def events_about(site_id: UUID, subject_id: UUID, limit: int = 200) -> Sequence[Event]:
    """The newest events about one subject, oldest first."""
    newest = select(Event).where(Event.site_id == site_id, Event.subject_id == subject_id).order_by(Event.id.desc())
    return list(db.session.scalars(newest.limit(limit)))[::-1]
