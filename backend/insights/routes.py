from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.guards import staff
from backend.feedback.counts import day_of
from backend.foundation.clock import now
from backend.foundation.errors import invalid_param
from backend.foundation.requests import answer, query
from backend.improvements.queries import find_change
from backend.insights.effect import effect
from backend.insights.journey_map import journey_map
from backend.insights.period import DAY, LONGEST, Period
from backend.insights.queries import filters_of
from backend.insights.schemas import EffectQuery, EffectView, JourneyQuery, JourneyView, TrendQuery, TrendView
from backend.insights.trend import trend
from backend.sites.access import require_site, site_ids
from backend.sites.models import Site
from backend.touchpoints.queries import find_touchpoint

blueprint = Blueprint("insights", __name__, url_prefix="/api/v1")

USUAL_DAYS = 91


@blueprint.get("/journey")
@staff("read")
@query(JourneyQuery())
@answer(JourneyView())
def get_journey(asked: dict[str, Any]) -> dict[str, Any]:
    site = require_site(asked["site"], "read")
    return journey_map(site, period_of(site, asked), filters_of(asked))


@blueprint.get("/touchpoints/<uuid:touchpoint_id>/trend")
@staff("read")
@query(TrendQuery())
@answer(TrendView())
def get_trend(asked: dict[str, Any], touchpoint_id: UUID) -> dict[str, Any]:
    touchpoint = find_touchpoint(site_ids("read"), touchpoint_id)
    return trend(touchpoint, period_of(touchpoint.site, asked), filters_of(asked), asked)


@blueprint.get("/changes/<uuid:change_id>/effect")
@staff("read")
@query(EffectQuery())
@answer(EffectView())
def get_effect(asked: dict[str, Any], change_id: UUID) -> dict[str, Any]:
    return effect(find_change(site_ids("read"), change_id), asked["days"])


def period_of(site: Site, asked: dict[str, Any]) -> Period:
    until = asked["until"] or day_of(now(), site.timezone)
    since = asked["since"] or until - (USUAL_DAYS - 1) * DAY
    if until < since:
        raise invalid_param("since", "invalid", "must not be after `until`, which is today unless it is given")
    if (until - since).days >= LONGEST:
        raise invalid_param("since", "invalid", f"at most {LONGEST} days fit")
    return Period(since, until)
