from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.conversations.models import Message
from backend.conversations.praise import thank_and_ask
from backend.conversations.praise_schemas import NewThanks
from backend.conversations.schemas import StaffMessage
from backend.feedback.access import own_feedback
from backend.foundation.requests import answer, body, transaction

blueprint = Blueprint("praise", __name__, url_prefix="/api/v1")


@blueprint.post("/feedback/<uuid:feedback_id>/thanks")
@staff("moderate")
@body(NewThanks())
@transaction
@answer(StaffMessage(), 201)
def post_thanks(given: dict[str, Any], feedback_id: UUID) -> Message:
    """Thank in private, ask for leave to publish, and (unless told otherwise) publish when it is given."""
    feedback = own_feedback(feedback_id, "moderate", to_change=True)
    return thank_and_ask(feedback, given["text"], given["publishes"], current_credential())
