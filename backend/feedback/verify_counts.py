"""Count anew from the feedback on record, and tell where the kept day counts say something else."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text

from backend.feedback.counts import CountKey, add_counts
from backend.feedback.models import ANSWERED, NO_LABEL, UNCOUNTED, DayCount, Feedback, Rating
from backend.feedback.packed_days import lock_of
from backend.foundation.database import db, is_sqlite, writing
from backend.foundation.statements import driver_cursor
from backend.touchpoints.models import Question
from backend.touchpoints.options import numbers_of

CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Difference:
    key: CountKey
    kept: int
    counted: int


def differences(site_id: UUID) -> list[Difference]:
    """Where the counts of a site differ from a full recount; empty when they are exact. Others may write meanwhile."""
    db.session.rollback()
    if not is_sqlite():  # both readings of one moment; and a large site may take its time
        db.session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        db.session.execute(text("SET LOCAL statement_timeout = 0"))
    return _compared(site_id)


def repair(site_id: UUID) -> list[Difference]:
    """Set right what differs, while nobody else writes; what it was."""
    with writing():
        if not is_sqlite():
            db.session.execute(text("SET LOCAL statement_timeout = 0"))
            # Before the tables: who packs holds this lock when it comes to write them, and would wait for us for ever.
            db.session.execute(text("SELECT pg_advisory_xact_lock_shared(:key)"), {"key": lock_of(site_id)})
            tables = "feedback, rating, packed_month, spoilt_day, day_count"
            db.session.execute(text(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE"))
        found = _compared(site_id)
        cursor = driver_cursor(db.session().connection())
        add_counts(cursor, [(one.key, one.counted - one.kept) for one in found])
        return found


def _compared(site_id: UUID) -> list[Difference]:
    kept, counted = _kept(site_id), recount(site_id)
    keys = sorted({*kept, *counted}, key=lambda key: tuple(map(str, key)))
    return [Difference(key, kept[key], counted[key]) for key in keys if kept[key] != counted[key]]


def _kept(site_id: UUID) -> Counter[CountKey]:
    columns = (DayCount.touchpoint_id, DayCount.question_id, DayCount.day, DayCount.value, DayCount.label)
    rows = db.session.execute(select(*columns, DayCount.n).where(DayCount.site_id == site_id))
    return Counter({CountKey(site_id, *row[:5]): row[5] for row in rows})


def recount(site_id: UUID) -> Counter[CountKey]:
    """What the counts must be: every rating and every choice of what is neither spam nor withdrawn."""
    total = Counter({CountKey(site_id, *row[:5]): row[5] for row in db.session.execute(_ratings(site_id))})
    total.update(_chosen(site_id))
    return total


def _counted(site_id: UUID) -> tuple[Any, ...]:
    return (Feedback.site_id == site_id, Feedback.publication != UNCOUNTED, Feedback.withdrawn_at.is_(None))


def _ratings(site_id: UUID) -> Any:
    label = func.coalesce(Feedback.sentiment_label, NO_LABEL)
    columns = (Feedback.touchpoint_id, Rating.question_id, Feedback.day, Rating.value, label)
    its = (Rating.site_id == Feedback.site_id) & (Rating.feedback_id == Feedback.id)
    return select(*columns, func.count()).join(Rating, its).where(*_counted(site_id)).group_by(*columns)


def _chosen(site_id: UUID) -> Iterator[CountKey]:
    questions = _questions(site_id)
    columns = (Feedback.touchpoint_id, Feedback.day, Feedback.sentiment_label, Feedback.choices)
    wanted = select(*columns).where(*_counted(site_id), Feedback.choices.is_not(None))
    for touchpoint_id, day, label, choices in db.session.execute(wanted.execution_options(yield_per=CHUNK)):
        for key, options in choices.items():
            question = questions[touchpoint_id, key]
            for number in _numbers(question, options):
                yield CountKey(site_id, touchpoint_id, question.id, day, number, label or NO_LABEL)


def _questions(site_id: UUID) -> Mapping[tuple[UUID, str], Question]:
    found = db.session.scalars(select(Question).where(Question.site_id == site_id))
    return {(question.touchpoint_id, question.key): question for question in found}


def _numbers(question: Question, options: list[str]) -> list[int]:
    """ANSWERED once, and each option that was chosen; nothing where what was chosen was taken back."""
    numbers = numbers_of(question.options)
    return [ANSWERED, *(numbers[option] for option in options)] if options else []
