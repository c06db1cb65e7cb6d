from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.foundation.etags import matched, row_of, tagged
from backend.foundation.pages import Page
from backend.foundation.requests import answer, body, query, transaction
from backend.improvements.mark import change_mark, delete_change, drop_baseline, mark_change, set_baseline
from backend.improvements.models import Baseline, Change
from backend.improvements.queries import baseline_of, changes_page, find_change
from backend.improvements.schemas import (
    BaselineInput,
    BaselineView,
    ChangeChanges,
    ChangePage,
    ChangeQuery,
    ChangeView,
    NewChange,
)
from backend.sites.access import require_site, site_ids
from backend.sites.schemas import SiteQuery

blueprint = Blueprint("improvements", __name__, url_prefix="/api/v1")


@blueprint.get("/changes")
@staff("read")
@query(ChangeQuery())
@answer(ChangePage())
def list_changes(asked: dict[str, Any]) -> Page:
    return changes_page(require_site(asked["site"], "read").id, asked)


@blueprint.post("/changes")
@staff("manage")
@query(SiteQuery())
@body(NewChange())
@transaction
@answer(ChangeView(), 201)
def post_change(values: dict[str, Any], asked: dict[str, Any]) -> Change:
    return mark_change(require_site(asked["site"], "manage"), values, current_credential())


@blueprint.get("/changes/<uuid:change_id>")
@staff("read")
@tagged
@answer(ChangeView())
def get_change(change_id: UUID) -> Change:
    return find_change(site_ids("read"), change_id)


@blueprint.patch("/changes/<uuid:change_id>")
@staff("manage")
@body(ChangeChanges())
@transaction
@matched(get_change, row_of(Change, "change_id"))
@answer(ChangeView())
def patch_change(values: dict[str, Any], change_id: UUID) -> Change:
    return change_mark(_own_change(change_id), values, current_credential())


@blueprint.delete("/changes/<uuid:change_id>")
@staff("manage")
@transaction
@matched(get_change, row_of(Change, "change_id"))
@answer(None, 204)
def remove_change(change_id: UUID) -> None:
    delete_change(_own_change(change_id), current_credential())


@blueprint.get("/sites/<uuid:site_id>/baseline")
@staff("read")
@answer(BaselineView())
def get_baseline(site_id: UUID) -> Baseline:
    return baseline_of(require_site(site_id, "read").id) or Baseline()


@blueprint.put("/sites/<uuid:site_id>/baseline")
@staff("manage")
@body(BaselineInput())
@transaction
@answer(BaselineView())
def put_baseline(values: dict[str, Any], site_id: UUID) -> Baseline:
    return set_baseline(require_site(site_id, "manage"), values["since"], values["until"], current_credential())


@blueprint.delete("/sites/<uuid:site_id>/baseline")
@staff("manage")
@transaction
@answer(None, 204)
def delete_baseline(site_id: UUID) -> None:
    drop_baseline(require_site(site_id, "manage"), current_credential())


def _own_change(change_id: UUID) -> Change:
    """A change the caller may see (else 404) and manage (else 403)."""
    change = find_change(site_ids("read"), change_id)
    require_site(change.site_id, "manage")
    return change
