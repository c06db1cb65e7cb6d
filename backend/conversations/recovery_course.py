"""How a recovery case goes on: answered, rated again, closed. The caller has read the feedback to change it."""

from datetime import datetime

from backend.accounts.credentials import Credential
from backend.conversations.recovery_models import ANSWERED, CANCELLED, CLOSED, OPEN, RecoveryCase
from backend.conversations.recovery_queries import any_case_of, case_of
from backend.conversations.recovery_rules import NO_ANSWER, outcome_of
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.foundation.clock import now
from backend.foundation.errors import Conflict
from backend.touchpoints.models import Question
from backend.touchpoints.scales import SCALES

BY_VISITOR, BY_STAFF, BY_TIME = "visitor", "staff", "time"


class NotInRecovery(Conflict):
    code, title = "not_in_recovery", "There is no recovery case on this feedback"


def note_answer(feedback: Feedback, sent_at: datetime, actor: Credential) -> None:
    """Staff have answered the visitor: from now on the case waits for what she says of it."""
    case = any_case_of(feedback.site_id, feedback.id)
    if case is None or case.state != OPEN:
        return
    case.state, case.answered_at, case.moment = ANSWERED, sent_at, sent_at
    if case.in_time is None:
        case.in_time = sent_at <= case.due_at
    record("recovery.answered", feedback.site_id, feedback.id, actor, in_time=sent_at <= case.due_at)


def note_second_rating(feedback: Feedback, question: Question, value: int) -> None:
    """The visitor has rated again: her word decides, also over what staff had put down."""
    case = case_of(feedback)
    if case is None:
        return
    second = SCALES[question.kind].score(value)
    outcome = outcome_of(case.first_score, second)
    if (case.state, case.outcome, case.second_score) != (CLOSED, outcome, second):
        case.second_score = second
        _close(case, outcome, BY_VISITOR, None)


def close_by_staff(feedback: Feedback, outcome: str, actor: Credential) -> RecoveryCase:
    """Put down how it ended, where the visitor does not say it herself."""
    case = case_of(feedback)
    if case is None:
        raise NotInRecovery("Nobody has opened a recovery case on this feedback. Open one first.")
    if case.state == CLOSED:
        raise Conflict("This recovery case is closed. Open it again to put down another outcome.")
    _close(case, outcome, BY_STAFF, actor)
    return case


def close_unanswered(case: RecoveryCase) -> None:
    """The visitor has said nothing more for as long as the site waits."""
    _close(case, NO_ANSWER, BY_TIME, None)


def cancel(case: RecoveryCase) -> None:
    """What opened it was a slip: the visitor has corrected it, and nobody has answered yet."""
    case.state, case.moment = CANCELLED, now()
    record("recovery.cancelled", case.site_id, case.feedback_id)


def _close(case: RecoveryCase, outcome: str, by: str, actor: Credential | None) -> None:
    case.state, case.outcome, case.outcome_by = CLOSED, outcome, by
    case.closed_at = case.moment = now()
    record("recovery.closed", case.site_id, case.feedback_id, actor, outcome=outcome, by=by)
