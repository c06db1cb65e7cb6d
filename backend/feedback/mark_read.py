"""A member of the staff has read what the visitor said; the visitor may know."""

from backend.accounts.credentials import Credential
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.revise import touch
from backend.foundation.clock import now
from backend.foundation.database import db


def mark_read(feedback: Feedback, actor: Credential) -> None:
    """The first reading counts. The caller read the row to change it, so that of two at once one is the first."""
    if feedback.read_at is None:
        touch(db.session(), feedback, read_at=now())
        record("feedback.read", feedback.site_id, feedback.id, actor)
