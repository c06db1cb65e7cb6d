"""An answer in the making, kept for its author on the server; the others see that she writes, never what."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from backend.accounts.credentials import Credential
from backend.conversations.models import Draft
from backend.feedback.models import Feedback
from backend.foundation.clock import now
from backend.foundation.database import db

# The console saves while she types. After so long without a letter she is thought to do something else.
WRITES_FOR = timedelta(seconds=75)


def keep_draft(feedback: Feedback, author: Credential, text: str, visibility: str) -> None:
    """Keep this text as the author's draft; a blank one is as good as none."""
    if not text.strip():
        drop_draft(feedback, author.staff_id)
        return
    place = {"site_id": feedback.site_id, "feedback_id": feedback.id, "staff_id": author.staff_id}
    db.session.merge(Draft(**place, text=text, visibility=visibility, saved_at=now()))


def drop_draft(feedback: Feedback, staff_id: UUID) -> None:
    its = (Draft.site_id == feedback.site_id, Draft.feedback_id == feedback.id, Draft.staff_id == staff_id)
    db.session.execute(delete(Draft).where(*its))


def drafts_on(feedback: Feedback) -> Sequence[Draft]:
    """All drafts on this feedback, by whoever writes."""
    its = select(Draft).where(Draft.site_id == feedback.site_id, Draft.feedback_id == feedback.id)
    return db.session.scalars(its.order_by(Draft.saved_at)).all()


def writers_of(drafts: Sequence[Draft], but: UUID) -> list[str]:
    """The names of those who are writing at this very time, but for one."""
    since = now() - WRITES_FOR
    return [draft.staff.name for draft in drafts if draft.staff_id != but and draft.saved_at >= since]
