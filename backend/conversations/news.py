"""News to a visitor of what came of her words: a turn that nobody has to answer."""

from uuid import UUID

from backend.conversations.models import FROM_STAFF, Message
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.revise import touch
from backend.foundation.database import db

SENT = "news.sent"


def say_news(feedback: Feedback, text: str, staff_id: UUID | None, by_letter: bool) -> None:
    """Put a private message into the conversation, which the caller read to change it, in this person's name or, with
    None, in the site's. Where she left an address a letter brings it, too, unless `by_letter` is false.

    It is no answer: case, recovery and reaction times stay as they are.
    """
    message = Message(
        site_id=feedback.site_id, feedback_id=feedback.id, author=FROM_STAFF, staff_id=staff_id,
        visibility="private", text=text,
    )  # fmt: skip
    db.session.add(message)
    db.session.flush()
    touch(db.session(), feedback, message_count=Feedback.message_count + 1)
    record(SENT, feedback.site_id, feedback.id, None, message_id=str(message.id), by_letter=by_letter)
