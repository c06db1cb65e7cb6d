"""Read the counts. What they cannot answer (language, segment) is counted from the feedback's own rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from backend.feedback.models import NO_LABEL, UNCOUNTED, Feedback, Rating
from backend.feedback.packed_days import Packed, total, unpacked
from backend.feedback.read_counts import days_of
from backend.foundation.database import db
from backend.foundation.ids import earliest_id
from backend.insights.period import DAY, Period

Labelled = Mapping[str, Counter[int]]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the counts do not know. With any of it a figure is read from rows."""

    language: Sequence[str] = field(default=())
    segment: Sequence[str] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.language or self.segment)


class Answers:
    """Answers of a stretch of days: how many gave each value to each question, by the comment's sentiment."""

    def __init__(self, rows: Iterable[tuple[UUID, int, str, int]] = ()) -> None:
        self._of: dict[UUID, dict[str, Counter[int]]] = {}
        for question_id, value, label, n in rows:
            self._of.setdefault(question_id, {}).setdefault(label, Counter())[value] += n

    def tally(self, question_id: UUID) -> Counter[int]:
        total: Counter[int] = Counter()
        for counted in self._of.get(question_id, {}).values():
            total.update(counted)
        return total

    def labels(self, question_id: UUID) -> dict[str, int]:
        """How many of those who answered it wrote something of this sentiment; without words stands under ""."""
        return {label: counted.total() for label, counted in self._of.get(question_id, {}).items()}


def answers_in(
    site_id: UUID, periods: Sequence[Period], filters: Filters | None = None, questions: Sequence[UUID] | None = None
) -> list[Answers]:
    """The answers of each of these periods, which do not overlap; of these questions only, where they are named."""
    if not filters:
        return _counted_in(site_id, periods, questions)
    source = _Rows(site_id, filters)
    place = case(*((source.day.between(one.since, one.until), number) for number, one in enumerate(periods)), else_=-1)
    wanted = source.select(place, source.question_id, source.value, source.label, source.n).where(
        source.between(min(one.since for one in periods), max(one.until for one in periods))
    )
    if questions is not None:
        wanted = wanted.where(source.question_id.in_(questions))
    rows = db.session.execute(wanted.group_by(place, source.question_id, source.value, source.label)).all()
    return [Answers(row[1:] for row in rows if row[0] == number) for number in range(len(periods))]


def by_day(
    site_id: UUID, period: Period, questions: Sequence[UUID], filters: Filters | None = None
) -> dict[UUID, dict[date, Counter[int]]]:
    """The answers to these questions, each day's for itself."""
    if not filters:
        of_counts = days_of(site_id, period.since, period.until, questions)
        return {key: {day: _values(number) for day, number in days} for key, days in of_counts.items()}
    found: dict[UUID, dict[date, Counter[int]]] = {}
    source = _Rows(site_id, filters)
    columns = (source.question_id, source.day, source.value)
    wanted = source.select(*columns, source.n).where(
        source.between(period.since, period.until), source.question_id.in_(questions)
    )
    for question_id, day, value, n in db.session.execute(wanted.group_by(*columns)):
        found.setdefault(question_id, {}).setdefault(day, Counter())[value] += n
    return found


def volumes(
    site_id: UUID, period: Period, questions: Sequence[UUID], filters: Filters | None = None
) -> dict[UUID, dict[date, int]]:
    """How many answered these questions on each day."""
    if not filters:
        of_counts = days_of(site_id, period.since, period.until, questions)
        return {key: {day: total(number) for day, number in days} for key, days in of_counts.items()}
    found: dict[UUID, dict[date, int]] = {}
    source = _Rows(site_id, filters)
    columns = (source.question_id, source.day)
    wanted = source.select(*columns, source.n).where(
        source.between(period.since, period.until), source.question_id.in_(questions)
    )
    for question_id, day, n in db.session.execute(wanted.group_by(*columns)):
        found.setdefault(question_id, {})[day] = n
    return found


def _counted_in(site_id: UUID, periods: Sequence[Period], questions: Sequence[UUID] | None) -> list[Answers]:
    """Of the counts: the days of each period are added as they are packed, and taken apart once."""
    first, last = min(one.since for one in periods), max(one.until for one in periods)
    of_counts = days_of(site_id, first, last, questions)
    return [
        Answers(
            (question_id, *cell)
            for question_id, days in of_counts.items()
            for cell in unpacked(sum([number for day, number in days if one.since <= day <= one.until]))
        )
        for one in periods
    ]


