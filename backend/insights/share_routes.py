from typing import Any
from uuid import UUID

from flask import Blueprint, current_app

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.foundation.database import writing
from backend.foundation.pages import Page
from backend.foundation.requests import answer, body, contract, query, transaction
from backend.insights.share import find_share_link, revoke, share, share_links
from backend.insights.share_schemas import NewShareLink, ShareLinkPage, ShareLinkQuery, ShareLinkView, ShownShareLink
from backend.settings import Settings
from backend.sites.access import require_site, site_ids
from backend.sites.schemas import SiteQuery

blueprint = Blueprint("share", __name__, url_prefix="/api/v1")


@blueprint.get("/share-links")
@staff("manage")
@query(ShareLinkQuery())
@answer(ShareLinkPage())
def list_share_links(asked: dict[str, Any]) -> Page:
    return share_links(require_site(asked["site"], "manage").id, asked)


# Not a @transaction: an idempotency record would keep the address that is shown once.
@blueprint.post("/share-links")
@staff("manage")
@query(SiteQuery())
@body(NewShareLink())
@answer(ShownShareLink(), 201)
def post_share_link(given: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    settings: Settings = current_app.extensions["settings"]
    with writing():
        link, secret = share(require_site(asked["site"], "manage"), given, current_credential())
        address = f"{settings.address}{settings.prefix}/r/{secret}"
        return {**{name: getattr(link, name) for name in SHOWN}, "link": address}


@blueprint.delete("/share-links/<uuid:link_id>")
@staff("manage")
@transaction
@answer(None, 204)
def delete_share_link(link_id: UUID) -> None:
    link = find_share_link(site_ids("read"), link_id)
    require_site(link.site_id, "manage")
    revoke(link, current_credential())


SHOWN = tuple(field.attribute or name for name, field in ShareLinkView().fields.items())
contract(post_share_link).problems |= {404, 503}
contract(delete_share_link).problems |= {409}
