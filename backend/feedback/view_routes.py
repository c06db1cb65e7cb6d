from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.feedback.schemas import CountsQuery
from backend.feedback.view_counts import view_counts
from backend.feedback.view_models import SavedView
from backend.feedback.view_schemas import NewView, ViewChanges, ViewCounts, ViewPage, ViewView
from backend.feedback.views import change_view, delete_view, own_view, save_view, views_of
from backend.foundation.pages import Page
from backend.foundation.requests import answer, body, query, transaction
from backend.sites.access import asked_sites, require_site, site_ids

blueprint = Blueprint("views", __name__, url_prefix="/api/v1")


@blueprint.get("/views")
@staff("read")
@query(CountsQuery())
@answer(ViewPage())
def list_views(asked: dict[str, Any]) -> Page:
    sites = [site.id for site in asked_sites(asked["site"], "read")]
    return Page(views_of(sites, current_credential().staff_id), None)


@blueprint.get("/views/counts")
@staff("read")
@query(CountsQuery())
@answer(ViewCounts())
def count_views(asked: dict[str, Any]) -> dict[str, Any]:
    sites = asked_sites(asked["site"], "read")
    views = views_of([site.id for site in sites], current_credential().staff_id)
    return {"items": list(view_counts(sites, views))}


@blueprint.post("/sites/<uuid:site_id>/views")
@staff("read")
@body(NewView())
@transaction
@answer(ViewView(), 201)
def post_view(given: dict[str, Any], site_id: UUID) -> SavedView:
    return save_view(require_site(site_id, "read"), given, current_credential())


@blueprint.patch("/views/<uuid:view_id>")
@staff("read")
@body(ViewChanges())
@transaction
@answer(ViewView())
def patch_view(changes: dict[str, Any], view_id: UUID) -> SavedView:
    actor = current_credential()
    return change_view(own_view(view_id, site_ids("read"), actor), changes, actor)


@blueprint.delete("/views/<uuid:view_id>")
@staff("read")
@transaction
@answer(None, 204)
def remove_view(view_id: UUID) -> None:
    actor = current_credential()
    delete_view(own_view(view_id, site_ids("read"), actor), actor)
