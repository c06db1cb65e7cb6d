from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.feedback.access import own_feedback
from backend.foundation.requests import answer, body, transaction
from backend.moderation.decide import Decision, decide
from backend.moderation.schemas import DecisionView, NewDecision

blueprint = Blueprint("moderation", __name__, url_prefix="/api/v1")


@blueprint.post("/feedback/<uuid:feedback_id>/decisions")
@staff("moderate")
@body(NewDecision())
@transaction
@answer(DecisionView(), 201)
def post_decision(decision: dict[str, Any], feedback_id: UUID) -> Decision:
    feedback = own_feedback(feedback_id, "moderate", to_change=True)
    return decide(feedback, decision["verdict"], decision["reason"], current_credential(), decision["seen_at"])
