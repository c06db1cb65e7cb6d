"""Who gave which answers: the newest entries of a stretch of days, person by person, as far as each told who she is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from backend.customers.models import Identification
from backend.customers.queries import spoken_for
from backend.feedback.models import Feedback, Rating
from backend.foundation.database import db
from backend.foundation.ids import earliest_id
from backend.insights.period import DAY, Period
from backend.insights.queries import Filters, stands_in

# A share of so many is known within a point of 100, and reading them takes a fraction of a second.
MOST_ENTRIES = 10_000
Person = tuple[Literal["customer", "email", "subject", "entry"], Any]


@dataclass(frozen=True, slots=True)
class Said:
    """One answer. `entry_id` tells the time (UUIDv7). Who told nothing of herself is known by her entry alone."""

    person: Person
    entry_id: UUID
    touchpoint_id: UUID
    question_id: UUID
    value: int


@dataclass(frozen=True, slots=True)
class Voices:
    """Answers, the oldest first. `is_whole`: no entry of these days was left out."""

    said: Sequence[Said]
    is_whole: bool


def voices(site_id: UUID, period: Period, filters: Filters, questions: Iterable[UUID]) -> Voices:
    """The answers to these questions in the newest MOST_ENTRIES entries of the period."""
    newest = select(*_COLUMNS, Identification.customer_id).outerjoin(Identification, _ITS_IDENTITY)
    newest = newest.where(*stands_in(site_id, period, filters)).order_by(Feedback.id.desc())
    return _read(site_id, newest, questions)


def customers_voices(site_id: UUID, period: Period, filters: Filters, questions: Iterable[UUID]) -> Voices:
    """The same of verified customers alone. By way of what is known of them: most entries may be nobody's."""
    first, last = (datetime.combine(day, time.min, UTC) for day in (period.since - DAY, period.until + 2 * DAY))
    newest = select(*_COLUMNS, Identification.customer_id).select_from(Identification).join(Feedback, _ITS_IDENTITY)
    newest = newest.where(
        Identification.site_id == site_id,
        Identification.feedback_id.between(earliest_id(first), earliest_id(last)),
        Identification.customer_id.is_not(None),
        *stands_in(site_id, period, filters),
    )
    return _read(site_id, newest.order_by(Identification.feedback_id.desc()), questions)


_COLUMNS = (Feedback.id, Feedback.touchpoint_id, Feedback.email, Feedback.subject)
_ITS_IDENTITY = and_(Identification.site_id == Feedback.site_id, Identification.feedback_id == Feedback.id)


def _read(site_id: UUID, newest: Select[*tuple[Any, ...]], questions: Iterable[UUID]) -> Voices:
    entry = newest.limit(MOST_ENTRIES + 1).subquery()
    rating = aliased(Rating)
    its = and_(
        rating.site_id == site_id, rating.feedback_id == entry.c.id, rating.question_id.in_(sorted(questions, key=str))
    )
    rows = db.session.execute(select(entry, rating.question_id, rating.value).outerjoin(rating, its)).all()
    entries = sorted({row.id for row in rows}, reverse=True)
    kept = set(entries[:MOST_ENTRIES])
    whose = _naming(site_id)
    said = [
        Said(whose(row), row.id, row.touchpoint_id, row.question_id, row.value)
        for row in rows
        if row.value is not None and row.id in kept
    ]
    return Voices(sorted(said, key=lambda one: one.entry_id), len(entries) <= MOST_ENTRIES)


def _naming(site_id: UUID) -> Callable[[Any], Person]:
    """Whose an entry is: the customer's whom the site's token named, else of whom left this address, else of who came
    about this (an order, say), else of one of whom nothing is known."""
    speaker = spoken_for(site_id)

    def whose(row: Any) -> Person:
        if row.customer_id is not None:
            return "customer", speaker.get(row.customer_id, row.customer_id)
        if row.email:
            return "email", row.email.casefold()
        return ("subject", row.subject) if row.subject else ("entry", row.id)

    return whose
