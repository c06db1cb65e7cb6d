"""What the owner means to do about what was said: improvements, and the feedback that each answers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.foundation.clock import now
from backend.foundation.database import Model
from backend.foundation.ids import new_id
from backend.improvements.models import Change
from backend.sites.models import Site

PLANNED, IN_PROGRESS, DONE, DECLINED = STATES = ("planned", "in_progress", "done", "declined")
SETTLED = (DONE, DECLINED)  # nothing more comes of it: that is what those who said it can be told
_TOLD_NOW = text("telling IS NOT NULL")


class Improvement(Model):
    """`title` and `text` are for visitors, by language. While `telling` holds a state, the worker tells those who said
    it that it has come so far."""

    __tablename__ = "improvement"
    __table_args__ = (
        # Looked at when the transaction ends: a whole site goes with its changes and improvements in any order.
        ForeignKeyConstraint(
            ["site_id", "change_id"], ["change.site_id", "change.id"], deferrable=True, initially="DEFERRED"
        ),
        ForeignKeyConstraint(["staff_id"], ["staff.id"], ondelete="SET NULL"),
        ForeignKeyConstraint(["told_by_id"], ["staff.id"], ondelete="SET NULL"),
        Index("ix_improvement_site_id_change_id", "site_id", "change_id"),
        # Few are being told of, so only they stand in it.
        Index("ix_improvement_id_telling", "id", sqlite_where=_TOLD_NOW, postgresql_where=_TOLD_NOW),
    )
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    title: Mapped[dict[str, Any]]
    text: Mapped[dict[str, Any] | None]
    state: Mapped[str] = mapped_column(String(12), default=PLANNED)
    state_since: Mapped[datetime] = mapped_column(default=now)
    is_public: Mapped[bool] = mapped_column(default=False)
    change_id: Mapped[UUID | None]
    telling: Mapped[str | None] = mapped_column(String(12))
    told_by_id: Mapped[UUID | None]
    staff_id: Mapped[UUID | None]
    staff_name: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(default=now)
    site: Mapped[Site] = relationship(lazy="joined", viewonly=True)
    change: Mapped[Change | None] = relationship(lazy="joined", viewonly=True)


class ImprovementMember(Model):
    """One feedback of the group. It goes when its author erases it. `told_as` is the state that she was told last.

    `grouping_id` is the event by which it came in: one deed may bring many, and is taken back as a whole.
    """

    __tablename__ = "improvement_member"
    __table_args__ = (
        ForeignKeyConstraint(
            ["site_id", "improvement_id"], ["improvement.site_id", "improvement.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["site_id", "feedback_id"], ["feedback.site_id", "feedback.id"], ondelete="CASCADE"),
        Index("ix_improvement_member_site_id_feedback_id", "site_id", "feedback_id"),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    improvement_id: Mapped[UUID] = mapped_column(primary_key=True)
    feedback_id: Mapped[UUID] = mapped_column(primary_key=True)
    grouping_id: Mapped[UUID]
    told_as: Mapped[str | None] = mapped_column(String(12))
    told_at: Mapped[datetime | None]
    added_at: Mapped[datetime] = mapped_column(default=now)
