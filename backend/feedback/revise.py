"""Change one feedback on record: later steps of the visitor, decisions, erasing. Counts and search words follow."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from backend.feedback.counts import CountKey, add_counts
from backend.feedback.models import NO_LABEL, UNCOUNTED, Erasure, Feedback, Rating
from backend.feedback.record import Answer, searchable, sentiment_columns
from backend.feedback.search import drop_row, replace_row
from backend.foundation.clock import now
from backend.foundation.errors import NotFound
from backend.foundation.statements import DriverCursor, driver_cursor
from backend.sentiment.result import Sentiment

TICK = timedelta(milliseconds=1)


def revise(
    session: Session,
    feedback: Feedback,
    answers: Sequence[Answer],
    sentiment: Sentiment | None,
    changes: dict[str, Any],
) -> Feedback:
    """Set answers and columns (`comment`, `texts`, `value`, `score`, `publication`, …) of a feedback.

    The counts lose what was said before and gain what is said now. A staff correction of other columns is untouched.
    """
    before = _keys(feedback)
    for answer in answers:
        session.merge(
            Rating(
                site_id=feedback.site_id, feedback_id=feedback.id,
                question_id=answer.question_id, value=answer.value, score=answer.score,
            )
        )  # fmt: skip
    moment = now()
    moments = {"updated_at": moment, "said_at": max(moment, feedback.said_at + TICK)}
    for name, value in {**changes, **sentiment_columns(sentiment), **moments}.items():
        setattr(feedback, name, value)
    session.flush()
    session.refresh(feedback)
    cursor = driver_cursor(session.connection())
    add_counts(cursor, [*((key, -1) for key in before), *((key, 1) for key in _keys(feedback))])
    reindex(cursor, feedback)
    return feedback


def reindex(cursor: DriverCursor, feedback: Feedback) -> None:
    words = searchable(feedback.comment, feedback.texts, feedback.language)
    replace_row(cursor, feedback.site_id, feedback.id, words)


def set_publication(session: Session, feedback: Feedback, publication: str) -> None:
    """Move it, counting what leaves spam and no longer what is set aside as such. The caller holds the row's lock."""
    cursor = driver_cursor(session.connection())
    if UNCOUNTED in {publication, feedback.publication}:
        add_counts(cursor, [(key, -1 if publication == UNCOUNTED else 1) for key in _every_key(feedback)])
    touch(session, feedback, publication=publication)


def erase(session: Session, feedback: Feedback) -> None:
    """Forget what was said, with every trace of it but the fact of the erasure. Messages go by cascade."""
    cursor = driver_cursor(session.connection())
    add_counts(cursor, [(key, -1) for key in _keys(feedback)])
    drop_row(cursor, feedback.site_id, feedback.id)
    session.add(Erasure(site_id=feedback.site_id, entry_id=feedback.entry_id, erased_at=now()))
    row = (Feedback.site_id == feedback.site_id, Feedback.id == feedback.id)
    session.execute(delete(Feedback).where(*row))
    session.expunge(feedback)


def touch(session: Session, feedback: Feedback, **values: Any) -> None:
    """Update only the named columns, so that two staff members at once do not undo each other's work.

    Raises NotFound when the visitor has erased it meanwhile.
    """
    row = (Feedback.site_id == feedback.site_id, Feedback.id == feedback.id)
    touched = session.execute(update(Feedback).where(*row).values(updated_at=now(), **values))
    if touched.rowcount != 1:  # type: ignore[attr-defined]
        raise NotFound("This feedback was erased by its author.")


def _keys(feedback: Feedback) -> list[CountKey]:
    """What it stands for in the counts at present."""
    return [] if feedback.publication == UNCOUNTED else _every_key(feedback)


def _every_key(feedback: Feedback) -> list[CountKey]:
    label = feedback.sentiment_label or NO_LABEL
    return [
        CountKey(feedback.site_id, feedback.touchpoint_id, rating.question_id, feedback.day, rating.value, label)
        for rating in feedback.ratings
    ]
