"""Day counts, kept exact by every verb that changes what they count."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite

from backend.feedback.models import DayCount
from backend.feedback.packed_days import may_be_packed, spoil
from backend.foundation.statements import DriverCursor, DriverStatement


class CountKey(NamedTuple):
    site_id: UUID
    touchpoint_id: UUID
    question_id: UUID
    day: date
    value: int
    label: str


def day_of(moment: datetime, timezone: str) -> date:
    """The day on which something was said, as the site's people live it."""
    return moment.astimezone(_zone(timezone)).date()


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def add_counts(cursor: DriverCursor, steps: Iterable[tuple[CountKey, int]]) -> None:
    """Add to the counts (or take away, with a negative number). What cancels out is not written."""
    totals: Counter[CountKey] = Counter()
    for key, n in steps:
        totals[key] += n
    # Sorted, so that two transactions on PostgreSQL never wait for each other's rows crosswise.
    rows = [
        {**key._asdict(), "n": n} for key, n in sorted(totals.items(), key=lambda item: tuple(map(str, item[0]))) if n
    ]
    old = [(key.site_id, key.touchpoint_id, key.question_id, key.day) for key in totals if may_be_packed(key.day)]
    if old:
        spoil(cursor, old)
    _UPSERT.run(cursor, rows)


def _upsert(insert: type[sqlite.Insert] | type[postgresql.Insert]) -> sqlite.Insert | postgresql.Insert:
    statement = insert(DayCount.__table__)
    key = [column.name for column in DayCount.__table__.primary_key]
    return statement.on_conflict_do_update(index_elements=key, set_={"n": text("day_count.n + excluded.n")})


_UPSERT = DriverStatement({"sqlite": _upsert(sqlite.Insert), "postgresql": _upsert(postgresql.Insert)})
