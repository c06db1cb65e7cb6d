"""A conversation as its reader sees it: the staff's whole, the visitor's own."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from backend.conversations.draft import drafts_on, writers_of
from backend.conversations.models import FROM_STAFF, Message
from backend.conversations.praise import is_praise, leave_request_of
from backend.conversations.queries import messages_for_visitor, messages_of
from backend.conversations.rate_again import first_question
from backend.conversations.recovery_queries import case_of
from backend.events.queries import events_about
from backend.feedback.merge import duplicates_of
from backend.feedback.models import Feedback

# A visitor is not told that her words were taken for spam: that would teach those who send it.
VISITOR_STATES = {"spam": "pending"}
STATUSES = ("received", "read", "answered", "solved", "withdrawn")


class StaffView:
    """A feedback with its messages, recovery case and history; every other attribute is the feedback's."""

    def __init__(self, feedback: Feedback, reader_id: UUID) -> None:
        self._feedback = feedback
        self.messages = messages_of(feedback)
        self.recovery = case_of(feedback)
        self.praise = praise_view(feedback)
        self.history = events_about(feedback.site_id, feedback.id)
        self.duplicates = duplicates_of(feedback)
        drafts = drafts_on(feedback)
        self.draft = next((draft for draft in drafts if draft.staff_id == reader_id), None)
        self.writing = writers_of(drafts, but=reader_id)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._feedback, name)


def praise_view(feedback: Feedback) -> dict[str, Any]:
    asked = leave_request_of(feedback)
    return {
        "is_praise": is_praise(feedback),
        "asked_at": asked.asked_at if asked else None,
        "publishes": asked is not None and asked.publishes,
    }


def visitor_thread(feedback: Feedback) -> dict[str, Any]:
    messages, first = messages_for_visitor(feedback), first_question(feedback)
    return {
        "id": feedback.entry_id,
        "touchpoint": feedback.touchpoint.key,
        "state": visitor_state(feedback.publication),
        "case": feedback.case,
        "status": status_of(feedback, messages),
        "rating": feedback.value,
        "second_rating": feedback.second_value,
        "first_question": first.key if first else None,
        "comment": feedback.comment,
        "language": feedback.language,
        "has_email": feedback.email is not None,
        "permission": feedback.permission,
        "shown_name": feedback.shown_name,
        "asks_permission": feedback.permission is None and leave_request_of(feedback) is not None,
        "statement": feedback.statement,
        "created_at": feedback.created_at,
        "messages": messages,
    }


def status_of(feedback: Feedback, messages: Sequence[Message]) -> str:
    """How far it has come, in the one word that matters most to its author. The messages are those she may see."""
    if feedback.withdrawn_at is not None:
        return "withdrawn"
    if feedback.case == "solved":
        return "solved"
    if any(message.author == FROM_STAFF for message in messages):
        return "answered"
    return "read" if feedback.read_at is not None else "received"


def visitor_state(publication: str) -> str:
    return VISITOR_STATES.get(publication, publication)
