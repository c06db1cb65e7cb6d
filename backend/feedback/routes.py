from typing import Any
from uuid import UUID

from flask import Blueprint, Response

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.feedback.access import own_feedback
from backend.feedback.accuracy import accuracy
from backend.feedback.correct import correct, take_back
from backend.feedback.count_schemas import CountsView
from backend.feedback.filing_schemas import NewMerge, NewTags, TagCounts
from backend.feedback.handle import handle
from backend.feedback.inbox import inbox_page
from backend.feedback.journey_schemas import VisitorJourney
from backend.feedback.mark_read import mark_read
from backend.feedback.merge import merge, part
from backend.feedback.models import Feedback
from backend.feedback.read_together import read_together
from backend.feedback.schemas import (
    AccuracyView,
    CountsQuery,
    FeedbackChanges,
    FeedbackQuery,
    NewCorrection,
    StaffFeedback,
    StaffFeedbackPage,
    StateCountsQuery,
)
from backend.feedback.similar import similar_to
from backend.feedback.similar_schemas import SimilarFeedback
from backend.feedback.state_counts import counts_by_state
from backend.feedback.tag import set_tags, tags_in_use
from backend.feedback.visitor_journey import visitor_journey
from backend.foundation.database import writing
from backend.foundation.etags import matched, row_of
from backend.foundation.requests import answer, body, contract, query, transaction
from backend.sites.access import asked_sites

blueprint = Blueprint("feedback", __name__, url_prefix="/api/v1")


@blueprint.get("/feedback")
@staff("read")
@query(FeedbackQuery())
@answer(StaffFeedbackPage(), ready=True)
def list_feedback(asked: dict[str, Any]) -> Response:
    return read_together("list", asked, lambda sites: vars(inbox_page(sites, asked)))


@blueprint.get("/feedback/counts")
@staff("read")
@query(StateCountsQuery())
@answer(CountsView(), ready=True)
def count_feedback(asked: dict[str, Any]) -> Response:
    return read_together("counts", asked, lambda sites: counts_by_state([site.id for site in sites], asked))


@blueprint.patch("/feedback/<uuid:feedback_id>")
@staff("reply")
@body(FeedbackChanges())
@transaction
@matched("conversations.get_feedback", row_of(Feedback, "feedback_id"))
@answer(StaffFeedback())
def patch_feedback(changes: dict[str, Any], feedback_id: UUID) -> Feedback:
    return handle(own_feedback(feedback_id, "reply", to_change=True), changes, current_credential())


@blueprint.put("/feedback/<uuid:feedback_id>/read")
@staff("reply")
@answer(None, 204)
def put_read(feedback_id: UUID) -> None:
    if own_feedback(feedback_id, "reply").read_at is not None:
        return  # as nearly every time that a conversation is opened: it waits for no writer
    with writing():
        mark_read(own_feedback(feedback_id, "reply", to_change=True), current_credential())


@blueprint.put("/feedback/<uuid:feedback_id>/sentiment")
@staff("moderate")
@body(NewCorrection())
@transaction
@answer(StaffFeedback())
def put_sentiment(correction: dict[str, Any], feedback_id: UUID) -> Feedback:
    feedback = own_feedback(feedback_id, "moderate", to_change=True)
    return correct(feedback, correction["label"], current_credential())


@blueprint.delete("/feedback/<uuid:feedback_id>/sentiment")
@staff("moderate")
@transaction
@answer(StaffFeedback())
def delete_sentiment(feedback_id: UUID) -> Feedback:
    return take_back(own_feedback(feedback_id, "moderate", to_change=True), current_credential())


@blueprint.put("/feedback/<uuid:feedback_id>/tags")
@staff("reply")
@body(NewTags())
@transaction
@answer(StaffFeedback())
def put_tags(given: dict[str, Any], feedback_id: UUID) -> Feedback:
    return set_tags(own_feedback(feedback_id, "reply", to_change=True), given["tags"], current_credential())


@blueprint.put("/feedback/<uuid:feedback_id>/duplicate-of")
@staff("reply")
@body(NewMerge())
@transaction
@answer(StaffFeedback())
def put_duplicate(given: dict[str, Any], feedback_id: UUID) -> Feedback:
    feedback = own_feedback(feedback_id, "reply", to_change=True)
    return merge(feedback, given["feedback_id"], current_credential())


@blueprint.delete("/feedback/<uuid:feedback_id>/duplicate-of")
@staff("reply")
@transaction
@answer(StaffFeedback())
def delete_duplicate(feedback_id: UUID) -> Feedback:
    return part(own_feedback(feedback_id, "reply", to_change=True), current_credential())


@blueprint.get("/tags")
@staff("read")
@query(CountsQuery())
@answer(TagCounts())
def list_tags(asked: dict[str, Any]) -> dict[str, Any]:
    return {"items": tags_in_use([site.id for site in asked_sites(asked["site"], "read")]), "next_cursor": None}


@blueprint.get("/sentiment/accuracy")
@staff("read")
@query(CountsQuery())
@answer(AccuracyView())
def get_accuracy(asked: dict[str, Any]) -> dict[str, Any]:
    return {"items": accuracy([site.id for site in asked_sites(asked["site"], "read")])}


@blueprint.get("/feedback/<uuid:feedback_id>/similar")
@staff("read")
@answer(SimilarFeedback())
def list_similar(feedback_id: UUID) -> dict[str, Any]:
    return similar_to(own_feedback(feedback_id, "read"))


@blueprint.get("/feedback/<uuid:feedback_id>/journey")
@staff("read")
@answer(VisitorJourney())
def get_visitor_journey(feedback_id: UUID) -> dict[str, Any]:
    return {"items": visitor_journey(own_feedback(feedback_id, "read"))}


contract(put_duplicate).problems |= {409}
contract(put_read).problems |= {503}
