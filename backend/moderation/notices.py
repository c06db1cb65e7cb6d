"""Report what is published, and decide on the report: the words go, or stay, and it is said why."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.accounts.credentials import Credential
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.queries import find_feedback
from backend.feedback.revise import touch
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Conflict, NotFound
from backend.moderation.decide import decide
from backend.moderation.notice_models import KEPT, OPEN, REMOVED, Notice


class AlreadySettled(Conflict):
    code, title = "already_settled", "This report was decided on already"


def report(feedback: Feedback, ground: str, text: str | None, email: str | None) -> Notice:
    """Keep a visitor's report; the words stay published until somebody has decided. The caller holds the row's lock."""
    notice = Notice(site_id=feedback.site_id, feedback_id=feedback.id, ground=ground, text=text, email=email)
    db.session.add(notice)
    db.session.flush()
    touch(db.session(), feedback, reported_at=feedback.reported_at or now())
    record("notice.received", feedback.site_id, feedback.id, None, notice_id=str(notice.id), ground=ground)
    return notice


def settle(notice: Notice, wish: Mapping[str, Any], actor: Credential) -> Notice:
    """Decide on it, and with it on all open reports of the same words. `remove` hides them and tells their author why.

    Raises AlreadySettled for one that was decided on.
    """
    if notice.state != OPEN:
        raise AlreadySettled("This report was decided on already.")
    feedback = find_feedback([notice.site_id], notice.feedback_id, to_change=True)
    is_removed, statement = wish["verdict"] == "remove", wish["statement"]
    if is_removed and feedback.publication == "published":
        decide(feedback, "hide", None, actor, statement=statement, ground=notice.ground)
    for one in open_notices(feedback):
        one.state, one.statement = (REMOVED if is_removed else KEPT), statement
        one.staff_name, one.decided_at = actor.name, now()
    touch(db.session(), feedback, reported_at=None)
    record(f"notice.{'upheld' if is_removed else 'rejected'}", feedback.site_id, feedback.id, actor)
    db.session.flush()
    return notice


def open_notices(feedback: Feedback) -> Sequence[Notice]:
    of_these = select(Notice).where(Notice.site_id == feedback.site_id, Notice.feedback_id == feedback.id)
    return db.session.scalars(of_these.where(Notice.state == OPEN)).all()


def notices_about(feedback: Feedback) -> Sequence[Notice]:
    """All reports of these words, the newest first."""
    of_these = select(Notice).where(Notice.site_id == feedback.site_id, Notice.feedback_id == feedback.id)
    return db.session.scalars(of_these.order_by(Notice.id.desc())).all()


def find_notice(site_ids: Sequence[UUID], notice_id: UUID) -> Notice:
    wanted = select(Notice).where(Notice.site_id.in_(site_ids), Notice.id == notice_id).with_for_update()
    found = db.session.scalar(wanted)
    if found is None:
        raise NotFound("There is no such report on your sites.")
    return found
