"""Add a turn to the conversation: staff answer or note, the visitor follows up."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.accounts.credentials import Credential
from backend.conversations.draft import drop_draft
from backend.conversations.models import FROM_STAFF, FROM_VISITOR, Message
from backend.conversations.queries import messages_of
from backend.conversations.recovery_course import note_answer
from backend.events.record import record
from backend.feedback.merge import duplicates_of
from backend.feedback.models import Feedback
from backend.feedback.revise import touch
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Conflict, IdempotencyMismatch
from backend.foundation.fields import utc_text
from backend.sites.manage import touch as touch_site

UNCHECKED: Any = object()  # what was seen is not told: nothing is compared


class AnsweredMeanwhile(Conflict):
    """Somebody else wrote since; `messages` are what was not seen, as plain values, `text` what was not sent."""

    code, title = "answered_meanwhile", "Somebody wrote while this answer was written"

    def __init__(self, unseen: Sequence[Message], text: str) -> None:
        names = " and ".join(dict.fromkeys(message.name or message.author for message in unseen))
        super().__init__(
            f"{names} wrote meanwhile, so your answer was not sent. Read what came, then send yours if it still fits."
        )
        self.members = {"messages": [_told(message) for message in unseen], "text": text}


def reply_as_staff(
    feedback: Feedback, text: str, visibility: str, author: Credential, seen: UUID | None = UNCHECKED
) -> Message:
    """Answer in public or in private, or leave a note. An answer puts the case to waiting; a note changes no state.

    `seen` is the last message that the author had read, None if there was none; raises AnsweredMeanwhile where others
    have written since. A note contradicts nobody, so it is taken all the same. The author's draft is used up.
    """
    if seen is not UNCHECKED and visibility != "note":
        _refuse_unseen(feedback, seen, text, author)
    drop_draft(feedback, author.staff_id)
    if visibility == "note":
        return _say(feedback, text, visibility, author, "note.added")
    message = _say(feedback, text, visibility, author, "reply.sent", case="waiting")
    for follower in _also_told(feedback, visibility):
        _say(follower, text, visibility, author, "reply.sent")
    if visibility == "public":
        touch_site(feedback.site_id)
    return message


def _say(feedback: Feedback, text: str, visibility: str, author: Credential, kind: str, **changes: str) -> Message:
    message = Message(
        site_id=feedback.site_id, feedback_id=feedback.id, author=FROM_STAFF, staff_id=author.staff_id,
        visibility=visibility, text=text,
    )  # fmt: skip
    answered = {"answered_at": feedback.answered_at or now()} if kind == "reply.sent" else {}
    _add(feedback, message, {**changes, **answered})
    record(kind, feedback.site_id, feedback.id, author, message_id=str(message.id))
    if kind == "reply.sent":
        note_answer(feedback, message.sent_at, author)
    return message


def _also_told(feedback: Feedback, visibility: str) -> list[Feedback]:
    """What was merged into it. A private answer goes only to those who left the same address: to the same person."""
    merged = duplicates_of(feedback)
    if visibility == "public":
        return list(merged)
    return [one for one in merged if feedback.email and one.email and one.email.lower() == feedback.email.lower()]


def _refuse_unseen(feedback: Feedback, seen: UUID | None, text: str, author: Credential) -> None:
    """The feedback was read to be changed, so nobody writes between this look and the answer."""
    turns = list(messages_of(feedback))
    places = [place for place, message in enumerate(turns) if message.id == seen]
    unseen = [message for message in turns[places[0] + 1 if places else 0 :] if message.staff_id != author.staff_id]
    if unseen:
        raise AnsweredMeanwhile(unseen, text)


def _told(message: Message) -> dict[str, Any]:
    return {
        "id": str(message.id),
        "from": message.author,
        "name": message.name,
        "visibility": message.visibility,
        "text": message.text,
        "sent_at": utc_text(message.sent_at),
    }


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


def _add(feedback: Feedback, message: Message, changes: dict[str, Any]) -> None:
    db.session.add(message)
    db.session.flush()
    touch(db.session(), feedback, message_count=Feedback.message_count + 1, **changes)
