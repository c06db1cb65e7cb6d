from typing import Any
from uuid import UUID

from flask import Blueprint, current_app

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.foundation.database import writing
from backend.foundation.etags import matched, row_of, tagged
from backend.foundation.pages import Page
from backend.foundation.requests import answer, body, contract, query, transaction
from backend.settings import Settings
from backend.sites.access import memberships, require_site
from backend.sites.invite import Invitation, change_role, invite, let_go, renew_invitation
from backend.sites.manage import change_site, delete_site
from backend.sites.models import Membership, Site
from backend.sites.queries import members_of
from backend.sites.roles import allows
from backend.sites.schemas import (
    InvitationView,
    MemberPage,
    MemberView,
    NewInvitation,
    RoleChange,
    SiteChanges,
    SitePage,
    SiteQuery,
    SiteView,
)

blueprint = Blueprint("sites", __name__, url_prefix="/api/v1")


@blueprint.get("/sites")
@staff("read")
@answer(SitePage())
def list_sites() -> Page:
    return Page([membership.site for membership in memberships() if allows(membership.role, "read")], None)


@blueprint.get("/sites/<uuid:site_id>")
@staff("read")
@tagged
@answer(SiteView())
def get_site(site_id: UUID) -> Site:
    return require_site(site_id, "read")


@blueprint.patch("/sites/<uuid:site_id>")
@staff("manage")
@body(SiteChanges())
@transaction
@matched(get_site, row_of(Site, "site_id"))
@answer(SiteView())
def patch_site(changes: dict[str, Any], site_id: UUID) -> Site:
    return change_site(require_site(site_id, "manage"), changes, current_credential())


@blueprint.delete("/sites/<uuid:site_id>")
@staff("manage")
@transaction
@matched(get_site, row_of(Site, "site_id"))
@answer(None, 204)
def remove_site(site_id: UUID) -> None:
    delete_site(require_site(site_id, "manage"), current_credential())


@blueprint.get("/staff")
@staff("read")
@query(SiteQuery())
@answer(MemberPage())
def list_staff(asked: dict[str, Any]) -> Page:
    return Page(members_of(require_site(asked["site"], "read").id), None)


# Not a @transaction: an idempotency record would keep the link that is shown once.
@blueprint.post("/sites/<uuid:site_id>/invitations")
@staff("manage")
@body(NewInvitation())
@answer(InvitationView(), 201)
def post_invitation(given: dict[str, Any], site_id: UUID) -> dict[str, Any]:
    with writing():
        site, actor = require_site(site_id, "manage"), current_credential()
        return _shown(invite(site, given["email"], given["name"], given["role"], actor))


@blueprint.post("/sites/<uuid:site_id>/members/<uuid:staff_id>/links")
@staff("manage")
@answer(InvitationView(), 201)
def post_member_link(site_id: UUID, staff_id: UUID) -> dict[str, Any]:
    with writing():
        return _shown(renew_invitation(require_site(site_id, "manage"), staff_id, current_credential()))


@blueprint.patch("/sites/<uuid:site_id>/members/<uuid:staff_id>")
@staff("manage")
@body(RoleChange())
@transaction
@answer(MemberView())
def patch_member(given: dict[str, Any], site_id: UUID, staff_id: UUID) -> Membership:
    return change_role(require_site(site_id, "manage"), staff_id, given["role"], current_credential())


@blueprint.delete("/sites/<uuid:site_id>/members/<uuid:staff_id>")
@staff("manage")
@transaction
@answer(None, 204)
def delete_member(site_id: UUID, staff_id: UUID) -> None:
    let_go(require_site(site_id, "manage"), staff_id, current_credential())


@blueprint.delete("/session/sites/<uuid:site_id>")
@staff("read")
@transaction
@answer(None, 204)
def delete_own_membership(site_id: UUID) -> None:
    """Leave a site, whatever one's role there."""
    actor = current_credential()
    let_go(require_site(site_id, "read"), actor.staff_id, actor)


contract(post_invitation).problems |= {404, 409, 503}
contract(post_member_link).problems |= {404, 409, 503}


def _shown(invitation: Invitation) -> dict[str, Any]:
    token = invitation.link_token
    settings: Settings = current_app.extensions["settings"]
    link = token and f"{settings.address}/console/#/welcome/{token}"
    return {"member": invitation.member, "link": link, "mailed": invitation.is_mailed}
