from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.feedback.access import own_feedback
from backend.feedback.handle import handle
from backend.feedback.inbox import counts_by_state, inbox_page
from backend.feedback.models import Feedback
from backend.feedback.schemas import (
    CountsQuery,
    CountsView,
    FeedbackChanges,
    FeedbackQuery,
    StaffFeedback,
    StaffFeedbackPage,
)
from backend.foundation.pages import Page
from backend.foundation.requests import answer, body, query, transaction
from backend.sites.access import asked_sites

blueprint = Blueprint("feedback", __name__, url_prefix="/api/v1")


@blueprint.get("/feedback")
@staff("read")
@query(FeedbackQuery())
@answer(StaffFeedbackPage(), ready=True)
def list_feedback(asked: dict[str, Any]) -> Page:
    return inbox_page(asked_sites(asked["site"], "read"), asked)


@blueprint.get("/feedback/counts")
@staff("read")
@query(CountsQuery())
@answer(CountsView())
def count_feedback(asked: dict[str, Any]) -> dict[str, dict[str, int]]:
    return counts_by_state([site.id for site in asked_sites(asked["site"], "read")])


@blueprint.patch("/feedback/<uuid:feedback_id>")
@staff("reply")
@body(FeedbackChanges())
@transaction
@answer(StaffFeedback())
def patch_feedback(changes: dict[str, Any], feedback_id: UUID) -> Feedback:
    return handle(own_feedback(feedback_id, "reply", to_change=True), changes, current_credential())
