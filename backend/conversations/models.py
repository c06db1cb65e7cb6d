"""The conversation on a feedback: what staff and visitor say to each other."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.accounts.models import Staff
from backend.foundation.clock import now
from backend.foundation.database import Model
from backend.foundation.ids import new_id
from backend.sites.models import Site

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


class ReplyTemplate(Model):
    """A text to begin an answer with, in each language it is needed in. An empty list of touchpoints or sentiments
    means every one."""

    __tablename__ = "reply_template"
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80))
    texts: Mapped[dict[str, Any]]
    touchpoints: Mapped[list[Any]] = mapped_column(default=list)
    sentiments: Mapped[list[Any]] = mapped_column(default=list)
    use_count: Mapped[int] = mapped_column(default=0)
    last_used_at: Mapped[datetime | None]
    site: Mapped[Site] = relationship(viewonly=True)


class Draft(Model):
    """An answer that somebody of the staff is writing: hers on every device, and a sign to the others that she is."""

    __tablename__ = "draft"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "feedback_id"], ["feedback.site_id", "feedback.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["staff_id"], ["staff.id"], ondelete="CASCADE"),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    feedback_id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    visibility: Mapped[str] = mapped_column(String(12))
    saved_at: Mapped[datetime] = mapped_column(default=now)
    staff: Mapped[Staff] = relationship(lazy="joined", viewonly=True)
