"""Recovery: a site's rules, its rota, how far the watch has come, and the cases of disappointed visitors."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.feedback.models import Feedback
from backend.foundation.clock import now
from backend.foundation.database import Model
from backend.foundation.ids import new_id

# `open` waits for staff, `answered` for the visitor's second rating. `cancelled`: she corrected what had opened it.
OPEN, ANSWERED, CLOSED, CANCELLED = STATES = ("open", "answered", "closed", "cancelled")


class RecoverySettings(Model):
    """A site's rules as its manager set them; a site without a row goes by the defaults (recovery_settings)."""

    __tablename__ = "recovery_settings"
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    is_on: Mapped[bool]
    score_line: Mapped[float | None]
    sentiment_line: Mapped[float | None]
    words: Mapped[dict[str, Any]]
    answer_minutes: Mapped[int]
    no_answer_days: Mapped[int]
    # Seven lists, Monday first, of [start, end] in minutes from midnight.
    week: Mapped[list[Any]]
    country: Mapped[str | None] = mapped_column(String(2))
    closed_days: Mapped[list[Any]]
    names_shown: Mapped[bool]


class RecoveryTurn(Model):
    """A member of the rota, in her place."""

    __tablename__ = "recovery_turn"
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int]
    away_until: Mapped[date | None]
    last_at: Mapped[datetime | None]
    __table_args__ = (
        # Who leaves the site leaves its rota.
        ForeignKeyConstraint(
            ["site_id", "staff_id"], ["membership.site_id", "membership.staff_id"], ondelete="CASCADE"
        ),
    )


class RecoveryMark(Model):
    """Up to when the watch has looked at what came in on a site: where it goes on after it stood still."""

    __tablename__ = "recovery_mark"
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    looked_until: Mapped[datetime]


class RecoveryCase(Model):
    """One disappointed visitor. Its owner is the feedback's assignee: there is one answer to whose it is."""

    __tablename__ = "recovery_case"
    __table_args__ = (
        UniqueConstraint("site_id", "feedback_id"),
        ForeignKeyConstraint(["site_id", "feedback_id"], ["feedback.site_id", "feedback.id"], ondelete="CASCADE"),
        Index("ix_recovery_case_site_id_state_moment_id", "site_id", "state", "moment", "id"),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    feedback_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(String(12), default=OPEN)
    reasons: Mapped[list[Any]]
    first_score: Mapped[float | None]
    second_score: Mapped[float | None]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime]
    # By what its state's list is ordered: when it is due, was answered or was closed.
    moment: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    # Whether its first answer came by its first due time; a case opened again does not hide that.
    in_time: Mapped[bool | None]
    outcome: Mapped[str | None] = mapped_column(String(12))
    # Who decided the outcome: `visitor`, `staff`, or `time` where nobody said anything more.
    outcome_by: Mapped[str | None] = mapped_column(String(12))
    feedback: Mapped[Feedback] = relationship(viewonly=True)

    @property
    def is_overdue(self) -> bool:
        return self.state == OPEN and self.due_at < now()
