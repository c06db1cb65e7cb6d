"""What is on record, read from the database itself, past the server."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, create_engine, func, select, text

from backend.events.models import Event
from backend.feedback.models import UNCOUNTED, DayCount, Feedback, Rating
from backend.settings import database_url


def expect_exactly(address: str, acknowledged: Iterable[UUID]) -> None:
    """Every acknowledged entry is on record once and nothing else is; everything that is kept beside it agrees."""
    engine = create_engine(database_url(address))
    try:
        with engine.connect() as connection:
            _expect_entries(connection, Counter(acknowledged))
            _expect_counts(connection)
            if connection.dialect.name == "sqlite":
                _expect_sound_file(connection)
    finally:
        engine.dispose()


def stored(address: str) -> Counter[UUID]:
    engine = create_engine(database_url(address))
    try:
        with engine.connect() as connection:
            return Counter(connection.scalars(select(Feedback.entry_id)))
    finally:
        engine.dispose()


def _expect_entries(connection: Connection, acknowledged: Counter[UUID]) -> None:
    found = Counter(connection.scalars(select(Feedback.entry_id)))
    lost, doubled = acknowledged.keys() - found.keys(), {entry for entry, times in found.items() if times > 1}
    unasked = found.keys() - acknowledged.keys()
    assert (len(lost), len(doubled), len(unasked)) == (0, 0, 0), "lost, doubled, stored but never acknowledged"
    assert max(acknowledged.values(), default=1) == 1, "an id was acknowledged to two visitors"
    told = Counter(connection.scalars(select(Event.subject_id).where(Event.kind == "feedback.received")))
    assert told == Counter(connection.scalars(select(Feedback.id))), "one event a feedback"


def _expect_counts(connection: Connection) -> None:
    theirs = (Feedback.site_id == Rating.site_id) & (Feedback.id == Rating.feedback_id)
    given = select(Rating.question_id, Rating.value, func.count()).join(Feedback, theirs)
    given = given.where(Feedback.publication != UNCOUNTED).group_by(Rating.question_id, Rating.value)
    kept = select(DayCount.question_id, DayCount.value, func.sum(DayCount.n))
    kept = kept.group_by(DayCount.question_id, DayCount.value)
    ratings = {tuple(row[:2]): int(row[2]) for row in connection.execute(given)}
    counts = {tuple(row[:2]): int(row[2]) for row in connection.execute(kept) if row[2]}
    assert counts == ratings, "the day counts are the ratings, counted"


def _expect_sound_file(connection: Connection) -> None:
    assert connection.scalars(text("PRAGMA integrity_check")).all() == ["ok"]
    assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    connection.execute(text("INSERT INTO feedback_search(feedback_search) VALUES ('integrity-check')"))
    connection.rollback()
    searchable = select(func.count()).select_from(Feedback).where(Feedback.comment.is_not(None))
    assert connection.scalar(text("SELECT count(*) FROM feedback_search")) == connection.scalar(searchable)
