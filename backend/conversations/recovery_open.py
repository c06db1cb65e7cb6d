"""Open a recovery case: by a rule, by hand, or once more."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from backend.accounts.credentials import Credential
from backend.conversations.recovery_hours import after_working
from backend.conversations.recovery_models import ANSWERED, CANCELLED, OPEN, RecoveryCase
from backend.conversations.recovery_queries import any_case_of
from backend.conversations.recovery_rules import BY_HAND, Turn, whose_turn
from backend.conversations.recovery_settings import Recovery, recovery_of
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.revise import touch
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Conflict


class InRecovery(Conflict):
    code, title = "in_recovery", "The visitor is being won back already"


def open_by_hand(feedback: Feedback, actor: Credential) -> RecoveryCase:
    """Open a case on what no rule caught, or open a closed one once more: a new due time, and no outcome yet.

    The caller read the feedback to change it.
    """
    case = any_case_of(feedback.site_id, feedback.id)
    if case is not None and case.state in {OPEN, ANSWERED}:
        raise InRecovery("This feedback has an open recovery case. Answer the visitor, or close the case first.")
    return open_case(feedback, recovery_of(feedback.touchpoint.site), [{"rule": BY_HAND}], now(), actor)


def open_case(
    feedback: Feedback,
    recovery: Recovery,
    reasons: Sequence[dict[str, Any]],
    since: datetime,
    actor: Credential | None = None,
) -> RecoveryCase:
    """Open it, the answer due so much working time after `since`; whose turn it is owns it, unless somebody does."""
    case = any_case_of(feedback.site_id, feedback.id)
    kind = "recovery.opened" if case is None or case.state == CANCELLED else "recovery.reopened"
    if case is None:
        case = RecoveryCase(site_id=feedback.site_id, feedback_id=feedback.id)
        db.session.add(case)
    case.state, case.reasons, case.first_score, case.opened_at = OPEN, list(reasons), feedback.score, now()
    case.due_at = case.moment = after_working(since, recovery.answer_time, recovery.hours)
    case.answered_at = case.escalated_at = case.closed_at = case.outcome = case.outcome_by = case.second_score = None
    db.session.flush()
    rules = [reason["rule"] for reason in reasons]
    record(kind, feedback.site_id, feedback.id, actor, rules=rules, due_at=case.due_at.isoformat())
    if feedback.assignee_id is None:
        _give_to_next(feedback, recovery)
    db.session.refresh(case)
    return case


def _give_to_next(feedback: Feedback, recovery: Recovery) -> None:
    today = now().astimezone(ZoneInfo(recovery.site.timezone)).date()
    rota = {turn.staff_id: turn for turn in recovery.rota}
    chosen = whose_turn([Turn(turn.staff_id, turn.away_until, turn.last_at) for turn in recovery.rota], today)
    if chosen is None:
        return
    rota[chosen].last_at = now()
    touch(db.session(), feedback, assignee_id=chosen)
    record("case.assigned", feedback.site_id, feedback.id, assignee_id=str(chosen), by="rota")
    db.session.flush()
    db.session.refresh(feedback)
