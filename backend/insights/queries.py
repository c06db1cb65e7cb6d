"""Read the feedback's own rows: what the counts do not know, cases and visitors."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, select, union_all

from backend.feedback.models import NO_LABEL, UNCOUNTED, Feedback, Rating
from backend.foundation.database import db
from backend.foundation.ids import earliest_id
from backend.insights.period import DAY, Period


@dataclass(frozen=True, slots=True)
class Filters:
    """What the counts do not know. With any of it a figure is read from rows."""

    language: Sequence[str] = field(default=())
    segment: Sequence[str] = field(default=())
    device: Sequence[str] = field(default=())
    returning: bool | None = None

    def __bool__(self) -> bool:
        return bool(self.language or self.segment or self.device) or self.returning is not None


def filters_of(asked: Mapping[str, Any]) -> Filters:
    """The filters of a loaded query; what it does not know is not asked."""
    several = {name: tuple(asked.get(name, ())) for name in ("language", "segment", "device")}
    return Filters(**several, returning=asked.get("returning"))


class FilteredRows:
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
        return wanted.where(*_counted(), *asked_of(self.filters))

    def between(self, first: date, last: date) -> ColumnElement[bool]:
        # By the id, which tells the time, with a day to spare: the site's day begins elsewhere than the clock's.
        return and_(
            Feedback.id >= earliest_id(datetime.combine(first - DAY, time.min, UTC)),
            Feedback.id < earliest_id(datetime.combine(last + 2 * DAY, time.min, UTC)),
            Feedback.day.between(first, last),
        )


def stands_in(site_id: UUID, period: Period, filters: Filters) -> tuple[ColumnElement[bool], ...]:
    """The conditions that an entry stands in the figures of these days."""
    rows = FilteredRows(site_id, filters)
    return (Feedback.site_id == site_id, rows.between(period.since, period.until), *_counted(), *asked_of(filters))


def _counted() -> tuple[ColumnElement[bool], ...]:
    return (Feedback.publication != UNCOUNTED, Feedback.withdrawn_at.is_(None))


def asked_of(filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.language:
        conditions.append(Feedback.language.in_(filters.language))
    if filters.segment:
        conditions.append(Feedback.segment.in_(filters.segment))
    if filters.device:
        conditions.append(Feedback.device.in_(filters.device))
    if filters.returning is not None:
        conditions.append(Feedback.is_returning.is_(filters.returning))
    return conditions


def entries_in(site_id: UUID, period: Period) -> int:
    """How many feedback came in on these days, whatever they hold."""
    its = and_(Feedback.site_id == site_id, FilteredRows(site_id, Filters()).between(period.since, period.until))
    return db.session.scalar(select(func.count()).select_from(Feedback).where(its, *_counted())) or 0


MOST_CASES = 1_000  # of each state are looked at: enough to tell where work lies, and never slow


@dataclass(frozen=True, slots=True)
class OpenCases:
    """How many feedback wait for staff, by touchpoint. `capped`: there are more than were looked at."""

    by_touchpoint: Mapping[UUID, int]
    capped: bool


def open_cases(site_id: UUID) -> OpenCases:
    """All states in one statement, counted where they are: each row would cost more to fetch than to find."""
    newest = select(Feedback.case, Feedback.touchpoint_id, Feedback.publication, Feedback.withdrawn_at)
    newest = newest.where(Feedback.site_id == site_id).order_by(Feedback.id.desc()).limit(MOST_CASES + 1)
    states = ("new", "open", "waiting")
    those = union_all(*(select(newest.where(Feedback.case == state).subquery()) for state in states)).subquery().c
    stands = and_(those.publication != UNCOUNTED, those.withdrawn_at.is_(None))
    wanted = select(those.case, those.touchpoint_id, func.count(), func.count(case((stands, 1))))
    found: Counter[UUID] = Counter()
    seen: Counter[str] = Counter()
    for state, touchpoint_id, looked_at, n in db.session.execute(wanted.group_by(those.case, those.touchpoint_id)):
        seen[state] += looked_at
        found[touchpoint_id] += n
    return OpenCases(found, any(n > MOST_CASES for n in seen.values()))


MOST_COMPARED = 1_000  # visitors a window and touchpoint whose language and segment are looked at


def visitors_near(
    site_id: UUID, touchpoints: Sequence[UUID], period: Period, newest: bool
) -> Sequence[tuple[str | None, str | None, int]]:
    """Language and segment of at most MOST_COMPARED who spoke at each in the period, its last or its first; how many.

    All touchpoints in one statement: each would cost a journey to the database of its own.
    """
    first, last = datetime.combine(period.since, time.min, UTC), datetime.combine(period.until + DAY, time.min, UTC)
    near = select(Feedback.language, Feedback.segment).where(
        Feedback.site_id == site_id, *_counted(),
        Feedback.id >= earliest_id(first), Feedback.id < earliest_id(last),
    )  # fmt: skip
    near = near.order_by(Feedback.id.desc() if newest else Feedback.id).limit(MOST_COMPARED)
    each = [select(near.where(Feedback.touchpoint_id == one).subquery()) for one in touchpoints]
    them = union_all(*each).subquery()
    wanted = select(them.c.language, them.c.segment, func.count()).group_by(them.c.language, them.c.segment)
    return [(row[0], row[1], row[2]) for row in db.session.execute(wanted)] if each else []
