from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.feedback.access import own_feedback
from backend.foundation.pages import Page
from backend.foundation.requests import answer, body, contract, query, transaction
from backend.moderation.bulk import begin, find_bulk, latest_bulks, undo
from backend.moderation.decide import Decision, decide
from backend.moderation.models import BulkDecision
from backend.moderation.notice_models import Notice
from backend.moderation.notices import find_notice, notices_about, settle
from backend.moderation.schemas import (
    BulkDecisionPage,
    BulkDecisionView,
    BulkQuery,
    DecisionView,
    NewBulkDecision,
    NewDecision,
    NoticePage,
    NoticeSettlement,
    NoticeView,
)
from backend.sites.access import require_site, site_ids
from backend.sites.schemas import SiteQuery

blueprint = Blueprint("moderation", __name__, url_prefix="/api/v1")


@blueprint.post("/feedback/<uuid:feedback_id>/decisions")
@staff("moderate")
@body(NewDecision())
@transaction
@answer(DecisionView(), 201)
def post_decision(decision: dict[str, Any], feedback_id: UUID) -> Decision:
    feedback = own_feedback(feedback_id, "moderate", to_change=True)
    wish = (decision["verdict"], decision["reason"], current_credential(), decision["seen_at"], decision["statement"])
    return decide(feedback, *wish)


@blueprint.post("/bulk-decisions")
@staff("moderate")
@query(BulkQuery())
@body(NewBulkDecision())
@transaction
@answer(BulkDecisionView(), 201)
def post_bulk_decision(decision: dict[str, Any], asked: dict[str, Any]) -> BulkDecision:
    """Decide on many. The first are decided when this answers, the rest by the worker: ask for it until it is done."""
    return begin(require_site(asked["site"], "moderate"), decision, asked, current_credential())


@blueprint.get("/bulk-decisions")
@staff("read")
@query(SiteQuery())
@answer(BulkDecisionPage())
def list_bulk_decisions(asked: dict[str, Any]) -> Page:
    return Page(latest_bulks(require_site(asked["site"], "read").id), None)


@blueprint.get("/bulk-decisions/<uuid:bulk_id>")
@staff("read")
@answer(BulkDecisionView())
def get_bulk_decision(bulk_id: UUID) -> BulkDecision:
    return _own_bulk(bulk_id, "read")


@blueprint.post("/bulk-decisions/<uuid:bulk_id>/reversal")
@staff("moderate")
@transaction
@answer(BulkDecisionView(), 201)
def post_reversal(bulk_id: UUID) -> BulkDecision:
    return undo(_own_bulk(bulk_id, "moderate", to_change=True), current_credential())


def _own_bulk(bulk_id: UUID, scope: str, to_change: bool = False) -> BulkDecision:
    bulk = find_bulk(site_ids("read"), bulk_id, to_change)
    require_site(bulk.site_id, scope)
    return bulk


@blueprint.get("/feedback/<uuid:feedback_id>/notices")
@staff("read")
@answer(NoticePage())
def list_notices(feedback_id: UUID) -> Page:
    """What visitors reported of it; `GET /feedback?reported=true` lists all that waits for a decision."""
    return Page(notices_about(own_feedback(feedback_id, "read")), None)


@blueprint.post("/notices/<uuid:notice_id>/decisions")
@staff("moderate")
@body(NoticeSettlement())
@transaction
@answer(NoticeView(), 201)
def post_settlement(wish: dict[str, Any], notice_id: UUID) -> Notice:
    notice = find_notice(site_ids("read"), notice_id)
    require_site(notice.site_id, "moderate")
    return settle(notice, wish, current_credential())


contract(post_reversal).problems |= {404, 409}
contract(post_settlement).problems |= {404, 409}
