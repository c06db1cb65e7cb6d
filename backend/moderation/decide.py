"""A staff member's decision: may others see this feedback."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from backend.accounts.credentials import Credential
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Conflict
from backend.sites.manage import touch

VERDICTS = {"publish": "published", "hide": "hidden", "spam": "spam", "restore": "pending"}


class AlreadyDecided(Conflict):
    code, title = "already_decided", "This decision would change nothing"


@dataclass(frozen=True)
class Decision:
    id: UUID
    verdict: str
    reason: str | None
    decided_at: datetime
    publication: str


def decide(feedback: Feedback, verdict: str, reason: str | None, actor: Credential) -> Decision:
    """Publish, hide, set aside as spam, or restore to pending; raises AlreadyDecided when it is so already.

    Of two at once the first wins: the row count of the update says who that was.
    """
    target = VERDICTS[verdict]
    row = (Feedback.site_id == feedback.site_id, Feedback.id == feedback.id, Feedback.publication != target)
    changed = db.session.execute(update(Feedback).where(*row).values(publication=target, updated_at=now()))
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise AlreadyDecided(f"This feedback is already {target}.")
    kind = f"feedback.{'restored' if verdict == 'restore' else target}"
    event = record(kind, feedback.site_id, feedback.id, actor, **({"reason": reason} if reason else {}))
    touch(feedback.site_id)
    return Decision(event.id, verdict, reason, event.occurred_at, target)
