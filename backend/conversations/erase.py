"""The visitor takes back everything she said."""

from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.revise import erase
from backend.foundation.database import db
from backend.sites.manage import touch


def erase_as_visitor(feedback: Feedback) -> None:
    """Erase the feedback and its conversation; only the fact that it happened stays."""
    record("feedback.erased", feedback.site_id, feedback.id, by="visitor")
    erase(db.session(), feedback)
    touch(feedback.site_id)  # last, as every verb does: PostgreSQL's row locks are taken in one order
