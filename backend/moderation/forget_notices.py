"""Forget what visitors wrote when they reported a text that is forgotten itself; that they did, and why, stays."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, update
from sqlalchemy.orm import Session

from backend.feedback.models import Feedback
from backend.moderation.notice_models import OPEN, Notice


def forget_notices(session: Session, site_id: UUID, feedback_ids: Collection[UUID]) -> None:
    these = (Notice.site_id == site_id, Notice.feedback_id.in_(feedback_ids))
    session.execute(update(Notice).where(*these).values(text=None, email=None, statement=None))


def is_reported() -> ColumnElement[bool]:
    """Whether there is anything to forget in the reports of a feedback."""
    return exists().where(*_ITS, or_(*(getattr(Notice, name).is_not(None) for name in ("text", "email", "statement"))))


def is_under_report(since: datetime) -> ColumnElement[bool]:
    """Whether a report of it waits for a decision, or was decided on since then: it is read for that."""
    return exists().where(*_ITS, or_(Notice.state == OPEN, Notice.created_at >= since, Notice.decided_at >= since))


_ITS = (Notice.site_id == Feedback.site_id, Notice.feedback_id == Feedback.id)
