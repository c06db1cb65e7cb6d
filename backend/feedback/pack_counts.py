"""Pack the counts of days that are over, and those anew of which something has changed since. The worker's job."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, or_, select, text
from sqlalchemy.dialects import postgresql, sqlite

from backend.feedback.models import DayCount
from backend.feedback.packed_days import (
    MOST_DAYS,
    DayKey,
    Packed,
    as_bytes,
    days_as_bytes,
    days_from,
    last_to_pack,
    lock_of,
    month_of,
    packed,
    totals_as_bytes,
)
from backend.feedback.packed_models import PackedMonth, PackedUntil, SpoiltDay
from backend.foundation.database import db, is_sqlite
from backend.sites.models import Site
from backend.touchpoints.models import Question

DAYS_AT_ONCE, SPOILT_AT_ONCE = 2, 20  # so much, for a visitor's entry waits for it on SQLite


def pack_counts() -> bool:
    """One step, in the caller's write transaction; whether there is more to do."""
    return _pack_next_days() or _pack_anew()


def _pack_next_days() -> bool:
    last = last_to_pack()
    behind = or_(PackedUntil.day.is_(None), PackedUntil.day != last)
    wanted = select(Site.id, PackedUntil.day).outerjoin(PackedUntil, PackedUntil.site_id == Site.id).where(behind)
    row = db.session.execute(wanted.order_by(Site.id).limit(1)).first()
    if row is None or not _is_mine(row.id):
        return False
    # Later than the last: a clock was ahead. Those days are packed again when they are over.
    first = _first_day_after(row.id, min(row.day or date.min, last))
    if first is not None and first <= last:
        last = min(last, first + timedelta(days=DAYS_AT_ONCE - 1))
        _keep(row.id, _counted(row.id, DayCount.day.between(first, last)))
    _put(PackedUntil, [{"site_id": row.id, "day": last}])
    return True


def _pack_anew() -> bool:
    site_id = db.session.scalar(select(SpoiltDay.site_id).limit(1))
    if site_id is None or not _is_mine(site_id):
        return False
    spoilt = select(*_SPOILT).where(SpoiltDay.site_id == site_id).limit(SPOILT_AT_ONCE)
    keys: Sequence[DayKey] = [(row[0], row[1], row[2], row[3]) for row in db.session.execute(spoilt)]
    nothing: dict[DayKey, Packed] = dict.fromkeys(keys, 0)
    questions, days = {key[2] for key in keys}, {key[3] for key in keys}
    counted = _counted(site_id, and_(Question.id.in_(questions), DayCount.day.in_(days)))
    _keep(site_id, {**nothing, **{key: number for key, number in counted.items() if key in nothing}})
    return True


def _is_mine(site_id: UUID) -> bool:
    """Nobody changes old days of this site until the transaction ends; False where somebody is at it."""
    if is_sqlite():
        return True
    return bool(db.session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": lock_of(site_id)}))


_SPOILT = (SpoiltDay.site_id, SpoiltDay.touchpoint_id, SpoiltDay.question_id, SpoiltDay.day)
_DAY = (DayCount.site_id, DayCount.touchpoint_id, DayCount.question_id, DayCount.day)


def _first_day_after(site_id: UUID, day: date) -> date | None:
    """By way of the questions: each then leads to its own first day in the key's order."""
    first = select(func.min(DayCount.day)).where(*_its(), DayCount.day > day).scalar_subquery()
    found: date | None = db.session.scalar(select(func.min(first)).where(Question.site_id == site_id))
    return found


def _its() -> tuple[ColumnElement[bool], ...]:
    return (
        DayCount.site_id == Question.site_id,
        DayCount.touchpoint_id == Question.touchpoint_id,
        DayCount.question_id == Question.id,
    )


def _counted(site_id: UUID, which: ColumnElement[bool]) -> dict[DayKey, Packed]:
    """What the counts say of these days."""
    columns = (*_DAY, DayCount.value, DayCount.label, DayCount.n)
    wanted = select(*columns).select_from(Question).join(DayCount, and_(*_its()))
    rows: dict[DayKey, list[tuple[int, str, int]]] = {}
    for row in db.session.execute(wanted.where(Question.site_id == site_id, which)):
        rows.setdefault((row[0], row[1], row[2], row[3]), []).append((row[4], row[5], row[6]))
    return {key: packed(counts) for key, counts in rows.items()}


def _keep(site_id: UUID, days: dict[DayKey, Packed]) -> None:
    """Each day in its month, the month's other days as they are; now they are spoilt no longer."""
    months = _kept(site_id, days)
    for (_, touchpoint_id, question_id, day), number in days.items():
        month = months.setdefault((site_id, touchpoint_id, question_id, month_of(day)), [0] * MOST_DAYS)
        month[day.day - 1] = number
    _put(PackedMonth, [_row(key, numbers) for key, numbers in months.items()])
    if days:
        its = and_(*(column == bindparam(f"its_{column.key}") for column in _SPOILT))
        names = [f"its_{column.key}" for column in _SPOILT]
        keys = [dict(zip(names, key, strict=True)) for key in days]
        db.session.connection().execute(delete(SpoiltDay.__table__).where(its), keys)


def _kept(site_id: UUID, days: Iterable[DayKey]) -> dict[DayKey, list[Packed]]:
    """The months in which these days are, as they are packed."""
    keys = {(key[2], month_of(key[3])) for key in days}
    questions, months = {key[0] for key in keys}, {key[1] for key in keys}
    wanted = select(PackedMonth.touchpoint_id, PackedMonth.question_id, PackedMonth.month, PackedMonth.days)
    its = (PackedMonth.site_id == site_id, PackedMonth.question_id.in_(questions), PackedMonth.month.in_(months))
    rows = db.session.execute(wanted.where(*its)).all()
    return {(site_id, row[0], row[1], row[2]): days_from(row[3]) for row in rows if (row[1], row[2]) in keys}


def _row(key: DayKey, numbers: Sequence[Packed]) -> dict[str, Any]:
    return {
        **dict(zip(("site_id", "touchpoint_id", "question_id", "month"), key, strict=True)),
        "whole": as_bytes(sum(numbers)),
        "totals": totals_as_bytes(numbers),
        "days": days_as_bytes(numbers),
    }


def _put(table: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Insert the rows, or replace what stands under their keys."""
    given = list(rows)
    if not given:
        return
    statement: Any = (sqlite.insert if is_sqlite() else postgresql.insert)(table)
    key = [column.name for column in table.__table__.primary_key]
    others = {name: statement.excluded[name] for name in given[0] if name not in key}
    db.session.execute(statement.on_conflict_do_update(index_elements=key, set_=others), given)
