"""The visitor takes back what she said, and may give it again: nothing is erased meanwhile."""

from datetime import datetime
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
    """As if it had never been withdrawn; but what staff did to the case meanwhile stays, and new words open it."""
    if feedback.withdrawn_at is not None:
        case = _case_again(feedback, feedback.withdrawn_at) if feedback.case == "solved" else feedback.case
        set_withdrawn(db.session(), feedback, None, case=case)
        record(RETURNED, feedback.site_id, feedback.id)
        _tell_pages(feedback)
    return feedback


def _case_again(feedback: Feedback, withdrawn_at: datetime) -> str:
    newest_first = events_about(feedback.site_id, feedback.id)[::-1]
    since = takewhile(lambda event: event.kind != WITHDRAWN, newest_first)
    if any(event.kind == "case.solved" for event in since):
        return "solved"  # staff had opened it meanwhile, and were done with it
    before = next((str(event.data["case"]) for event in newest_first if event.kind == WITHDRAWN), "open")
    return "open" if feedback.said_at > withdrawn_at and before in {"waiting", "solved"} else before


def _tell_pages(feedback: Feedback) -> None:
    db.session.refresh(feedback)
    touch(feedback.site_id)  # last, as every verb does: PostgreSQL's row locks are taken in one order
