"""Day counts of days that are over, a question and month in one row."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from backend.foundation.database import Model


class PackedMonth(Model):
    """The day counts of one question and month as numbers (`packed_days.py`), so that years are read quickly.

    `whole` is their sum, `totals` how many answered on each day, `days` each day's number. In this order, for who sums
    whole months reads no further.
    """

    __tablename__ = "packed_month"
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    touchpoint_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)  # its first day
    whole: Mapped[bytes]
    totals: Mapped[bytes]
    days: Mapped[bytes]


class SpoiltDay(Model):
    """A day of which something has changed since it was packed: the counts are read until it is packed anew."""

    __tablename__ = "spoilt_day"
    __table_args__ = ({"sqlite_with_rowid": False},)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    touchpoint_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


class PackedUntil(Model):
    """Until when a site's days are packed: on a day up to then that is not among them, nobody answered."""

    __tablename__ = "packed_until"
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date]
