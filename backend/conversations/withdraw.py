"""The visitor takes back what she said, and may give it again: nothing is erased meanwhile."""

from backend.events.queries import events_about
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.revise import set_withdrawn
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.sites.manage import touch

WITHDRAWN, RETURNED = "feedback.withdrawn", "feedback.returned"


def withdraw(feedback: Feedback) -> Feedback:
    """Shown to nobody but staff, counted in no figure, its case solved. The caller read it to change it."""
    if feedback.withdrawn_at is None:
        record(WITHDRAWN, feedback.site_id, feedback.id, case=feedback.case)
        set_withdrawn(db.session(), feedback, now(), case="solved")
        _tell_pages(feedback)
    return feedback


def give_back(feedback: Feedback) -> Feedback:
    """As if it had never been withdrawn; what staff did to the case meanwhile stays."""
    if feedback.withdrawn_at is not None:
        case = _case_before(feedback) if feedback.case == "solved" else feedback.case
        set_withdrawn(db.session(), feedback, None, case=case)
        record(RETURNED, feedback.site_id, feedback.id)
        _tell_pages(feedback)
    return feedback


def _case_before(feedback: Feedback) -> str:
    told = [event.data for event in events_about(feedback.site_id, feedback.id) if event.kind == WITHDRAWN]
    return str(told[-1]["case"]) if told else "open"


def _tell_pages(feedback: Feedback) -> None:
    db.session.refresh(feedback)
    touch(feedback.site_id)  # last, as every verb does: PostgreSQL's row locks are taken in one order
