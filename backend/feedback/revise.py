"""Change one feedback on record: later steps of the visitor, decisions, erasing. Counts and search words follow."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from backend.feedback.contradiction import contradicts
from backend.feedback.counts import CountKey, add_counts
from backend.feedback.models import ANSWERED, NO_LABEL, UNCOUNTED, Correction, Erasure, Feedback, Rating
from backend.feedback.record import Answer, searchable, sentiment_columns
from backend.feedback.search import drop_row, replace_row
from backend.foundation.clock import now
from backend.foundation.errors import NotFound
from backend.foundation.statements import DriverCursor, driver_cursor
from backend.sentiment.result import Sentiment
from backend.touchpoints.options import numbers_of

TICK = timedelta(milliseconds=1)


def revise(
    session: Session,
    feedback: Feedback,
    answers: Sequence[Answer],
    sentiment: Sentiment | None,
    changes: dict[str, Any],
) -> Feedback:
    """Set answers and columns (`comment`, `texts`, `value`, `score`, `publication`, …) of a feedback.

    The counts lose what was said before and gain what is said now. The label that staff gave the words stays while the
    words do.
    """
    before = _keys(feedback)
    if changes.get("comment", feedback.comment) != feedback.comment:
        drop_correction(session, feedback)
    for answer in answers:
        session.merge(
            Rating(
                site_id=feedback.site_id, feedback_id=feedback.id,
                question_id=answer.question_id, value=answer.value, score=answer.score,
            )
        )  # fmt: skip
    moment = now()
    moments = {"updated_at": moment, "said_at": max(moment, feedback.said_at + TICK)}
    for name, value in {**changes, **moments}.items():
        setattr(feedback, name, value)
    _tell(feedback, sentiment)
    session.flush()
    session.refresh(feedback)
    cursor = driver_cursor(session.connection())
    add_counts(cursor, [*((key, -1) for key in before), *((key, 1) for key in _keys(feedback))])
    reindex(cursor, feedback)
    return feedback


def drop_correction(session: Session, feedback: Feedback) -> None:
    """Forget the label that staff gave, if they gave one. The feedback's label is the caller's to set."""
    its = (Correction.site_id == feedback.site_id, Correction.feedback_id == feedback.id)
    session.execute(delete(Correction).where(*its))
    session.refresh(feedback, ["correction"])


def rejudge(session: Session, many: Iterable[tuple[Feedback, Sentiment | None]]) -> int:
    """Give these feedback another verdict of the scorer; how many labels changed by it. The staff's labels stay.

    The caller read them to change them.
    """
    steps: list[tuple[CountKey, int]] = []
    changed = 0
    for feedback, sentiment in many:
        label, before = feedback.sentiment_label, _keys(feedback)
        _tell(feedback, sentiment)
        changed += feedback.sentiment_label != label
        steps += [*((key, -1) for key in before), *((key, 1) for key in _keys(feedback))]
    session.flush()
    add_counts(driver_cursor(session.connection()), steps)
    return changed


def relabel(session: Session, feedback: Feedback, label: str, by_staff: bool) -> None:
    """Let this label count for the feedback, which the caller read to change it."""
    before = _keys(feedback)
    feedback.sentiment_label = label
    feedback.contradicts = contradicts(feedback.score, label, feedback.sentiment, by_staff)
    feedback.updated_at = now()
    session.flush()
    after = ((key, 1) for key in _keys(feedback))
    add_counts(driver_cursor(session.connection()), [*((key, -1) for key in before), *after])


def _tell(feedback: Feedback, sentiment: Sentiment | None) -> None:
    """Set what the scorer says, and what follows from it: of the label that staff gave nothing."""
    for name, value in sentiment_columns(sentiment).items():
        setattr(feedback, name, value)
    if feedback.correction:
        feedback.sentiment_label = feedback.correction.label
    by_staff = feedback.correction is not None
    feedback.contradicts = contradicts(feedback.score, feedback.sentiment_label, feedback.sentiment, by_staff)


def reindex(cursor: DriverCursor, feedback: Feedback) -> None:
    words = searchable(feedback.comment, feedback.texts, feedback.language)
    replace_row(cursor, feedback.site_id, feedback.id, words)


def set_publication(session: Session, feedback: Feedback, publication: str) -> None:
    """Move it, counting what leaves spam and no longer what is set aside as such. The caller holds the row's lock."""
    cursor = driver_cursor(session.connection())
    if UNCOUNTED in {publication, feedback.publication} and feedback.withdrawn_at is None:
        add_counts(cursor, [(key, -1 if publication == UNCOUNTED else 1) for key in _every_key(feedback)])
    touch(session, feedback, publication=publication)


def set_publications(session: Session, many: Sequence[Feedback], publication: str) -> None:
    """Move these all at once, as `set_publication` moves one. They are of one site; the caller holds their locks."""
    steps: list[tuple[CountKey, int]] = []
    for feedback in many:
        if UNCOUNTED in {publication, feedback.publication} and feedback.withdrawn_at is None:
            steps += [(key, -1 if publication == UNCOUNTED else 1) for key in _every_key(feedback)]
    add_counts(driver_cursor(session.connection()), steps)
    if many:
        these = (Feedback.site_id == many[0].site_id, Feedback.id.in_([feedback.id for feedback in many]))
        session.execute(update(Feedback).where(*these).values(publication=publication, updated_at=now()))


def set_withdrawn(session: Session, feedback: Feedback, moment: datetime | None, **changes: Any) -> None:
    """Take it back at this moment, or (None) give it again, and count it accordingly. The caller holds the row's lock.

    `changes` are further columns. Raises NotFound when the visitor has erased it meanwhile.
    """
    cursor = driver_cursor(session.connection())
    if feedback.publication != UNCOUNTED and (moment is None) != (feedback.withdrawn_at is None):
        add_counts(cursor, [(key, 1 if moment is None else -1) for key in _every_key(feedback)])
    touch(session, feedback, withdrawn_at=moment, **changes)


def erase(session: Session, feedback: Feedback) -> None:
    """Forget what was said, with every trace of it but the fact of the erasure. Messages go by cascade."""
    cursor = driver_cursor(session.connection())
    add_counts(cursor, [(key, -1) for key in _keys(feedback)])
    drop_row(cursor, feedback.site_id, feedback.id)
    followers = (Feedback.site_id == feedback.site_id, Feedback.duplicate_of_id == feedback.id)
    session.execute(update(Feedback).where(*followers).values(duplicate_of_id=None, case="open"))
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
    return _every_key(feedback) if feedback.is_counted else []


def _every_key(feedback: Feedback) -> list[CountKey]:
    label = feedback.sentiment_label or NO_LABEL
    counted = [(rating.question_id, rating.value) for rating in feedback.ratings]
    counted += _chosen(feedback)
    place = (feedback.site_id, feedback.touchpoint_id)
    return [CountKey(*place, question_id, feedback.day, value, label) for question_id, value in counted]


def _chosen(feedback: Feedback) -> Iterator[tuple[UUID, int]]:
    """The questions at which something was chosen, with ANSWERED and the number of each option chosen."""
    if not feedback.choices:
        return
    for question in feedback.touchpoint.questions:
        numbers = numbers_of(question.options)
        options = feedback.choices.get(question.key, ())
        for number in (ANSWERED, *(numbers[option] for option in options)) if options else ():
            yield question.id, number
