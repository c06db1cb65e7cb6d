"""What happened: the audit trail and the outbox in one append-only table."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.foundation.clock import now
from backend.foundation.database import Model
from backend.foundation.ids import new_id

COMMONEST = "feedback.received"
_RARER, _DONE = text(f"kind != '{COMMONEST}'"), text("actor_id IS NOT NULL")


class Event(Model):
    """A fact, `noun.past`. The database itself refuses to change or remove one, unless its whole site goes.

    `data` holds names, states and ids; never a visitor's words, so that erasing is complete."""

    __tablename__ = "event"
    # No foreign key to the subject: the trail says that a feedback was erased after the feedback itself is gone.
    __table_args__ = (
        Index("ix_event_site_id_subject_id", "site_id", "subject_id", "id"),
        # Nearly all events are entries that came in: they stand in neither, so taking them in costs nothing more.
        Index("ix_event_site_id_kind_id", "site_id", "kind", "id", sqlite_where=_RARER, postgresql_where=_RARER),
        Index("ix_event_site_id_actor_id_id", "site_id", "actor_id", "id", sqlite_where=_DONE, postgresql_where=_DONE),
    )
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[UUID]
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str | None] = mapped_column(String(120))
    data: Mapped[dict[str, Any]]
    occurred_at: Mapped[datetime] = mapped_column(default=now)
