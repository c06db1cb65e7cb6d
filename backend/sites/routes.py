from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.foundation.pages import Page
from backend.foundation.requests import answer, body, query, transaction
from backend.sites.access import memberships, require_site
from backend.sites.manage import change_site, delete_site
from backend.sites.models import Site
from backend.sites.queries import members_of
from backend.sites.roles import allows
from backend.sites.schemas import MemberPage, SiteChanges, SitePage, SiteQuery, SiteView

blueprint = Blueprint("sites", __name__, url_prefix="/api/v1")


@blueprint.get("/sites")
@staff("read")
@answer(SitePage())
def list_sites() -> Page:
    return Page([membership.site for membership in memberships() if allows(membership.role, "read")], None)


@blueprint.get("/sites/<uuid:site_id>")
@staff("read")
@answer(SiteView())
def get_site(site_id: UUID) -> Site:
    return require_site(site_id, "read")


@blueprint.patch("/sites/<uuid:site_id>")
@staff("manage")
@body(SiteChanges())
@transaction
@answer(SiteView())
def patch_site(changes: dict[str, Any], site_id: UUID) -> Site:
    return change_site(require_site(site_id, "manage"), changes, current_credential())


@blueprint.delete("/sites/<uuid:site_id>")
@staff("manage")
@transaction
@answer(None, 204)
def remove_site(site_id: UUID) -> None:
    delete_site(require_site(site_id, "manage"), current_credential())


@blueprint.get("/staff")
@staff("read")
@query(SiteQuery())
@answer(MemberPage())
def list_staff(asked: dict[str, Any]) -> Page:
    return Page(members_of(require_site(asked["site"], "read").id), None)
