"""What happened: the audit trail and the outbox in one append-only table."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.foundation.clock import now
from backend.foundation.database import Model
from backend.foundation.ids import new_id


class Event(Model):
    """A fact, `noun.past`. `data` holds names, states and ids; never a visitor's words, so that erasing is complete."""

    __tablename__ = "event"
    # No foreign key to the subject: the trail says that a feedback was erased after the feedback itself is gone.
    __table_args__ = (Index("ix_event_site_id_subject_id", "site_id", "subject_id", "id"),)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[UUID]
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str | None] = mapped_column(String(120))
    data: Mapped[dict[str, Any]]
    occurred_at: Mapped[datetime] = mapped_column(default=now)
