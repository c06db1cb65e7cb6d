"""A conversation as its reader sees it: the staff's whole, the visitor's own."""

from typing import Any

from backend.conversations.queries import messages_for_visitor, messages_of
from backend.events.queries import events_about
from backend.feedback.models import Feedback

# A visitor is not told that her words were taken for spam: that would teach those who send it.
VISITOR_STATES = {"spam": "pending"}


class StaffView:
    """A feedback with its messages and history; every other attribute is the feedback's."""

    def __init__(self, feedback: Feedback) -> None:
        self._feedback = feedback
        self.messages = messages_of(feedback)
        self.history = events_about(feedback.site_id, feedback.id)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._feedback, name)


def visitor_thread(feedback: Feedback) -> dict[str, Any]:
    return {
        "id": feedback.entry_id,
        "touchpoint": feedback.touchpoint.key,
        "state": visitor_state(feedback.publication),
        "case": feedback.case,
        "rating": feedback.value,
        "comment": feedback.comment,
        "language": feedback.language,
        "created_at": feedback.created_at,
        "messages": messages_for_visitor(feedback),
    }


def visitor_state(publication: str) -> str:
    return VISITOR_STATES.get(publication, publication)
