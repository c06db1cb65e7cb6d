"""Day counts of days that are over, a question and day in one row."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.foundation.database import Model

_STALE = text("counts IS NULL")


class PackedDay(Model):
    """The day counts of one question and day as one number (`packed_days.py`), so that years are read quickly.

    None: something of the day has changed since, and the counts themselves are read until it is packed anew.
    """

    __tablename__ = "packed_day"
    __table_args__ = (
        Index("ix_packed_day_stale", "site_id", sqlite_where=_STALE, postgresql_where=_STALE),
        {"sqlite_with_rowid": False},
    )
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    touchpoint_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    counts: Mapped[bytes | None]


class PackedUntil(Model):
    """Until when a site's days are packed: on a day up to then that is not among them, nobody answered."""

    __tablename__ = "packed_until"
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date]
