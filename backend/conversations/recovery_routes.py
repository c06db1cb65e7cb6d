from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.conversations.recovery_calendar import coming_holidays, countries
from backend.conversations.recovery_course import close_by_staff
from backend.conversations.recovery_models import RecoveryCase
from backend.conversations.recovery_open import open_by_hand
from backend.conversations.recovery_queries import case_counts, case_page
from backend.conversations.recovery_schemas import (
    CaseCountsQuery,
    CaseCountsView,
    CasePage,
    CaseQuery,
    CaseView,
    NewAbsence,
    NewOutcome,
    NewRecovery,
    RecoveryView,
)
from backend.conversations.recovery_settings import Recovery, recovery_of, set_absence, set_recovery
from backend.feedback.access import own_feedback
from backend.foundation.clock import now
from backend.foundation.pages import Page
from backend.foundation.requests import answer, body, contract, query, transaction
from backend.sites.access import asked_sites, require_site

blueprint = Blueprint("recovery", __name__, url_prefix="/api/v1")
HOLIDAYS_SHOWN = 6


@blueprint.get("/recovery/cases")
@staff("read")
@query(CaseQuery())
@answer(CasePage())
def list_recovery_cases(asked: dict[str, Any]) -> Page:
    return case_page([site.id for site in asked_sites(asked["site"], "read")], asked)


@blueprint.get("/recovery/counts")
@staff("read")
@query(CaseCountsQuery())
@answer(CaseCountsView())
def count_recovery_cases(asked: dict[str, Any]) -> dict[str, Any]:
    return case_counts([site.id for site in asked_sites(asked["site"], "read")], current_credential().staff_id)


@blueprint.post("/feedback/<uuid:feedback_id>/recovery")
@staff("reply")
@transaction
@answer(CaseView(), 201)
def post_recovery(feedback_id: UUID) -> RecoveryCase:
    """Open a recovery case by hand, or open a closed one again."""
    return open_by_hand(own_feedback(feedback_id, "reply", to_change=True), current_credential())


@blueprint.post("/feedback/<uuid:feedback_id>/recovery/outcomes")
@staff("reply")
@body(NewOutcome())
@transaction
@answer(CaseView(), 201)
def post_recovery_outcome(given: dict[str, Any], feedback_id: UUID) -> RecoveryCase:
    """Close the case with how it ended."""
    return close_by_staff(own_feedback(feedback_id, "reply", to_change=True), given["outcome"], current_credential())


@blueprint.get("/sites/<uuid:site_id>/recovery")
@staff("read")
@answer(RecoveryView())
def get_recovery(site_id: UUID) -> dict[str, Any]:
    return _told(recovery_of(require_site(site_id, "read")))


@blueprint.put("/sites/<uuid:site_id>/recovery")
@staff("manage")
@body(NewRecovery())
@transaction
@answer(RecoveryView())
def put_recovery(given: dict[str, Any], site_id: UUID) -> dict[str, Any]:
    return _told(set_recovery(require_site(site_id, "manage"), given, current_credential()))


@blueprint.put("/sites/<uuid:site_id>/recovery/absence")
@staff("reply")
@body(NewAbsence())
@transaction
@answer(RecoveryView())
def put_recovery_absence(given: dict[str, Any], site_id: UUID) -> dict[str, Any]:
    """Say until when one is away oneself, and gets no case."""
    return _told(set_absence(require_site(site_id, "reply"), given["away_until"], current_credential()))


def _told(recovery: Recovery) -> dict[str, Any]:
    """With what a page shows beside it: the calendar that counts."""
    today = now().astimezone(ZoneInfo(recovery.site.timezone)).date()
    country, locale = recovery.country, current_credential().locale or recovery.site.default_language
    coming = coming_holidays(country, today, locale.partition("-")[0], HOLIDAYS_SHOWN) if country else []
    return {
        **vars(recovery),
        "countries": sorted(countries()),
        "coming_holidays": [{"on": day, "name": name} for day, name in coming],
    }


contract(post_recovery).problems |= {409}
contract(post_recovery_outcome).problems |= {409}
