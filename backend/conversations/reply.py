"""Add a turn to the conversation: staff answer or note, the visitor follows up."""

from uuid import UUID

from sqlalchemy import select

from backend.accounts.credentials import Credential
from backend.conversations.models import FROM_STAFF, FROM_VISITOR, Message
from backend.conversations.recovery_course import note_answer
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.revise import touch
from backend.foundation.database import db
from backend.foundation.errors import IdempotencyMismatch
from backend.sites.manage import touch as touch_site


def reply_as_staff(feedback: Feedback, text: str, visibility: str, author: Credential) -> Message:
    """Answer in public or in private, or leave a note. An answer puts the case to waiting; a note changes no state."""
    message = Message(
        site_id=feedback.site_id, feedback_id=feedback.id, author=FROM_STAFF, staff_id=author.staff_id,
        visibility=visibility, text=text,
    )  # fmt: skip
    is_note = visibility == "note"
    _add(feedback, message, {} if is_note else {"case": "waiting"})
    record("note.added" if is_note else "reply.sent", feedback.site_id, feedback.id, author, message_id=str(message.id))
    if not is_note:
        note_answer(feedback, message.sent_at, author)
    if visibility == "public":
        touch_site(feedback.site_id)
    return message


def follow_up_as_visitor(feedback: Feedback, message_id: UUID, text: str) -> Message:
    """The visitor adds to her feedback, which waits for staff again. The same message sent twice is one message."""
    known = db.session.scalar(select(Message).where(Message.site_id == feedback.site_id, Message.id == message_id))
    if known is not None:
        if known.feedback_id != feedback.id or known.author != FROM_VISITOR or known.text != text:
            raise IdempotencyMismatch("A message with this id came before with other words; use a new id.")
        return known
    message = Message(
        site_id=feedback.site_id, id=message_id, feedback_id=feedback.id, author=FROM_VISITOR,
        visibility="private", text=text,
    )  # fmt: skip
    _add(feedback, message, {"case": "open"} if feedback.case in {"waiting", "solved"} else {})
    record("message.received", feedback.site_id, feedback.id, None, message_id=str(message_id))
    return message


def _add(feedback: Feedback, message: Message, changes: dict[str, str]) -> None:
    db.session.add(message)
    db.session.flush()
    touch(db.session(), feedback, message_count=Feedback.message_count + 1, **changes)
