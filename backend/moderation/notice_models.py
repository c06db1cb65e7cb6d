"""Notice and action: a visitor reports what is published, staff decide and say why."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.foundation.clock import now
from backend.foundation.database import Model
from backend.foundation.ids import new_id

OPEN, REMOVED, KEPT = "open", "removed", "kept"
NOTICE_STATES = (OPEN, REMOVED, KEPT)
GROUNDS = ("illegal", "personal", "offensive", "false", "advertising", "other")


class Notice(Model):
    """One report on a published feedback. It goes when the author erases her feedback."""

    __tablename__ = "notice"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "feedback_id"], ["feedback.site_id", "feedback.id"], ondelete="CASCADE"),
        Index("ix_notice_site_id_state_id", "site_id", "state", "id"),
        Index("ix_notice_site_id_feedback_id", "site_id", "feedback_id"),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    feedback_id: Mapped[UUID]
    ground: Mapped[str] = mapped_column(String(20))
    text: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(String(254))
    state: Mapped[str] = mapped_column(String(12), default=OPEN)
    # Why staff decided so: kept, and told to the author when her words were taken away.
    statement: Mapped[str | None] = mapped_column(Text)
    staff_name: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]
