from typing import Any

from flask import Blueprint

from backend.accounts.guards import staff
from backend.foundation.requests import answer, query
from backend.insights.expectation_gap import expectation_gap
from backend.insights.loyalty_drivers import loyalty_drivers
from backend.insights.loyalty_map import loyalty
from backend.insights.loyalty_schemas import (
    DriversQuery,
    DriversView,
    ExpectationsView,
    InsightQuery,
    LoyaltyQuery,
    LoyaltyView,
)
from backend.insights.queries import filters_of
from backend.insights.routes import period_of
from backend.sites.access import require_site

blueprint = Blueprint("loyalty", __name__, url_prefix="/api/v1")


@blueprint.get("/loyalty")
@staff("read")
@query(LoyaltyQuery())
@answer(LoyaltyView())
def get_loyalty(asked: dict[str, Any]) -> dict[str, Any]:
    """Satisfied and loyal, by what people say and by what they did."""
    site = require_site(asked["site"], "read")
    return loyalty(site, period_of(site, asked), filters_of(asked), asked)


@blueprint.get("/loyalty/drivers")
@staff("read")
@query(DriversQuery())
@answer(DriversView())
def get_loyalty_drivers(asked: dict[str, Any]) -> dict[str, Any]:
    """Which grades and topics go together with loyalty, judged among all of them."""
    site = require_site(asked["site"], "read")
    return loyalty_drivers(site, period_of(site, asked), filters_of(asked), asked["by"])


@blueprint.get("/loyalty/expectations")
@staff("read")
@query(InsightQuery())
@answer(ExpectationsView())
def get_expectations(asked: dict[str, Any]) -> dict[str, Any]:
    """What was met against what was expected: asked outright, and as the same person's two answers."""
    site = require_site(asked["site"], "read")
    return expectation_gap(site, period_of(site, asked), filters_of(asked))