def _values(number: Packed) -> Counter[int]:
    found: Counter[int] = Counter()
    for value, _, n in unpacked(number):
        found[value] += n
    return found


class _Rows:
    """The feedback themselves: exact for any filter, at a cost that grows with what was said in the period."""

    def __init__(self, site_id: UUID, filters: Filters) -> None:
        self.site_id, self.filters = site_id, filters
        self.question_id: Any = Rating.question_id
        self.day: Any = Feedback.day
        self.value: Any = Rating.value
        self.label: Any = func.coalesce(Feedback.sentiment_label, NO_LABEL)
        self.n: Any = func.count()

    def select(self, *columns: Any) -> Select[Any]:
        its = and_(Rating.site_id == Feedback.site_id, Rating.feedback_id == Feedback.id)
        wanted = select(*columns).select_from(Feedback).join(Rating, its).where(Feedback.site_id == self.site_id)
        return wanted.where(*_counted(), *_asked(self.filters))

    def between(self, first: date, last: date) -> ColumnElement[bool]:
        # By the id, which tells the time, with a day to spare: the site's day begins elsewhere than the clock's.
        return and_(
            Feedback.id >= earliest_id(datetime.combine(first - DAY, time.min, UTC)),
            Feedback.id < earliest_id(datetime.combine(last + 2 * DAY, time.min, UTC)),
            Feedback.day.between(first, last),
        )


def stands_in(site_id: UUID, period: Period, filters: Filters) -> tuple[ColumnElement[bool], ...]:
    """The conditions that an entry stands in the figures of these days."""
    rows = _Rows(site_id, filters)
    return (Feedback.site_id == site_id, rows.between(period.since, period.until), *_counted(), *_asked(filters))


def _counted() -> tuple[ColumnElement[bool], ...]:
    return (Feedback.publication != UNCOUNTED, Feedback.withdrawn_at.is_(None))


def _asked(filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.language:
        conditions.append(Feedback.language.in_(filters.language))
    if filters.segment:
        conditions.append(Feedback.segment.in_(filters.segment))
    return conditions


def entries_in(site_id: UUID, period: Period) -> int:
    """How many feedback came in on these days, whatever they hold."""
    its = and_(Feedback.site_id == site_id, _Rows(site_id, Filters()).between(period.since, period.until))
    return db.session.scalar(select(func.count()).select_from(Feedback).where(its, *_counted())) or 0


MOST_CASES = 1_000  # of each state are looked at: enough to tell where work lies, and never slow


@dataclass(frozen=True, slots=True)
class OpenCases:
    """How many feedback wait for staff, by touchpoint. `capped`: there are more than were looked at."""

    by_touchpoint: Mapping[UUID, int]
    capped: bool


def open_cases(site_id: UUID) -> OpenCases:
    found: Counter[UUID] = Counter()
    capped = False
    for state in ("new", "open", "waiting"):
        its = (Feedback.site_id == site_id, Feedback.case == state)
        newest = select(Feedback.touchpoint_id, Feedback.publication, Feedback.withdrawn_at).where(*its)
        rows = db.session.execute(newest.order_by(Feedback.id.desc()).limit(MOST_CASES + 1)).all()
        capped |= len(rows) > MOST_CASES
        found.update(row[0] for row in rows if row[1] != UNCOUNTED and row[2] is None)
    return OpenCases(found, capped)


MOST_COMPARED = 1_000  # visitors a window and touchpoint whose language and segment are looked at


def visitors_near(
    site_id: UUID, touchpoint_id: UUID, period: Period, newest: bool
) -> Sequence[tuple[str | None, str | None]]:
    """Language and segment of at most MOST_COMPARED who spoke there in the period: its last, or its first."""
    wanted = select(Feedback.language, Feedback.segment).where(
        Feedback.site_id == site_id, Feedback.touchpoint_id == touchpoint_id, *_counted(),
        Feedback.id >= earliest_id(datetime.combine(period.since, time.min, UTC)),
        Feedback.id < earliest_id(datetime.combine(period.until + DAY, time.min, UTC)),
    )  # fmt: skip
    ordered = wanted.order_by(Feedback.id.desc() if newest else Feedback.id)
    return [(row[0], row[1]) for row in db.session.execute(ordered.limit(MOST_COMPARED))]
