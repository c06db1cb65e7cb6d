"""How often touchpoints were shown, opened and answered on the page loads that are counted. Nobody stands in it."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from backend.foundation.database import Model

STEPS = ("shown", "opened", "answered")


class SeenCount(Model):
    """On how many counted page loads of this day (in the site's time zone) it came to each step at this touchpoint."""

    __tablename__ = "seen_count"
    # In the order of the days: a period is read in one go, whatever stands before it.
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "touchpoint_id"], ["touchpoint.site_id", "touchpoint.id"], ondelete="CASCADE"),
        {"sqlite_with_rowid": False},
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    touchpoint_id: Mapped[UUID] = mapped_column(primary_key=True)
    shown: Mapped[int]
    opened: Mapped[int]
    answered: Mapped[int]


class SeenKey(NamedTuple):
    site_id: UUID
    day: date
    touchpoint_id: UUID


def add_seen(session: Session, counts: Mapping[SeenKey, Counter[str]]) -> None:
    """Add to the counts. Raises IntegrityError where a touchpoint is gone."""
    # Sorted, so that two transactions on PostgreSQL never wait for each other's rows crosswise.
    keys = sorted(counts, key=lambda key: tuple(map(str, key)))
    rows = [{**key._asdict(), **{step: counts[key][step] for step in STEPS}} for key in keys]
    session.execute(_UPSERT[session.get_bind().dialect.name], rows)


def _upsert(insert: type[sqlite.Insert] | type[postgresql.Insert]) -> sqlite.Insert | postgresql.Insert:
    key = [column.name for column in SeenCount.__table__.primary_key]
    sums = {step: text(f"seen_count.{step} + excluded.{step}") for step in STEPS}
    return insert(SeenCount.__table__).on_conflict_do_update(index_elements=key, set_=sums)


_UPSERT = {"sqlite": _upsert(sqlite.Insert), "postgresql": _upsert(postgresql.Insert)}
