"""Decisions on many feedback at once, and what decisions taught."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.foundation.clock import now
from backend.foundation.database import Model
from backend.foundation.ids import new_id

WORKING, DONE, UNDOING, UNDONE = "working", "done", "undoing", "undone"
STATES = (WORKING, DONE, UNDOING, UNDONE)
WAITING, DECIDED, SKIPPED, TAKEN_BACK = "waiting", "decided", "skipped", "taken_back"


class BulkDecision(Model):
    """One verdict on many. `skipped` are those that stood so already, or were said anew since they were shown."""

    __tablename__ = "bulk_decision"
    __table_args__ = (
        ForeignKeyConstraint(["staff_id"], ["staff.id"], ondelete="SET NULL"),
        Index("ix_bulk_decision_state", "state", "id"),
    )
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    staff_id: Mapped[UUID | None]
    staff_name: Mapped[str] = mapped_column(String(120))
    verdict: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(500))
    seen_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(12), default=WORKING)
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[int] = mapped_column(default=0)
    # How many were put back by the undoing; what somebody decided anew since stays as it is.
    undone: Mapped[int] = mapped_column(default=0)
    has_more: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None]


class BulkItem(Model):
    """One feedback of a bulk decision, and what it was before. It goes when its author erases it."""

    __tablename__ = "bulk_item"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "bulk_id"], ["bulk_decision.site_id", "bulk_decision.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["site_id", "feedback_id"], ["feedback.site_id", "feedback.id"], ondelete="CASCADE"),
        Index("ix_bulk_item_site_id_bulk_id_state", "site_id", "bulk_id", "state"),
        Index("ix_bulk_item_site_id_feedback_id", "site_id", "feedback_id"),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    bulk_id: Mapped[UUID] = mapped_column(primary_key=True)
    feedback_id: Mapped[UUID] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(12), default=WAITING)
    before: Mapped[str | None] = mapped_column(String(12))


class Lesson(Model):
    """What a decision taught: that an author's words were published, or that a text was spam. Keyed digests, forgotten
    after a while; nobody can be found from them."""

    __tablename__ = "lesson"
    __table_args__ = (Index("ix_lesson_site_id_kind_taught_at", "site_id", "kind", "taught_at"),)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    publication: Mapped[str] = mapped_column(String(12))
    taught_at: Mapped[datetime] = mapped_column(default=now)
