"""What time does to recovery cases: one that nobody answers goes to the managers, one that she leaves is closed."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from backend.conversations.recovery_course import close_unanswered
from backend.conversations.recovery_models import ANSWERED, OPEN, RecoveryCase
from backend.conversations.recovery_queries import in_view, manager_ids
from backend.conversations.recovery_settings import no_answer_days
from backend.events.record import record
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.sites.models import Site

AT_ONCE = 100


def tend_recovery_cases() -> bool:
    """Escalate what is overdue and close what the visitor has left; whether there may be more."""
    more = False
    for site_id in db.session.scalars(select(Site.id)).all():
        late, left = _overdue(site_id), _left(site_id)
        if late or left:
            with writing():
                _escalate(site_id, late)
                _close(site_id, left)
        more = more or AT_ONCE in {len(late), len(left)}
    db.session.rollback()
    return more


def _overdue(site_id: UUID) -> Sequence[UUID]:
    late = (RecoveryCase.state == OPEN, RecoveryCase.due_at < now(), RecoveryCase.escalated_at.is_(None))
    return _ids(site_id, *late, in_view())


def _left(site_id: UUID) -> Sequence[UUID]:
    """Answered cases in which the visitor has had her time to say whether it helped."""
    until = now() - timedelta(days=no_answer_days(site_id))
    return _ids(site_id, RecoveryCase.state == ANSWERED, RecoveryCase.moment < until)


def _ids(site_id: UUID, *conditions: object) -> Sequence[UUID]:
    wanted = select(RecoveryCase.id).join(RecoveryCase.feedback).where(RecoveryCase.site_id == site_id, *conditions)  # type: ignore[arg-type]
    return db.session.scalars(wanted.order_by(RecoveryCase.moment).limit(AT_ONCE)).all()


def _locked(site_id: UUID, ids: Sequence[UUID], state: str) -> Sequence[RecoveryCase]:
    """Those of them that are still in this state, kept from every other writer."""
    wanted = select(RecoveryCase).where(RecoveryCase.site_id == site_id, RecoveryCase.id.in_(ids))
    locked = wanted.where(RecoveryCase.state == state).order_by(RecoveryCase.id)
    return db.session.scalars(locked.with_for_update(of=RecoveryCase)).all()


def _escalate(site_id: UUID, ids: Sequence[UUID]) -> None:
    """Mark them, and write down whom it concerns: who sends mail reads it there."""
    told = [str(staff_id) for staff_id in manager_ids(site_id)] if ids else []
    for case in _locked(site_id, ids, OPEN):
        case.escalated_at, case.in_time = now(), False if case.in_time is None else case.in_time
        record("recovery.escalated", site_id, case.feedback_id, due_at=case.due_at.isoformat(), managers=told)


def _close(site_id: UUID, ids: Sequence[UUID]) -> None:
    for case in _locked(site_id, ids, ANSWERED):
        close_unanswered(case)
