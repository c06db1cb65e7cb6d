"""Say how far a feedback has been dealt with and who deals with it."""

from typing import Any
from uuid import UUID

from backend.accounts.credentials import Credential
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.revise import touch
from backend.foundation.database import db
from backend.foundation.errors import invalid_param
from backend.sites.queries import membership_of


def handle(feedback: Feedback, changes: dict[str, Any], actor: Credential) -> Feedback:
    """Set `case` and `assignee_id`, each only where it is named. Anyone may be assigned who works on the site."""
    assignee: UUID | None = changes.get("assignee_id")
    if assignee is not None and membership_of(feedback.site_id, assignee) is None:
        raise invalid_param("assignee_id", "invalid", "this person does not work on the feedback's site")
    values = {name: value for name, value in changes.items() if getattr(feedback, name) != value}
    if values:
        touch(db.session(), feedback, **values)
    if "case" in values:
        record(f"case.{_CASE_EVENTS[values['case']]}", feedback.site_id, feedback.id, actor)
    if "assignee_id" in values:
        kind = "case.assigned" if assignee else "case.unassigned"
        record(kind, feedback.site_id, feedback.id, actor, **({"assignee_id": str(assignee)} if assignee else {}))
    db.session.refresh(feedback)
    return feedback


_CASE_EVENTS = {"new": "reset", "open": "opened", "waiting": "waiting", "solved": "solved"}
