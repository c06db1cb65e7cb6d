"""Tell where what is packed of a day says something else than its counts, and spoil it so that it is packed anew."""

from uuid import UUID

from sqlalchemy import select

from backend.feedback.models import DayCount
from backend.feedback.packed_days import DayKey, Packed, from_bytes, packed_one, spoil
from backend.feedback.packed_models import PackedDay, PackedUntil
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
    columns = (PackedDay.touchpoint_id, PackedDay.question_id, PackedDay.day, PackedDay.counts)
    kept: dict[DayKey, Packed] = {}
    spoilt: set[DayKey] = set()
    for touchpoint_id, question_id, day, counts in db.session.execute(
        select(*columns).where(PackedDay.site_id == site_id)
    ):
        key = (site_id, touchpoint_id, question_id, day)
        if counts is None:
            spoilt.add(key)
        else:
            kept[key] = from_bytes(counts)
    return kept, spoilt


def _counted(site_id: UUID) -> dict[DayKey, Packed]:
    columns = (DayCount.touchpoint_id, DayCount.question_id, DayCount.day, DayCount.value, DayCount.label, DayCount.n)
    counted: dict[DayKey, Packed] = {}
    for row in db.session.execute(select(*columns).where(DayCount.site_id == site_id)):
        key = (site_id, row.touchpoint_id, row.question_id, row.day)
        counted[key] = counted.get(key, 0) + packed_one(row.value, row.label, row.n)
    return counted
