"""Forget the words of old conversations; who wrote when stays, because the reaction figures are made from it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, update
from sqlalchemy.orm import Session

from backend.conversations.models import Draft, Message
from backend.feedback.models import Feedback

GONE = ""


def forget_messages(session: Session, site_id: UUID, feedback_ids: Collection[UUID], before: datetime) -> None:
    """Take the words from every turn before this moment, notes included, and from what staff had begun to write.

    A turn that came while the rows were waited for is younger, and stays.
    """
    turns = (Message.site_id == site_id, Message.feedback_id.in_(feedback_ids), Message.sent_at < before)
    session.execute(update(Message).where(*turns).values(text=GONE))
    session.execute(delete(Draft).where(Draft.site_id == site_id, Draft.feedback_id.in_(feedback_ids)))


def is_spoken_in() -> ColumnElement[bool]:
    """Whether there is anything to forget in a feedback's conversation."""
    return exists().where(*_ITS, Message.text != GONE)


def was_spoken_in_since(moment: datetime) -> ColumnElement[bool]:
    # Not by its id: those of visitors' turns are made by their browsers.
    return exists().where(*_ITS, Message.sent_at >= moment)


_ITS = (Message.site_id == Feedback.site_id, Message.feedback_id == Feedback.id)
