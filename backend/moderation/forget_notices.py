"""Forget what visitors wrote when they reported a text that is forgotten itself; that they did, and why, stays."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from backend.moderation.notice_models import Notice


def forget_notices(session: Session, site_id: UUID, feedback_ids: Collection[UUID]) -> None:
    these = (Notice.site_id == site_id, Notice.feedback_id.in_(feedback_ids))
    session.execute(update(Notice).where(*these).values(text=None, email=None, statement=None))
