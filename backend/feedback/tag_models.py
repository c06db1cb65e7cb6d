"""Words that staff file feedback under."""

from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.foundation.database import Model


class Tag(Model):
    """One word on one feedback. Small letters, so that nobody files the same under two."""

    __tablename__ = "tag"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "feedback_id"], ["feedback.site_id", "feedback.id"], ondelete="CASCADE"),
        Index("ix_tag_site_id_word_feedback_id", "site_id", "word", "feedback_id"),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    feedback_id: Mapped[UUID] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(40), primary_key=True)
