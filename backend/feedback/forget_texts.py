"""Forget the words of old feedback and who wrote them, and keep every number: ratings, choices, day and labels stay."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session, lazyload

from backend.feedback.meaning_models import Meaning
from backend.feedback.models import Feedback
from backend.feedback.search import drop_row
from backend.foundation.clock import now
from backend.foundation.statements import driver_cursor

# What a visitor wrote, what her page told of her, and what staff and rules quoted of it.
FORGOTTEN = (
    "comment", "texts", "email", "page_url", "page_title", "subject", "attributes", "element", "shown_name",
    "statement", "reasons",
)  # fmt: skip
# Made of the words as they came: of a short text it would tell what it was.
NO_FINGERPRINT = bytes(32)


def holds_words() -> ColumnElement[bool]:
    """Whether there is anything to forget on a feedback itself."""
    return or_(*(getattr(Feedback, name).is_not(None) for name in FORGOTTEN))


def locked(session: Session, *conditions: ColumnElement[bool]) -> Sequence[Feedback]:
    """These feedback, read to change them and without what hangs on them, in the order of their ids."""
    bare = [lazyload(Feedback.touchpoint), lazyload(Feedback.assignee), lazyload(Feedback.ratings)]
    wanted = select(Feedback).options(*bare, lazyload(Feedback.correction)).where(*conditions)
    return session.scalars(wanted.order_by(Feedback.id).with_for_update(of=Feedback)).all()


def forget_texts(session: Session, site_id: UUID, many: Collection[Feedback]) -> None:
    """Take the words from these, which are of one site and locked by the caller; no count changes by it."""
    moment, cursor = now(), driver_cursor(session.connection())
    for feedback in many:
        _forget(feedback, moment)
        drop_row(cursor, site_id, feedback.id)
    these = (Meaning.site_id == site_id, Meaning.feedback_id.in_([feedback.id for feedback in many]))
    session.execute(delete(Meaning).where(*these))
    session.flush()


def _forget(feedback: Feedback, moment: datetime) -> None:
    for name in FORGOTTEN:
        setattr(feedback, name, None)
    if feedback.sentiment:
        feedback.sentiment = {**feedback.sentiment, "evidence": []}  # places in a text that is gone
    feedback.fingerprint = NO_FINGERPRINT
    feedback.forgotten_at = feedback.updated_at = moment
