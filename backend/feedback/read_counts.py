"""Read the day counts of a stretch of days: packed where they are, else row by row."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, and_, cast, select, type_coerce

from backend.feedback.models import DayCount
from backend.feedback.packed_days import Packed, from_bytes, last_to_pack, packed_one
from backend.feedback.packed_models import PackedDay, PackedUntil
from backend.foundation.database import db, is_sqlite
from backend.touchpoints.models import Question

DAY = timedelta(days=1)
MOST_SPOILT = 60  # days: where more are spoilt, all rows of the stretch are read


Days = list[tuple[date, Packed]]


def days_of(site_id: UUID, first: date, last: date, questions: Sequence[UUID] | None = None) -> dict[UUID, Days]:
    """The counts of each day on which somebody answered, by question; of these questions where they are named.

    Until when all is packed is read first: what is packed, or spoilt, in between is then read in one of the two ways.
    """
    until = db.session.scalar(select(PackedUntil.day).where(PackedUntil.site_id == site_id)) or date.min
    until = min(until, last_to_pack())  # whatever a clock that was ahead has said
    found: dict[UUID, Days] = {}
    spoilt: set[tuple[UUID, date]] = set()
    if first <= until:
        for question_id, days in _packed(site_id, first, min(last, until), questions).items():
            found[question_id] = [(day, from_bytes(counts)) for day, counts in days if counts is not None]
            spoilt.update((question_id, day) for day, counts in days if counts is None)
    if last > until:
        _add(found, _by_row(_of(site_id, DayCount, _CELL, questions, max(first, until + DAY), last)))
    if spoilt:
        _add(found, _of_spoilt(_of(site_id, DayCount, _CELL, questions, first, min(last, until)), spoilt))
    return found


_CELL = (DayCount.value, DayCount.label, DayCount.n)


def _packed(
    site_id: UUID, first: date, last: date, questions: Sequence[UUID] | None
) -> dict[UUID, list[tuple[date, bytes | None]]]:
    dates = _Dates()
    found: dict[Any, list[tuple[date, bytes | None]]] = defaultdict(list)
    wanted = _of(site_id, PackedDay, (PackedDay.counts,), questions, first, last)
    for question_id, day, counts in db.session.connection().execute(wanted):
        found[question_id].append((dates[day], counts))
    return {_uuid(question_id): days for question_id, days in found.items()}


def _of_spoilt(wanted: Select[Any], spoilt: set[tuple[UUID, date]]) -> dict[UUID, Days]:
    days = {day for _, day in spoilt}
    if len(days) <= MOST_SPOILT:
        wanted = wanted.where(DayCount.day.in_(days))
    found = _by_row(wanted)
    return {key: [one for one in days if (key, one[0]) in spoilt] for key, days in found.items()}


def _by_row(wanted: Select[Any]) -> dict[UUID, Days]:
    numbers: dict[Any, dict[Any, Packed]] = defaultdict(dict)
    for question_id, day, value, label, n in db.session.connection().execute(wanted):
        of_days = numbers[question_id]
        of_days[day] = of_days.get(day, 0) + packed_one(value, label, n)
    dates = _Dates()
    return {
        _uuid(question_id): [(dates[day], number) for day, number in of_days.items()]
        for question_id, of_days in numbers.items()
    }


def _add(found: dict[UUID, Days], more: dict[UUID, Days]) -> None:
    for question_id, days in more.items():
        found.setdefault(question_id, []).extend(days)


def _of(
    site_id: UUID, table: Any, columns: Sequence[Any], questions: Sequence[UUID] | None, first: date, last: date
) -> Select[Any]:
    """Question and day as the driver gives them, and the columns: to convert each row's would take longer than to read.

    By way of the questions: each then leads to its own stretch of days in the key's order.
    """
    its: ColumnElement[bool] = and_(
        table.site_id == Question.site_id,
        table.touchpoint_id == Question.touchpoint_id,
        table.question_id == Question.id,
    )
    as_it_is = type_coerce if is_sqlite() else cast  # to hash a UUID costs more than PostgreSQL's writing it out
    raw = as_it_is(table.question_id, String), type_coerce(table.day, String)
    wanted = select(*raw, *columns).select_from(Question).join(table, its)
    wanted = wanted.where(Question.site_id == site_id, table.day.between(first, last))
    return wanted if questions is None else wanted.where(Question.id.in_(questions))


def _uuid(given: Any) -> UUID:
    return given if isinstance(given, UUID) else UUID(given)


class _Dates(dict[Any, date]):
    """A driver's days as dates, each converted once."""

    def __missing__(self, given: Any) -> date:
        return self.setdefault(given, given if isinstance(given, date) else date.fromisoformat(given))
