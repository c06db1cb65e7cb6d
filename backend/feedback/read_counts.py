"""Read the day counts of some stretches of days: packed where they are, else row by row."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, select, type_coerce

from backend.feedback.models import DayCount
from backend.feedback.packed_days import (
    Packed,
    days_from,
    from_bytes,
    last_to_pack,
    month_of,
    packed_one,
    total,
    totals_from,
)
from backend.feedback.packed_models import PackedMonth, PackedUntil, SpoiltDay
from backend.foundation.database import db, is_sqlite
from backend.touchpoints.models import Question

DAY = timedelta(days=1)
MOST_SPOILT = 60  # days: where more are spoilt, all rows of the stretch are read

Stretch = tuple[date, date]  # both ends inclusive
Spoilt = set[tuple[UUID, date]]


class CountedDays:
    """The counts of some stretches of days, read once: each is a sum of whole months and of the days beside them."""

    def __init__(self, site_id: UUID, stretches: Sequence[Stretch], questions: Sequence[UUID] | None = None) -> None:
        """Of these questions, where they are named.

        Until when all is packed is read first, then what of it is spoilt, then what is packed, then rows: of what
        changes meanwhile one or the other is read.
        """
        self._first, last = min(first for first, _ in stretches), max(last for _, last in stretches)
        self._length = (last - self._first).days + 1
        self._of: dict[UUID, _Question] = {}
        until = db.session.scalar(select(PackedUntil.day).where(PackedUntil.site_id == site_id)) or date.min
        until = min(until, last_to_pack())  # whatever a clock that was ahead has said
        if self._first <= until:
            over = (self._first, min(last, until))
            rows = db.session.connection().execute(_rows_of(site_id, SpoiltDay, SpoiltDay.day, (), questions, over))
            spoilt = {(_uuid(row[0]), _date(row[1])) for row in rows.all()}
            cut = {month_of(day) for day in (*_edges(stretches), over[1] + DAY, *(day for _, day in spoilt))}
            self._add_months(_months(site_id, cut, questions, over), over[1], spoilt)
            if spoilt:
                self._add_spoilt(_rows_of(site_id, DayCount, DayCount.day, _CELL, questions, over), spoilt)
        if last > until:
            since = max(self._first, until + DAY)
            self._add(_by_row(_rows_of(site_id, DayCount, DayCount.day, _CELL, questions, (since, last))))

    @property
    def questions(self) -> Sequence[UUID]:
        """Those that anything was counted of."""
        return list(self._of)

    def sum_of(self, question_id: UUID, stretch: Stretch) -> Packed:
        """What was answered in this stretch, which is one of those that were named."""
        one, since, until = self._of.get(question_id), *map(self._place, stretch)
        if one is None:
            return 0
        months = (whole for start, end, whole in one.months if since <= start and end <= until)
        return sum(one.numbers[since : until + 1]) + sum(months)

    def totals(self, question_id: UUID, stretch: Stretch) -> Sequence[int]:
        """How many answered on each day of any stretch within those that were named."""
        one, since, until = self._of.get(question_id), *map(self._place, stretch)
        return one.totals[since : until + 1] if one else [0] * (until + 1 - since)

    def _question(self, question_id: UUID) -> "_Question":
        if question_id not in self._of:
            self._of[question_id] = _Question(self._length)
        return self._of[question_id]

    def _place(self, day: date) -> int:
        return (day - self._first).days

    def _add(self, days: Iterator[tuple[UUID, date, Packed]]) -> None:
        for question_id, day, number in days:
            one, place = self._question(question_id), self._place(day)
            one.numbers[place] += number
            one.totals[place] += total(number)

    def _add_months(self, wanted: Select[Any], last: date, spoilt: Spoilt) -> None:
        for asked, month, whole, totals, days in db.session.connection().execute(wanted).all():
            one, first = self._question(_uuid(asked)), _date(month)
            start, end = self._place(first), self._place(_next(first)) - 1
            # Of its days those that are in the stretches and packed.
            since, until = max(0, start), min(end, self._place(last)) + 1
            one.totals[since:until] = totals_from(totals)[since - start : until - start]
            if days is None:
                one.months.append((start, end, from_bytes(whole)))
            else:
                one.numbers[since:until] = days_from(days)[since - start : until - start]
        for question_id, day in spoilt:
            one, place = self._question(question_id), self._place(day)
            one.numbers[place] = one.totals[place] = 0

    def _add_spoilt(self, wanted: Select[Any], spoilt: Spoilt) -> None:
        days = {day for _, day in spoilt}
        if len(days) <= MOST_SPOILT:
            wanted = wanted.where(DayCount.day.in_(days))
        self._add(one for one in _by_row(wanted) if one[:2] in spoilt)


class _Question:
    """One question's days from the first to the last: of each how many answered, and what, if not in a whole month."""

    def __init__(self, length: int) -> None:
        self.numbers: list[Packed] = [0] * length
        self.totals = [0] * length
        self.months: list[tuple[int, int, Packed]] = []  # the places of its first and its last day, and their sum


def _edges(stretches: Sequence[Stretch]) -> Iterator[date]:
    """Days whose months begin or end otherwise than a stretch does."""
    for first, last in stretches:
        if first.day != 1:
            yield first
        if (last + DAY).day != 1:
            yield last


def _next(month: date) -> date:
    return month_of(month + 31 * DAY)


_CELL = (DayCount.value, DayCount.label, DayCount.n)


def _months(site_id: UUID, cut: set[date], questions: Sequence[UUID] | None, over: Stretch) -> Select[Any]:
    """Each day's number only of the months that are not summed whole."""
    columns = (PackedMonth.whole, PackedMonth.totals, case((PackedMonth.month.in_(cut), PackedMonth.days)))
    between = (month_of(over[0]), over[1])
    return _rows_of(site_id, PackedMonth, PackedMonth.month, columns, questions, between)


def _by_row(wanted: Select[Any]) -> Iterator[tuple[UUID, date, Packed]]:
    """Each question and day with what its rows say."""
    numbers: dict[Any, Packed] = {}
    for question_id, day, value, label, n in db.session.connection().execute(wanted).all():
        key = question_id, day
        numbers[key] = numbers.get(key, 0) + packed_one(value, label, n)
    for (question_id, day), number in numbers.items():
        yield _uuid(question_id), _date(day), number


def _rows_of(
    site_id: UUID, table: Any, day: Any, columns: Sequence[Any], questions: Sequence[UUID] | None, between: Stretch
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
    raw = as_it_is(table.question_id, String), type_coerce(day, String)
    wanted = select(*raw, *columns).select_from(Question).join(table, its)
    wanted = wanted.where(Question.site_id == site_id, day.between(*between))
    return wanted if questions is None else wanted.where(Question.id.in_(questions))


def _uuid(given: Any) -> UUID:
    return given if isinstance(given, UUID) else UUID(given)


def _date(given: Any) -> date:
    return given if isinstance(given, date) else date.fromisoformat(given)
