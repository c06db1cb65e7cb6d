"""A staff member's decision: may others see this feedback."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.accounts.credentials import Credential
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.revise import TICK, set_publication, touch as keep
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Conflict
from backend.foundation.fields import utc_text
from backend.moderation.lessons import teach
from backend.sites.manage import touch

VERDICTS = {"publish": "published", "hide": "hidden", "spam": "spam", "restore": "pending"}


class AlreadyDecided(Conflict):
    code, title = "already_decided", "This decision would change nothing"


class TextChanged(Conflict):
    code, title = "text_changed", "The visitor changed what she said since it was shown"


@dataclass(frozen=True)
class Decision:
    id: UUID
    verdict: str
    reason: str | None
    decided_at: datetime
    publication: str


def decide(
    feedback: Feedback,
    verdict: str,
    reason: str | None,
    actor: Credential,
    seen_at: datetime | None = None,
    statement: str | None = None,
    ground: str | None = None,
) -> Decision:
    """Publish, hide, set aside as spam, or restore to pending; raises AlreadyDecided when it is so already.

    `seen_at` is the `said_at` that was shown, in whole milliseconds; raises TextChanged if it was said anew since.
    `statement` is what the author is told of why, under the `ground` on which it was reported, if it was.
    Of two at once the first wins: the caller read the feedback to change it, so the second sees what the first did.
    """
    target = VERDICTS[verdict]
    if seen_at is not None and feedback.said_at - seen_at >= TICK:
        raise TextChanged("The visitor has changed the text or the ratings meanwhile. Read them, then decide.")
    if feedback.publication == target:
        raise AlreadyDecided(f"This feedback is already {target}.")
    set_publication(db.session(), feedback, target)
    teach([feedback], target)
    told = target == "hidden" and statement and {"text": statement, "ground": ground, "decided_at": utc_text(now())}
    if told or feedback.statement:
        keep(db.session(), feedback, statement=told or None)
    kind = f"feedback.{'restored' if verdict == 'restore' else target}"
    event = record(kind, feedback.site_id, feedback.id, actor, **({"reason": reason} if reason else {}))
    touch(feedback.site_id)
    return Decision(event.id, verdict, reason, event.occurred_at, target)
