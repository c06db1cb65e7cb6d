from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.foundation.etags import matched, row_of, tagged
from backend.foundation.pages import Page
from backend.foundation.requests import answer, body, query, transaction
from backend.sites.access import require_new_site, require_site, site_ids
from backend.sites.models import Site
from backend.sites.schemas import NewSite, SiteQuery, SiteView
from backend.touchpoints import journey
from backend.touchpoints.models import Stage, Touchpoint
from backend.touchpoints.queries import find_stage, find_touchpoint, stages_of, touchpoints_of
from backend.touchpoints.schemas import (
    NewStage,
    NewTouchpoint,
    StageChanges,
    StagePage,
    StageView,
    TouchpointChanges,
    TouchpointPage,
    TouchpointView,
)

blueprint = Blueprint("touchpoints", __name__, url_prefix="/api/v1")


# Here and not in `sites`: a site begins with its journey, which that room knows nothing of.
@blueprint.post("/sites")
@staff("manage")
@body(NewSite())
@transaction
@answer(SiteView(), 201)
def post_site(values: dict[str, Any]) -> Site:
    require_new_site()
    return journey.open_site(values, current_credential())


@blueprint.get("/stages")
@staff("read")
@query(SiteQuery())
@answer(StagePage())
def list_stages(asked: dict[str, Any]) -> Page:
    return Page(stages_of(require_site(asked["site"], "read").id), None)


@blueprint.post("/stages")
@staff("manage")
@query(SiteQuery())
@body(NewStage())
@transaction
@answer(StageView(), 201)
def post_stage(values: dict[str, Any], asked: dict[str, Any]) -> Stage:
    return journey.create_stage(require_site(asked["site"], "manage"), values, current_credential())


@blueprint.get("/stages/<uuid:stage_id>")
@staff("read")
@tagged
@answer(StageView())
def get_stage(stage_id: UUID) -> Stage:
    return find_stage(site_ids("read"), stage_id)


@blueprint.patch("/stages/<uuid:stage_id>")
@staff("manage")
@body(StageChanges())
@transaction
@matched(get_stage, row_of(Stage, "stage_id"))
@answer(StageView())
def patch_stage(changes: dict[str, Any], stage_id: UUID) -> Stage:
    return journey.change_stage(_own_stage(stage_id), changes, current_credential())


@blueprint.delete("/stages/<uuid:stage_id>")
@staff("manage")
@transaction
@matched(get_stage, row_of(Stage, "stage_id"))
@answer(None, 204)
def delete_stage(stage_id: UUID) -> None:
    journey.delete_stage(_own_stage(stage_id), current_credential())


@blueprint.get("/touchpoints")
@staff("read")
@query(SiteQuery())
@answer(TouchpointPage())
def list_touchpoints(asked: dict[str, Any]) -> Page:
    return Page(touchpoints_of(require_site(asked["site"], "read").id), None)


@blueprint.post("/touchpoints")
@staff("manage")
@query(SiteQuery())
@body(NewTouchpoint())
@transaction
@answer(TouchpointView(), 201)
def post_touchpoint(values: dict[str, Any], asked: dict[str, Any]) -> Touchpoint:
    return journey.create_touchpoint(require_site(asked["site"], "manage"), values, current_credential())


@blueprint.get("/touchpoints/<uuid:touchpoint_id>")
@staff("read")
@tagged
@answer(TouchpointView())
def get_touchpoint(touchpoint_id: UUID) -> Touchpoint:
    return find_touchpoint(site_ids("read"), touchpoint_id)


@blueprint.patch("/touchpoints/<uuid:touchpoint_id>")
@staff("manage")
@body(TouchpointChanges())
@transaction
@matched(get_touchpoint, row_of(Touchpoint, "touchpoint_id"))
@answer(TouchpointView())
def patch_touchpoint(changes: dict[str, Any], touchpoint_id: UUID) -> Touchpoint:
    return journey.change_touchpoint(_own_touchpoint(touchpoint_id), changes, current_credential())


@blueprint.delete("/touchpoints/<uuid:touchpoint_id>")
@staff("manage")
@transaction
@matched(get_touchpoint, row_of(Touchpoint, "touchpoint_id"))
@answer(None, 204)
def delete_touchpoint(touchpoint_id: UUID) -> None:
    journey.delete_touchpoint(_own_touchpoint(touchpoint_id), current_credential())


def _own_stage(stage_id: UUID) -> Stage:
    """A stage the caller may see (else 404) and manage (else 403)."""
    stage = find_stage(site_ids("read"), stage_id)
    require_site(stage.site_id, "manage")
    return stage


def _own_touchpoint(touchpoint_id: UUID) -> Touchpoint:
    touchpoint = find_touchpoint(site_ids("read"), touchpoint_id, to_change=True)
    require_site(touchpoint.site_id, "manage")
    return touchpoint
