"""Read the day counts of a stretch of days: packed where they are, else row by row."""

from collections.abc import Iterator, Sequence
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


class CountedDays:
    """The counts of a stretch of days, both ends inclusive, read once: any part of it is a sum."""

    def __init__(self, site_id: UUID, first: date, last: date, questions: Sequence[UUID] | None = None) -> None:
        """Of these questions, where they are named.

        Until when all is packed is read first: what is packed, or spoilt, in between is then read in one of two ways.
        """
        self._first, self._days = first, (last - first).days + 1
        self._numbers: dict[UUID, list[Packed]] = {}
        until = db.session.scalar(select(PackedUntil.day).where(PackedUntil.site_id == site_id)) or date.min
        until = min(until, last_to_pack())  # whatever a clock that was ahead has said
        if first <= until:
            over = (first, min(last, until))
            spoilt = self._add_packed(_of(site_id, PackedDay, (PackedDay.counts,), questions, *over))
            if spoilt:
                self._add_spoilt(_of(site_id, DayCount, _CELL, questions, *over), spoilt)
        if last > until:
            for question_id, day, number in _by_row(
                _of(site_id, DayCount, _CELL, questions, max(first, until + DAY), last)
            ):
                self._of(question_id)[self._place(day)] += number

    @property
    def questions(self) -> Sequence[UUID]:
        """Those that anything was counted of."""
        return list(self._numbers)

    def sum_of(self, question_id: UUID, first: date, last: date) -> Packed:
        """What was answered from `first` to `last`, as far as the stretch goes."""
        numbers = self._numbers.get(question_id, ())
        return sum(numbers[max(0, self._place(first)) : max(0, self._place(last) + 1)])

    def _of(self, question_id: UUID) -> list[Packed]:
        return self._numbers.setdefault(question_id, [0] * self._days)

    def _place(self, day: date) -> int:
        return (day - self._first).days

    def _add_packed(self, wanted: Select[Any]) -> set[tuple[UUID, date]]:
        """Take what is packed; which days are spoilt."""
        places = {_as_driven(self._first + number * DAY): number for number in range(self._days)}
        spoilt: set[tuple[UUID, date]] = set()
        before, numbers = None, [0]
        for question_id, day, counts in db.session.connection().execute(wanted).all():
            if question_id != before:
                before, numbers = question_id, self._of(_uuid(question_id))
            if counts is None:
                spoilt.add((_uuid(question_id), self._first + places[day] * DAY))
            else:
                numbers[places[day]] = from_bytes(counts)
        return spoilt

    def _add_spoilt(self, wanted: Select[Any], spoilt: set[tuple[UUID, date]]) -> None:
        days = {day for _, day in spoilt}
        if len(days) <= MOST_SPOILT:
            wanted = wanted.where(DayCount.day.in_(days))
        for question_id, day, number in _by_row(wanted):
            if (question_id, day) in spoilt:
                self._of(question_id)[self._place(day)] += number


_CELL = (DayCount.value, DayCount.label, DayCount.n)


def _by_row(wanted: Select[Any]) -> Iterator[tuple[UUID, date, Packed]]:
    """Each question and day with what its rows say."""
    numbers: dict[Any, Packed] = {}
    for question_id, day, value, label, n in db.session.connection().execute(wanted).all():
        key = question_id, day
        numbers[key] = numbers.get(key, 0) + packed_one(value, label, n)
    for (question_id, day), number in numbers.items():
        yield _uuid(question_id), day if isinstance(day, date) else date.fromisoformat(day), number


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


def _as_driven(day: date) -> Any:
    return day.isoformat() if is_sqlite() else day


def _uuid(given: Any) -> UUID:
    return given if isinstance(given, UUID) else UUID(given)
