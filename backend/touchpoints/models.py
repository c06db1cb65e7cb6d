"""The journey: stages in order, touchpoints in stages, questions at touchpoints."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.foundation.clock import now
from backend.foundation.database import Model
from backend.foundation.ids import new_id
from backend.sites.models import Site
from backend.touchpoints.options import current_options

PLACEMENTS = ("inline", "floating", "popover", "element")
ATTRIBUTE_KINDS = ("text", "number", "boolean")


class Stage(Model):
    __tablename__ = "stage"
    __table_args__ = (UniqueConstraint("site_id", "key"),)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(String(40))
    name: Mapped[dict[str, Any]]
    position: Mapped[int]
    site: Mapped[Site] = relationship(lazy="joined", viewonly=True)


class Touchpoint(Model):
    __tablename__ = "touchpoint"
    __table_args__ = (
        UniqueConstraint("site_id", "key"),
        # No cascade: a stage that still has touchpoints cannot be deleted.
        ForeignKeyConstraint(["site_id", "stage_id"], ["stage.site_id", "stage.id"]),
        CheckConstraint("revenue_value BETWEEN 0 AND 5", name="revenue_value"),
        CheckConstraint("commitment_value BETWEEN 0 AND 5", name="commitment_value"),
    )
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    stage_id: Mapped[UUID]
    key: Mapped[str] = mapped_column(String(40))
    name: Mapped[dict[str, Any]]
    position: Mapped[int]
    placement: Mapped[str] = mapped_column(String(20), default="inline")
    pages: Mapped[list[Any]] = mapped_column(default=list)
    revenue_value: Mapped[int] = mapped_column(default=3)
    commitment_value: Mapped[int] = mapped_column(default=3)
    launcher: Mapped[dict[str, Any] | None]
    thanks: Mapped[dict[str, Any] | None]
    when: Mapped[dict[str, Any] | None]
    attributes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    ask_comment: Mapped[bool] = mapped_column(default=True)
    ask_email: Mapped[bool] = mapped_column(default=False)
    ask_permission: Mapped[bool] = mapped_column(default=False)
    ask_pointing: Mapped[bool] = mapped_column(default=False)
    comment_label: Mapped[dict[str, Any] | None]
    email_reason: Mapped[dict[str, Any] | None]
    # None: what holds for the whole site.
    publish_policy: Mapped[str | None] = mapped_column(String(20))
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    site: Mapped[Site] = relationship(lazy="joined", viewonly=True)
    stage: Mapped[Stage] = relationship(lazy="joined", viewonly=True)
    questions: Mapped[list["Question"]] = relationship(
        lazy="selectin", order_by="Question.position", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def current_questions(self) -> list["Question"]:
        """The questions that are asked now; an answered question that was taken away stays for its figures."""
        return [question for question in self.questions if not question.is_retired]


class Question(Model):
    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("site_id", "touchpoint_id", "key"),
        ForeignKeyConstraint(["site_id", "touchpoint_id"], ["touchpoint.site_id", "touchpoint.id"], ondelete="CASCADE"),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    touchpoint_id: Mapped[UUID]
    key: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    text: Mapped[dict[str, Any]]
    low: Mapped[dict[str, Any] | None]
    high: Mapped[dict[str, Any] | None]
    required: Mapped[bool] = mapped_column(default=False)
    # Each with the number that stands for it in the counts. None ever goes: an option taken away is retired.
    options: Mapped[list[Any] | None]
    several: Mapped[bool] = mapped_column(default=False)
    shuffle: Mapped[bool] = mapped_column(default=False)
    show_if: Mapped[dict[str, Any] | None]
    is_retired: Mapped[bool] = mapped_column(default=False)

    @property
    def current_options(self) -> list[dict[str, Any]] | None:
        """The options that may be chosen now, in order; None where nothing is chosen."""
        return current_options(self.options)
