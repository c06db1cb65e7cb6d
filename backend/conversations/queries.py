from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, select

from backend.conversations.forget_messages import GONE
from backend.conversations.models import FROM_STAFF, Message
from backend.feedback.models import Feedback
from backend.foundation.database import db


def messages_of(feedback: Feedback) -> Sequence[Message]:
    """All turns, oldest first, notes included: for staff."""
    return db.session.scalars(_of(feedback)).all()


def messages_for_visitor(feedback: Feedback) -> Sequence[Message]:
    """The turns the visitor may see: never a note, and none whose words are forgotten."""
    return db.session.scalars(_of(feedback).where(Message.visibility != "note", Message.text != GONE)).all()


def messages_by_feedback(site_id: UUID, feedback_ids: Sequence[str]) -> Mapping[str, Sequence[Message]]:
    """All turns of these feedback, oldest first, notes included, by the feedback's id as a text."""
    ids = [UUID(feedback_id) for feedback_id in feedback_ids]
    wanted = select(Message).where(Message.site_id == site_id, Message.feedback_id.in_(ids))
    found: dict[str, list[Message]] = {}
    for message in db.session.scalars(wanted.order_by(Message.sent_at, Message.id)):
        found.setdefault(str(message.feedback_id), []).append(message)
    return found


def public_answers(site_id: UUID, feedback_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Message]]:
    """What staff answered in public, by feedback."""
    wanted = select(Message).where(
        Message.site_id == site_id,
        Message.feedback_id.in_(feedback_ids),
        Message.visibility == "public",
        Message.author == FROM_STAFF,
    )
    found: dict[UUID, list[Message]] = {}
    for message in db.session.scalars(wanted.order_by(Message.sent_at, Message.id)):
        found.setdefault(message.feedback_id, []).append(message)
    return found


def _of(feedback: Feedback) -> Select[Message]:
    mine = select(Message).where(Message.site_id == feedback.site_id, Message.feedback_id == feedback.id)
    return mine.order_by(Message.sent_at, Message.id)
