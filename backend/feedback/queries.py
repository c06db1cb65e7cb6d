"""One feedback, found by its id or by its thread key."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from backend.feedback.models import Feedback
from backend.feedback.record import StoredEntry
from backend.foundation.database import db
from backend.foundation.errors import NotFound
from backend.foundation.signing import digest


def find_feedback(site_ids: Sequence[UUID], feedback_id: UUID, to_change: bool = False) -> Feedback:
    """The feedback with this id on one of these sites; NotFound also when it is another site's.

    `to_change` keeps every other writer off it until this transaction ends: it cannot be erased or reworded meanwhile.
    """
    wanted = select(Feedback).where(Feedback.site_id.in_(site_ids), Feedback.id == feedback_id)
    if to_change:
        wanted = wanted.with_for_update(of=Feedback)
    feedback = db.session.scalar(wanted)
    if feedback is None:
        raise NotFound("There is no such feedback on your sites.")
    return feedback


def find_by_thread_key(thread_key: str, to_change: bool = False) -> Feedback:
    """The visitor's own feedback. `to_change` keeps every other writer off it until this transaction ends."""
    wanted = select(Feedback).where(Feedback.thread_digest == digest(thread_key))
    if to_change:
        # Without the row's lock two corrections at once would both take the old rating away from the day counts.
        wanted = wanted.with_for_update(of=Feedback)
    feedback = db.session.scalar(wanted)
    if feedback is None:
        raise NotFound("This conversation does not exist, or it has been erased.")
    return feedback


def entry_on_record(site_id: UUID, entry_id: UUID) -> StoredEntry | None:
    """What is kept of the entry that a browser or program gave this id, if it stands here and was not erased."""
    kept = select(Feedback.fingerprint, Feedback.publication)
    row = db.session.execute(kept.where(Feedback.site_id == site_id, Feedback.entry_id == entry_id)).one_or_none()
    return StoredEntry(*row) if row else None
