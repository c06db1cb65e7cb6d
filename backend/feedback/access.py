"""Feedback as the caller may touch it: 404 where she is no member, 403 where her role does not reach."""

from uuid import UUID

from backend.feedback.models import Feedback
from backend.feedback.queries import find_feedback
from backend.sites.access import require_site, site_ids


def own_feedback(feedback_id: UUID, scope: str, to_change: bool = False) -> Feedback:
    feedback = find_feedback(site_ids("read"), feedback_id, to_change)
    require_site(feedback.site_id, scope)
    return feedback
