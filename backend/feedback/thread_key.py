"""The visitor's secret, by which she follows her own feedback without an account."""

from uuid import UUID

from backend.feedback.models import Feedback
from backend.foundation.signing import derived_secret, digest


def thread_key(site_id: UUID, entry_id: UUID) -> str:
    """The secret for this entry. Derived, so that a repetition gets the same; only its digest is kept."""
    return derived_secret("tk_", "thread", site_id.bytes, entry_id.bytes)


def thread_key_of(feedback: Feedback) -> str | None:
    """The key of a feedback on record; None if it was made with another signing key than today's."""
    key = thread_key(feedback.site_id, feedback.entry_id)
    return key if digest(key) == feedback.thread_digest else None
