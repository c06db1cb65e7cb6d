"""Tell where what is packed of a day says something else than its counts, and spoil it so that it is packed anew."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from backend.feedback.models import DayCount
from backend.feedback.packed_days import (
    DayKey,
    Packed,
    as_bytes,
    days_from,
    packed_one,
    spoil,
    totals_as_bytes,
)
from backend.feedback.packed_models import PackedMonth, PackedUntil, SpoiltDay
from backend.foundation.database import db
from backend.foundation.statements import driver_cursor


def wrong_days(site_id: UUID) -> list[DayKey]:
    """The days of which the packed says something else than the counts; empty when all is well."""
    until = db.session.scalar(select(PackedUntil.day).where(PackedUntil.site_id == site_id))
    if until is None:
        return []
    kept, spoilt = _kept(site_id)
    counted = _counted(site_id)
    keys = {key for key in {*kept, *counted} if key[3] <= until and key not in spoilt}
    return sorted(
        (key for key in keys if kept.get(key, 0) != counted.get(key, 0)), key=lambda key: tuple(map(str, key))
    )


def spoil_wrong(site_id: UUID) -> list[DayKey]:
    """Have the wrong ones packed anew, in the caller's write transaction; which they were."""
    found = wrong_days(site_id)
    spoil(driver_cursor(db.session().connection()), found)
    return found


def _kept(site_id: UUID) -> tuple[dict[DayKey, Packed], set[DayKey]]:
    """What is packed of each day, where its month's sums agree; and which days are spoilt."""
    kept: dict[DayKey, Packed] = {}
    for month in db.session.scalars(select(PackedMonth).where(PackedMonth.site_id == site_id)):
        numbers = days_from(month.days)
        agree = month.whole == as_bytes(sum(numbers)) and month.totals == totals_as_bytes(numbers)
        for place, number in enumerate(numbers):
            if number:
                day = month.month + timedelta(days=place)
                kept[site_id, month.touchpoint_id, month.question_id, day] = number if agree else -1
    spoilt = select(SpoiltDay.site_id, SpoiltDay.touchpoint_id, SpoiltDay.question_id, SpoiltDay.day)
    rows = db.session.execute(spoilt.where(SpoiltDay.site_id == site_id))
    return kept, {(row[0], row[1], row[2], row[3]) for row in rows}


def _counted(site_id: UUID) -> dict[DayKey, Packed]:
    columns = (DayCount.touchpoint_id, DayCount.question_id, DayCount.day, DayCount.value, DayCount.label, DayCount.n)
    counted: dict[DayKey, Packed] = {}
    for row in db.session.execute(select(*columns).where(DayCount.site_id == site_id)):
        key = (site_id, row.touchpoint_id, row.question_id, row.day)
        counted[key] = counted.get(key, 0) + packed_one(row.value, row.label, row.n)
    return counted
