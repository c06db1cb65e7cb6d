"""Praise: that staff have thanked its author and asked for leave to publish it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.foundation.clock import now
from backend.foundation.database import Model


class LeaveRequest(Model):
    """`publishes`: once she gives leave it is published, because staff have decided so already."""

    __tablename__ = "leave_request"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "feedback_id"], ["feedback.site_id", "feedback.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["staff_id"], ["staff.id"], ondelete="SET NULL"),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    feedback_id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID | None]
    publishes: Mapped[bool]
    asked_at: Mapped[datetime] = mapped_column(default=now)
