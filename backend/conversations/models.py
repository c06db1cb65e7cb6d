"""The conversation on a feedback: what staff and visitor say to each other."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.accounts.models import Staff
from backend.foundation.clock import now
from backend.foundation.database import Model
from backend.foundation.ids import new_id

VISIBILITIES = ("public", "private", "note")
FROM_STAFF, FROM_VISITOR = "staff", "visitor"


class Message(Model):
    """One turn. A `note` is for staff only; `public` may stand beside the published feedback."""

    __tablename__ = "message"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "feedback_id"], ["feedback.site_id", "feedback.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["staff_id"], ["staff.id"], ondelete="SET NULL"),
        Index("ix_message_site_id_feedback_id_id", "site_id", "feedback_id", "id"),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    feedback_id: Mapped[UUID]
    author: Mapped[str] = mapped_column(String(12))
    staff_id: Mapped[UUID | None]
    visibility: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime] = mapped_column(default=now)
    staff: Mapped[Staff | None] = relationship(lazy="joined", viewonly=True)

    @property
    def name(self) -> str | None:
        return self.staff.name if self.staff else None
