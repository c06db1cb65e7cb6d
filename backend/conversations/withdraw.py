"""The visitor takes back what she said, and may give it again: nothing is erased meanwhile."""

from itertools import takewhile

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
    """As if it had never been withdrawn; what staff did to the case meanwhile stays, what she said meanwhile opens it."""
    if feedback.withdrawn_at is not None:
        is_said_anew = feedback.said_at > feedback.withdrawn_at
        case = _case_before(feedback) if feedback.case == "solved" else feedback.case
        case = "open" if is_said_anew and case in {"waiting", "solved"} else case
        set_withdrawn(db.session(), feedback, None, case=case)
        record(RETURNED, feedback.site_id, feedback.id)
        _tell_pages(feedback)
    return feedback


def _case_before(feedback: Feedback) -> str:
    """The case as it was when she withdrew, unless staff have opened and solved it since."""
    newest_first = list(reversed(events_about(feedback.site_id, feedback.id)))
    if any(event.kind == "case.solved" for event in takewhile(lambda event: event.kind != WITHDRAWN, newest_first)):
        return "solved"
    return next((str(event.data["case"]) for event in newest_first if event.kind == WITHDRAWN), "open")


def _tell_pages(feedback: Feedback) -> None:
    db.session.refresh(feedback)
    touch(feedback.site_id)  # last, as every verb does: PostgreSQL's row locks are taken in one order
