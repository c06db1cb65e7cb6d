"""Praise has a path of its own: thank, ask for leave to publish, and show it once she has given it."""

from backend.accounts.credentials import Credential
from backend.conversations.models import Message
from backend.conversations.praise_models import LeaveRequest
from backend.conversations.reply import reply_as_staff
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.revise import set_publication
from backend.foundation.database import db
from backend.foundation.errors import Conflict
from backend.sites.manage import touch

PRAISE = 75.0  # four stars of five


class NothingToAsk(Conflict):
    code, title = "nothing_to_ask", "There is no leave to ask for"


def is_praise(feedback: Feedback) -> bool:
    """Happy words: by the rating, or where there is none by what the words say."""
    if not feedback.comment or feedback.contradicts:
        return False
    return feedback.score >= PRAISE if feedback.score is not None else feedback.sentiment_label == "positive"


def thank_and_ask(feedback: Feedback, text: str, publishes: bool, actor: Credential) -> Message:
    """Thank her in her own conversation and ask whether others may see what she wrote; a feedback read to be changed.

    `publishes`: it is published when she says yes. Who refused once is asked again only by her own doing.
    """
    if not feedback.comment:
        raise NothingToAsk("This feedback has no words that others could read.")
    if feedback.permission is not None:
        raise NothingToAsk(f"She has {'given' if feedback.permission else 'refused'} leave already.")
    message = reply_as_staff(feedback, text, "private", actor)
    db.session.merge(
        LeaveRequest(
            site_id=feedback.site_id, feedback_id=feedback.id, staff_id=actor.staff_id, publishes=publishes,
            asked_at=message.sent_at,
        )
    )  # fmt: skip
    record("permission.asked", feedback.site_id, feedback.id, actor)
    return message


def leave_request_of(feedback: Feedback) -> LeaveRequest | None:
    return db.session.get(LeaveRequest, (feedback.site_id, feedback.id))


def note_leave(feedback: Feedback) -> None:
    """She has said whether others may see it: staff decided beforehand what follows from a yes.

    Only what still waits for a decision is published: what was hidden meanwhile stays hidden.
    """
    asked = leave_request_of(feedback)
    if asked is None or not asked.publishes or not feedback.permission or feedback.publication != "pending":
        return
    set_publication(db.session(), feedback, "published")
    record("feedback.published", feedback.site_id, feedback.id, by="leave")
    db.session.refresh(feedback)
    touch(feedback.site_id)
